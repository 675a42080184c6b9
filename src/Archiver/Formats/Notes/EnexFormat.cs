using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Formats.Xml;

namespace Archiver.Formats.Notes;

/// <summary>
/// Notes that Evernote and others export. What is attached to them is left out without being looked at, so its length does
/// not matter.
/// </summary>
internal sealed partial class EnexFormat : IArticleFormat
{
    private const string FormatName = "enex";

    public string Name => FormatName;

    public string Description => "notes exported from Evernote (.enex)";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions stated) : XmlPartedReader(FormatName, stated)
    {
        private readonly StatedTimes _times = new(stated.TimeZone);

        protected override IReadOnlyList<string> Roots => ["en-export"];

        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            var note = PartBeginnings.OfTag(window, from, to, "<note"u8);
            var attached = PartBeginnings.OfTag(window, from, note < 0 ? to : note, "<resource"u8);
            return attached < 0 ? note : attached;
        }

        protected override int End(ReadOnlySpan<byte> part) => part.LastIndexOf("</note>"u8) is >= 0 and var end ? end + "</note>"u8.Length : part.Length;

        protected override string? LeftOut(ReadOnlySpan<byte> beginning) =>
            beginning.StartsWith("<resource"u8) ? "a file that is attached to the note before it; files are not imported" : null;

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var note = LooseElement.Parse(HtmlDecoding.Of(bytes.Span, Options.Encoding?.Name ?? "utf-8").Text).Child("note");
            var content = note?.Child("content")?.Text ?? "";
            var about = note?.Child("note-attributes");
            var url = about?.Child("source-url")?.Line;
            var body = HtmlText.Read(LooseElement.ToHtml(Crypt().Replace(content, "")), url);
            if (note is null || (body.Count == 0 && url is null))
            {
                return (null, Media().IsMatch(content)
                    ? "no article: there are only files in the note, which are not imported"
                    : "no article: the note has neither a text nor an address");
            }

            return (FragmentArticle.Of(FormatName, bytes, new Details
            {
                Title = note.Child("title")?.Line,
                Url = url is not null && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? url : null,
                Authors = about?.Child("author")?.Line is { } author ? [author] : [],
                Category = note.Child("notebook")?.Line ?? FormatName,
                Tags = [.. note.All("tag").Select(tag => tag.Line ?? "")],
                Created = _times.Of(Time(note.Child("created")?.Line)),
                Updated = _times.Of(Time(note.Child("updated")?.Line)),
                Other =
                [
                    new("Source", about?.Child("source")?.Line ?? ""),
                    new("Source application", about?.Child("source-application")?.Line ?? ""),
                    new("Resources", Media().Count(content) is > 0 and var count ? count.ToString(CultureInfo.InvariantCulture) : ""),
                    new("Reminder", about?.Child("reminder-time")?.Line ?? ""),
                ],
            }, body), null);
        }

        /// <summary>20240506T110000Z with its parts parted.</summary>
        private static string? Time(string? text) => text is null ? null : Compact().Replace(text, "$1-$2-$3T$4:$5:$6$7");
    }

    [GeneratedRegex(@"^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<!DOCTYPE\s+en-export[^>]*>\s*)?<en-export\b", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    /// <summary>What nobody can read without its password.</summary>
    [GeneratedRegex(@"<en-crypt\b[^<>]*>[^<]*</en-crypt>")]
    private static partial Regex Crypt();

    [GeneratedRegex("<en-media\\b")]
    private static partial Regex Media();

    [GeneratedRegex(@"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$")]
    private static partial Regex Compact();
}
