using Archiver.Exporting.Formats;
using Archiver.Files;

namespace Archiver.Exporting;

/// <summary>A format that articles can be exported in: to one file, into a folder, or both.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Description">What it is, in the words of the help.</param>
/// <param name="File">Makes a writer to a stream, which stays open; null where there are many files.</param>
/// <param name="Folder">Makes a writer into a folder; null where there is one file.</param>
/// <param name="Options">The options that concern it, as they are typed.</param>
public sealed record ExportFormat(
    string Name,
    string Description,
    Func<Stream, ExportOptions, ExportWriter>? File,
    Func<OutputFolder, ExportOptions, ExportWriter>? Folder = null,
    params string[] Options)
{
    public static readonly ExportFormat Json = new("json", "one JSON array", (output, _) => new JsonArrayWriter(output));

    public static readonly ExportFormat JsonLines = new("jsonl", "one JSON object a line", (output, _) => new JsonLinesWriter(output));

    /// <summary>All of them, the one that is meant where none is named first. A new format is a new file and a new row.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        Json,
        JsonLines,
        new("csv", "a table with a row an article", (output, options) => new CsvWriter(output, ',', options), null, "--excel", "--with-text"),
        new("tsv", "the same with tabs", (output, options) => new CsvWriter(output, '\t', options), null, "--excel", "--with-text"),
        new("markdown", "a folder of Markdown, a file an article", null, (folder, options) => new MarkdownFolder(folder, options), "--flavor"),
        new("text", "plain text to read", (output, _) => new PlainTextWriter(output)),
        new("html", "one web page", (output, _) => new HtmlPageWriter(output)),
        new("epub", "a book, or with --split a folder of them", (output, options) => new EpubWriter(output, options),
            (folder, options) => new EpubFolder(folder, options), "--split"),
        new("originals", "a folder of what was imported, byte for byte", null, (folder, options) => new OriginalsFolder(folder, options)),
        new("site", "a folder that is a web site", null, (folder, options) => new SiteFolder(folder, options)),
        new("jsonfeed", "a JSON Feed", (output, _) => new JsonFeedWriter(output)),
        new("atom", "an Atom feed", (output, options) => new AtomWriter(output, options)),
        new("wallabag", "wallabag's JSON", (output, _) => new WallabagWriter(output)),
        new("netscape", "bookmarks, as browsers import them", (output, options) => new NetscapeWriter(output, options)),
        new("csl-json", "citations for Zotero and pandoc", (output, _) => new CslWriter(output)),
        new("ris", "citations for EndNote and others", (output, _) => new RisWriter(output)),
        new("bibtex", "citations for LaTeX", (output, _) => new BibtexWriter(output)),
    ];

    /// <summary>The format of that name; null where there is none.</summary>
    public static ExportFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>A writer to a stream, of a format that has one file.</summary>
    public ExportWriter To(Stream output, ExportOptions? options = null) => File!(output, options ?? ExportOptions.Default);
}
