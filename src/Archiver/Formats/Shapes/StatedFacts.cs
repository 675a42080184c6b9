using System.Net;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Texts;

namespace Archiver.Formats.Shapes;

/// <summary>What a record of an export says about its article, as it is found; then the article.</summary>
/// <param name="format">The name of the format; it is the category, too, where the record has none.</param>
internal sealed class StatedFacts(string format)
{
    private static readonly char[] LineEnds = ['\n', '\r'];

    private readonly List<string> _tags = [];
    private readonly List<string> _authors = [];
    private readonly List<KeyValuePair<string, string>> _other = [];
    private readonly List<Highlight> _highlights = [];
    private readonly List<string> _warnings = [];
    private IReadOnlyList<FormedParagraph> _paragraphs = [];
    private string? _title;
    private string? _summary;

    public Guid? Id { get; set; }

    public string? Title { get => _title; set => _title = LineOf(value); }

    /// <summary>Set by <see cref="Address"/>.</summary>
    public string? Url { get; private set; }

    public string? Category { get; set => field = LineOf(value); }

    public string? Site { get; set => field = LineOf(value); }

    public string? Language { get; set => field = LanguageTag.Of(value); }

    public DateOnly? Date { get; set; }

    public WallTime? Created { get; set; }

    public WallTime? Updated { get; set; }

    public WallTime? LastRead { get; set; }

    /// <summary>Null where the record does not say.</summary>
    public bool? IsRead { get; set; }

    public bool IsStarred { get; set; }

    public int? Words { get; set; }

    public bool HasText => _paragraphs.Count > 0;

    /// <summary>Takes an address. One that is none of the web, such as that of a mail, is kept as a detail.</summary>
    /// <returns>Whether it is one of the web.</returns>
    public bool Address(string? address)
    {
        address = LineOf(address);
        if (address is null)
        {
            return false;
        }

        var isWeb = IsWeb(address);
        if (isWeb || address.StartsWith("instapaper", StringComparison.OrdinalIgnoreCase))
        {
            Url = address;
        }
        else
        {
            Other("URL", address);
        }

        return isWeb;
    }

    public static bool IsWeb(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why what has an address is no article.</summary>
    public static string NoWebAddress(string address) => $"it is no address of the web: '{(address.Length > 60 ? address[..60] + "…" : address)}'";

    public void Tag(string? tag)
    {
        if (LineOf(tag) is { } line && !_tags.Contains(line, StringComparer.OrdinalIgnoreCase))
        {
            _tags.Add(line);
        }
    }

    public void Tags(IEnumerable<string?> tags)
    {
        foreach (var tag in tags)
        {
            Tag(tag);
        }
    }

    /// <summary>Takes tags that stand in one text.</summary>
    public void Tags(string? tags, params char[] separators) => Tags(tags?.Split(separators) ?? []);

    public void Author(string? author)
    {
        if (LineOf(author) is { } line && !_authors.Contains(line))
        {
            _authors.Add(line);
        }
    }

    /// <summary>Takes a detail that has no field of its own.</summary>
    public void Other(string name, string? value)
    {
        value = value?.Trim();
        if (!string.IsNullOrEmpty(value) && !_other.Exists(other => other.Key == name))
        {
            _other.Add(new(name, value));
        }
    }

    public void Highlight(string? text, string? comment = null, WallTime? created = null)
    {
        text = text?.Trim();
        comment = comment?.Trim();
        if (!string.IsNullOrEmpty(text))
        {
            _highlights.Add(new Highlight(text, string.IsNullOrEmpty(comment) ? null : comment, created));
        }
        else if (!string.IsNullOrEmpty(comment))
        {
            Other("Note", comment);
        }
    }

    public void Warning(string warning) => _warnings.Add(warning);

    public void Summary(string? text) => _summary = string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings(" ").Trim();

    /// <summary>Takes the text from HTML; the address has to be known before.</summary>
    public void Html(string? html) => _paragraphs = string.IsNullOrWhiteSpace(html) ? [] : HtmlText.Read(html, Url);

    /// <summary>Takes the text from plain text, in which a line is a paragraph.</summary>
    public void Text(string? text) => Lines((text ?? "").Split(LineEnds));

    /// <summary>Takes the text from paragraphs; those that are blank are none.</summary>
    public void Lines(IEnumerable<string> paragraphs) =>
        _paragraphs = [.. paragraphs.Select(LineOf).OfType<string>().Select(line => new FormedParagraph(line, Block.Plain))];

    /// <summary>Takes a title that may hold HTML's entities.</summary>
    public static string? Decoded(string? text) => text is null || !text.Contains('&') ? text : WebUtility.HtmlDecode(text);

    /// <param name="original">The bytes of the record.</param>
    /// <returns>The article; null with the reason where the record states too little for one.</returns>
    public (StatedArticle? Article, string? Reason) ToArticle(ReadOnlyMemory<byte> original)
    {
        var title = Title is null || Title == Url || (IsWeb(Title) && Url is not null && CanonicalUrl.Of(Title) == CanonicalUrl.Of(Url)) ? null : Title;
        if (Url is null && _paragraphs.Count == 0 && (title is null || (Created is null && _highlights.Count == 0 && _other.Count == 0)))
        {
            return (null, _other.Find(other => other.Key == "URL").Value is { } address ? NoWebAddress(address) : "there is no address in it, and no text");
        }

        var text = new TextBuilder(_paragraphs.Sum(paragraph => paragraph.Text.Length));
        var body = text.AddBody(_paragraphs.Select(paragraph => paragraph.Text));
        var article = new StatedArticle
        {
            Format = format,
            Original = original,
            Paragraphs = body,
            Blocks = body.Count != _paragraphs.Count || _paragraphs.All(paragraph => paragraph.Block.Equals(Block.Plain)) ? null
                : [.. _paragraphs.Select(paragraph => paragraph.Block)],
            Similar = [],
            Summary = text.Add(_summary is null ? [] : [_summary]),
            Text = text.Text,
            CountedWords = text.Words,
            Highlights = _highlights,
            Warnings = _warnings,
            Details = new Details
            {
                Id = Id,
                Category = Category ?? format,
                Url = Url,
                Title = title,
                Authors = _authors,
                Site = Site,
                Language = Language,
                Tags = _tags,
                IsStarred = IsStarred,
                Date = Date,
                Created = Created,
                Updated = Updated,
                LastRead = LastRead,
                ReadCount = IsRead switch { true => 1, false => 0, null => null },
                Words = Words > 0 ? Words : null,
                Other = _other,
            },
        };
        return (article, null);
    }

    /// <summary>A text in one line; null where there is none. White space that is not ASCII's stays inside, as French has it before a colon.</summary>
    public static string? LineOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is not (' ' or '\t' or '\n' or '\r' or '\f' or '\v'))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        var (start, end) = (0, line.Length);
        for (; start < end && IsSpace(line[start]); start++)
        {
        }

        for (; end > start && IsSpace(line[end - 1]); end--)
        {
        }

        return end > start ? line.ToString(start, end - start) : null;
    }

    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF';
}
