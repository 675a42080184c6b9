using Archiver.Formats.Apps;
using Archiver.Formats.Dumps;
using Archiver.Formats.Epub;
using Archiver.Formats.Feeds;
using Archiver.Formats.Json;
using Archiver.Formats.Markdown;
using Archiver.Formats.News;
using Archiver.Formats.Notes;
using Archiver.Formats.Pages;
using Archiver.Formats.Pages.Containers;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Formats.Xml;

namespace Archiver.Formats;

/// <summary>The formats that can be imported. A new one is a new file and a new row; the help and the reference name it by that.</summary>
internal static class ArticleFormats
{
    private static readonly NewsJson Json = new();

    private static readonly NewsTable Table = new();

    /// <summary>In the order in which they are asked: what may be anything is asked last.</summary>
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new ArchiveInput(), ArchiverExport.Format,
        Pocket.Format, Omnivore.Format, Wallabag.Format, Instapaper.Format, Readeck.Format, Matter.Format, Readwise.Format, Raindrop.Format,
        Karakeep.Format, Linkwarden.Format, SmallLists.Pinboard, SmallLists.GoodLinks, SmallLists.Readability, SmallLists.Delicious, SmallLists.Elcurator, SmallLists.Mymind,
        new WarcFormat(), new ArcFormat(), new WaczFormat(), new CrawlListFormat(), new WebArchiveFormat(), new MhtmlFormat(),
        new ReutersFormat(), new LexisNexisFormat(), new ProQuestFormat(), new FactivaFormat(), new EuropresseFormat(), new NitfFormat(), new NewsMlFormat(),
        new EnexFormat(), new FeedFormat(), new EpubFormat(),
        new JsonFeedFormat(), new ReaderFormat(), new FeedbinFormat(),
        new MarkdownFormat(),
        new Bookmarks(), new AddressList(), Json, Table,
        new PageFormat(),
        new DumpFormat(),
    ];

    private static readonly IArticleFormat[] Alone = [.. All.OfType<IArticleFormat>()];

    private static readonly ISetFormat[] Sets = [.. All.OfType<ISetFormat>()];

    /// <summary>The format of an input.</summary>
    /// <param name="head">Its beginning.</param>
    /// <param name="map">What is stated about the fields of tables; where there is something, tables are read as that says.</param>
    public static IArticleFormat Of(InputHead head, IReadOnlyList<KeyValuePair<string, string>> map)
    {
        if (map.Count > 0)
        {
            var mapped = JsonShape.Of(head) is not null ? Json : NewsTable.Recognizes(head, map) ? Table : (IArticleFormat?)null;
            if (mapped is not null)
            {
                return mapped;
            }
        }

        foreach (var format in Alone)
        {
            if (format.Recognizes(head))
            {
                return format;
            }
        }

        return Alone[^1];
    }

    /// <summary>What an input is in which no format has found anything, and what can be done with it; null where nobody knows.</summary>
    public static string? HintOf(InputHead head) =>
        JsonShape.Of(head) is { Names.Count: > 0 } ? "it is JSON of no app that is known; --map title=headline,url=link,text=content says what its fields are called"
        : XmlHeads.Root(head.Bytes) is { } root && !head.Bytes.StartsWith("<html"u8) ? $"it is XML of no kind that is known: <{root}>"
        : TableFormat.IsText(head.Bytes) && TableHeads.Of(head, NewsFields.MayBe) is not null
            ? "it is a table of no app that is known; --map title=headline,url=link,text=content says what its columns are called"
        : MarkdownFormat.MayBe(head) ? "it is Markdown that does not say where it is from; --format markdown imports it"
        : null;

    /// <summary>The format of files that may belong together; null where they do not.</summary>
    /// <param name="names">Their names, in their order there.</param>
    public static ISetFormat? OfSet(IReadOnlyList<string> names) => Array.Find(Sets, format => format.Recognizes(names));

    /// <summary>The format of that name; null where there is none.</summary>
    public static IFormat? Named(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
