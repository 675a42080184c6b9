using System.Runtime.InteropServices;
using Archiver.Articles;

namespace Archiver.Cli;

/// <summary>
/// The program that shows pages: those that <c>BROWSER</c> names, one after the other until one starts; else the one of the
/// system. The address is an argument of its own, in which nothing means anything to a shell.
/// </summary>
internal static class Browser
{
    private const string Variable = "BROWSER";

    /// <summary>What stands in <c>BROWSER</c> for the address; without it the address comes last.</summary>
    private const string Place = "%s";

    private const string OfLinux = "xdg-open";

    /// <summary>How a shell says so.</summary>
    private const int NoSuchProgram = 127;

    private const int ShowNormal = 1;

    /// <summary>The highest number by which Windows says why it started nothing.</summary>
    private const int LastError = 32;

    /// <summary>Shows what is at an address.</summary>
    /// <exception cref="ArchiverException">No program shows it.</exception>
    public static void Open(Uri address, Session session)
    {
        var named = session.Variable(Variable);
        string[][] programs = string.IsNullOrWhiteSpace(named) ? OfSystem(address)
            : [.. named.Split(OperatingSystem.IsWindows() ? ';' : ':')
                .Select(command => Words(command, address)).Where(words => words.Length > 0)];
        var failed = "";
        foreach (var words in programs)
        {
            switch (Run(words))
            {
                case 0:
                    return;
                case { } code:
                    failed = $" {words[0]} ended with code {code}.";
                    break;
            }
        }

        throw new ArchiverException(Failure.General, "no browser could be started." + (failed.Length > 0 ? failed
            : $" There is no {string.Join(" and no ", programs.Select(words => words[0]).Distinct())}.")
            + $" Set {Variable} to a program that does{(address.IsFile ? "." : $", or open it yourself: {address.AbsoluteUri}")}");
    }

    /// <summary>
    /// Runs a program at the terminal, and waits for it: some browsers are programs of the terminal. The C library starts
    /// it, as it does the pager; Windows has its own way.
    /// </summary>
    /// <param name="words">The program and its arguments. A <c>&amp;</c> at the end means that nobody waits for it.</param>
    /// <returns>How it ended; null where there is no such program.</returns>
    private static int? Run(string[] words)
    {
        if (OperatingSystem.IsWindows())
        {
            string[] arguments = words[^1] == "&" ? words[1..^1] : words[1..];
            var given = string.Join(' ', arguments.Select(word => $"\"{word}\""));
            return Start(0, "open", words[0], given, null, ShowNormal) > LastError ? ExitCode.Done : null;
        }

        // In single quotes nothing means anything to a shell but the quote.
        string[] quoted = [.. words.Select(word => word == "&" ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")];

        // What the system's own says of browsers that it did not find would be many lines.
        var quiet = words[0] == OfLinux ? " 2>/dev/null" : "";
        var status = Command($"command -v {quoted[0]} >/dev/null 2>&1 || exit {NoSuchProgram}; {string.Join(' ', quoted)}{quiet}");
        var code = (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 0x80 + (status & 0x7F);
        return code == NoSuchProgram ? null : code;
    }

    private static string[][] OfSystem(Uri address) => OperatingSystem.IsWindows() ? [[address.AbsoluteUri]]
        : [[OperatingSystem.IsMacOS() ? "open" : OfLinux, address.AbsoluteUri]];

    private static string[] Words(string command, Uri address)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? []
            : command.Contains(Place, StringComparison.Ordinal)
                ? [.. words.Select(word => word.Replace(Place, address.AbsoluteUri, StringComparison.Ordinal))]
            : words[^1] == "&" ? [.. words[..^1], address.AbsoluteUri, "&"]
            : [.. words, address.AbsoluteUri];
    }

    [DllImport("libc", EntryPoint = "system")]
    private static extern int Command([MarshalAs(UnmanagedType.LPUTF8Str)] string command);

    [DllImport("shell32", EntryPoint = "ShellExecuteW", CharSet = CharSet.Unicode)]
    private static extern nint Start(nint window, string verb, string file, string? parameters, string? folder, int show);
}
