namespace Archiver.Benchmarks.Generating;

/// <summary>The forms in which a corpus can be written. A new one is a new file and a new row.</summary>
internal static class ArticleForms
{
    public static IReadOnlyList<ArticleForm> All { get; } =
    [
        new("dumps", "all dumps in one file", path => new DumpFile(path)),
        new("folder", "one file a dump", path => new DumpFolder(path)),
        new("records", "parsed records, one JSON object a line", path => new RecordFile(path)),
        new("mail", "a maildir, one message an article", path => new MailFolder(path)),
        new("pocket", "Pocket's table, without texts", path => new PocketTable(path)),
        new("omnivore", "Omnivore's zip file", path => new OmnivoreZip(path)),
        new("wallabag", "wallabag's JSON", path => new WallabagList(path)),
        new("enex", "Evernote's notes, half of them with a picture", path => new NoteFile(path)),
        new("markdown", "one Markdown file an article", path => new MarkdownFolder(path)),
        new("export", "Archiver's own export as JSON lines", path => new ExportLines(path)),
    ];
}

/// <param name="Name">As <c>--form</c> names it.</param>
/// <param name="Description">What it is, in a few words.</param>
/// <param name="Create">Begins it at a path.</param>
internal sealed record ArticleForm(string Name, string Description, Func<string, IArticleWriter> Create);
