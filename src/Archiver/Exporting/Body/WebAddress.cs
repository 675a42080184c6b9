using System.Text.RegularExpressions;

namespace Archiver.Exporting.Body;

/// <summary>An address that may stand in a document as a link: absolute, of the web or of mail, and of ASCII.</summary>
internal static partial class WebAddress
{
    /// <summary>The address as a link can have it, or null where it cannot be one.</summary>
    public static string? Of(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.Length > 65_000 || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https" or "mailto"))
        {
            return null;
        }

        if (Plain().IsMatch(address))
        {
            return address;
        }

        try
        {
            var written = uri.AbsoluteUri;
            if (uri.Scheme != "mailto" && uri.Host.Any(character => character >= 0x80))
            {
                written = new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
            }

            written = Stray().Replace(written, match => match.Value == "%" ? "%25" : Uri.HexEscape(match.Value[0]));
            return Plain().IsMatch(written) ? written : null;
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Brackets stand around the numbers of a host alone.</summary>
    [GeneratedRegex(@"^(?:https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?=[/?#]|$)|mailto:)(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?\z",
        RegexOptions.ECMAScript)]
    private static partial Regex Plain();

    /// <summary>A percent sign that begins no byte, and what .NET leaves that is no part of an address.</summary>
    [GeneratedRegex(@"%(?![0-9A-Fa-f]{2})|[|^`{}\\""<>]|(?<=#.*)#|(?<=^[^/]*//[^/]*/.*)[\[\]]")]
    private static partial Regex Stray();
}
