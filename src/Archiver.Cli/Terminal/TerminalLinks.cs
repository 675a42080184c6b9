using System.Globalization;
using System.Text;

namespace Archiver.Cli.Terminal;

/// <summary>Text that is a link on a terminal, by the escape sequence OSC 8.</summary>
internal static class TerminalLinks
{
    /// <summary>What terminals take at most, in bytes.</summary>
    private const int Longest = 2083;

    /// <summary>Said where it is known better than here: 0 for never, any other value for always.</summary>
    private const string Stated = "FORCE_HYPERLINK";

    /// <summary>The version of VTE, which many terminals are made of, that had them first.</summary>
    private const int FirstVte = 5000;

    private static readonly string[] Programs =
        ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "mintty", "WarpTerminal"];

    private static readonly string[] Terminals =
        ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour", "rio"];

    private static readonly string[] Marks =
        ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "WEZTERM_PANE"];

    /// <summary>Whether the terminal is known to show them: one that does not might show what is meant for nobody.</summary>
    public static bool AreShown(Func<string, string?> variable)
    {
        if (variable(Stated) is { Length: > 0 } stated)
        {
            return stated != "0";
        }

        // What others are run in may pass on less than what they can.
        if (variable("TMUX") is { Length: > 0 } || variable("STY") is { Length: > 0 })
        {
            return false;
        }

        return Programs.Contains(variable("TERM_PROGRAM")) || Terminals.Contains(variable("TERM"))
            || Marks.Any(mark => variable(mark) is { Length: > 0 })
            || (int.TryParse(variable("VTE_VERSION"), NumberStyles.None, CultureInfo.InvariantCulture, out var vte)
                && vte >= FirstVte);
    }

    /// <summary>The text as a link, where the address is one of the web; nothing in it ends the sequence.</summary>
    /// <param name="shown">The text, fit for a terminal.</param>
    /// <param name="address">Where it leads; with an address that is not of the web the text becomes no link.</param>
    public static string Of(string shown, string? address)
    {
        if (shown.Length == 0 || address is null || address.Length > Longest || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https"))
        {
            return shown;
        }

        var target = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(uri.AbsoluteUri))
        {
            target.Append(unit is > 0x20 and < 0x7F ? ((char)unit).ToString() : $"%{unit:X2}");
        }

        return target.Length > Longest ? shown : $"\e]8;;{target}\e\\{shown}\e]8;;\e\\";
    }
}
