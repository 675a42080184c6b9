using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

/// <summary>The file whose first line is what others must give.</summary>
internal static class PasswordFile
{
    /// <summary>A password that others may try needs some length; nobody types more than that.</summary>
    private const int Shortest = 8;
    private const int Longest = 1000;

    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="ArchiverException">There is no such password, or others could know it.</exception>
    public static string Read(string file)
    {
        try
        {
            if (Directory.Exists(file))
            {
                throw Wrong($"{file} is a folder. Name the file whose first line is the password.");
            }

            using var opened = File.OpenHandle(file);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(opened) & OfOthers) != 0)
            {
                throw Wrong($"others may read or write {file}. Close it to them: chmod 600 {file}");
            }

            using var reader = new StreamReader(new FileStream(opened, FileAccess.Read), new UTF8Encoding(false, throwOnInvalidBytes: true));
            var text = new char[Longest + 2];
            var line = text.AsSpan(0, reader.ReadBlock(text)).ToString().Split('\n', 2);
            var password = line[0].TrimEnd('\r');
            return password.Length switch
            {
                0 when line.Length == 1 => throw Wrong($"{file} is empty. Write the password into its first line."),
                0 => throw Wrong($"the first line of {file} is empty. Write the password into it."),
                < Shortest => throw Wrong($"the password in {file} has {Figures.Count(password.Length, "character")}. Take {Shortest} or more."),
                > Longest => throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the first line of {file} has more than {Longest} characters: that is no password.")),
                _ => password,
            };
        }
        catch (DecoderFallbackException)
        {
            throw Wrong($"the first line of {file} is not in UTF-8, in which browsers send passwords. Write it so.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong($"there is no file {file}. Write the password into its first line, and close it to others: chmod 600 {file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong($"the password file {file} cannot be read: {FileFailure.Reason(exception)}");
        }
    }

    private static ArchiverException Wrong(string message) => new(Failure.General, message);
}
