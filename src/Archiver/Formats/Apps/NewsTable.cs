using System.Text.RegularExpressions;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>Articles of data sets as tables.</summary>
internal sealed partial class NewsTable : IArticleFormat
{
    private const string FormatName = "table";

    public string Name => FormatName;

    public string Description => "articles as a table: CSV or TSV with a title and a text; --map names its columns";

    public bool Recognizes(InputHead head) => Recognizes(head, []);

    /// <summary>Whether a table has what is stated to be an article's.</summary>
    public static bool Recognizes(InputHead head, IReadOnlyList<KeyValuePair<string, string>> map) =>
        TableFormat.IsText(head.Bytes) && TableHeads.Of(head, IsHeader(map)) is not null;

    public IArticleReader NewReader(ReadingOptions options)
    {
        var (news, times) = (NewsFields.Of(options.Map), new StatedTimes(options.TimeZone));
        return new TableReader(FormatName, options, IsHeader(options.Map), row =>
        {
            var values = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var place = 0; place < row.Columns.Count; place++)
            {
                values.TryAdd(TableHeader.Plain(row.Columns[place]), row[place]);
            }

            var isSteps = options.Map.Count == 0 && values.Count == 3 && values.ContainsKey("headline") && values.ContainsKey("title") && values.ContainsKey("text");
            var facts = new StatedFacts(FormatName);
            var reason = news.Take(values.GetValueOrDefault, name => ListOf(values.GetValueOrDefault(name)), facts, times);
            if (isSteps)
            {
                // wikiHow's set: the steps are its summary, and a number sticks to each title.
                facts.Summary(values["headline"]);
                facts.Title = facts.Title is { } title ? Digits().Replace(title, "") : null;
            }

            return reason is null ? facts.ToArticle(row.Bytes.ToArray()) : (null, reason);
        });
    }

    /// <summary>A cell that is written as a list; else what is in it, whole.</summary>
    private static IReadOnlyList<string> ListOf(string? cell) => cell is null ? [] : cell.TrimStart().StartsWith('[') ? CellLists.Of(cell) : [cell];

    private static Func<TableHeader, bool> IsHeader(IReadOnlyList<KeyValuePair<string, string>> map) => header => map.Count > 0
        ? map.All(each => header.Has(TableHeader.Plain(each.Value)))
        : NewsFields.Of(map).AreIn(name => header.Has(name));

    [GeneratedRegex(@"(?<=\D)\d+$")]
    private static partial Regex Digits();
}
