using System.Text;
using Archiver.Articles;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Importing;
using Archiver.Tests.Inputs;

namespace Archiver.Tests.Formats;

/// <summary>Records as one line each, to compare inputs in layouts that differ.</summary>
internal static class Records
{
    /// <summary>What an input says: a line for each article, and for each piece that is rejected.</summary>
    public static string[] Of(string input) => Of(ImportInput.FromStream("input", new MemoryStream(Encoding.UTF8.GetBytes(input))));

    /// <summary>The same of a zip file.</summary>
    public static string[] OfZip(params (string Name, string Content)[] members)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["in.zip"], Packed.Zip(false, [.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Content)))]));
        return Of(ImportInput.FromPath(folder["in.zip"], new HashSet<string>()));
    }

    private static string[] Of(params IEnumerable<ImportInput> inputs) =>
    [
        .. new InputReader(new ImportOptions { TimeZone = TimeZoneInfo.Utc }, CancellationToken.None).Read(inputs)
            .Select(piece => piece.Stretch).Select(stretch => stretch.Article is { } article ? Line(article)
                : stretch.Kind == StretchKind.Rejected ? $"rejected: {stretch.Reason}" : null).OfType<string>(),
    ];

    /// <summary>What is stated, in the order of the record; what is not stated is left out.</summary>
    private static string Line(StatedArticle article)
    {
        var about = article.Details;
        string?[] said =
        [
            article.Format, about.Title, about.Url, about.Category is { } category && category != article.Format ? $"in {category}" : null,
            About("by", about.Authors), about.Site is { } site ? $"of {site}" : null, About("tags", about.Tags), about.IsStarred ? "starred" : null,
            about.ReadCount switch { null => null, 0 => "unread", _ => "read" }, about.Date is { } date ? $"date {date:yyyy-MM-dd}" : null,
            about.Created is { } created ? $"created {created}" : null, About("marked", article.Highlights.Select(MarkOf)),
            About("text", TestArchive.Texts(article.ToArticleText().Paragraphs)),
        ];
        return string.Join(" | ", said.OfType<string>());

        static string? About(string name, IEnumerable<string> values) => values.Any() ? $"{name} {string.Join(", ", values)}" : null;
    }

    private static string MarkOf(Highlight mark) => mark.Comment is { } comment ? $"{mark.Text} ({comment})" : mark.Text;
}
