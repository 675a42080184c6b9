using System.Text;

namespace Archiver.Cli.Terminal;

/// <summary>Standard error, for messages.</summary>
internal static class StandardError
{
    /// <summary>
    /// Opens standard error. Where it cannot be written (a full disk, a closed pipe) messages are lost, and the command
    /// goes on: there is nobody left to tell.
    /// </summary>
    public static TextWriter Open() =>
        new StreamWriter(new StandardStream(Console.OpenStandardError(), _ => { }), new UTF8Encoding(false), 256)
        {
            AutoFlush = true,
        };
}
