using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>An article as the reading app copies it: see <c>DESIGN.md</c>, 'The dump format'.</summary>
internal static class DumpText
{
    private static readonly string[] Months =
    [
        "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    ];

    /// <summary>Replaces the content of <paramref name="dump"/>; there is no newline at its end.</summary>
    public static void Compose(GeneratedArticle article, StringBuilder dump)
    {
        dump.Clear();
        AppendLines(dump, article.Paragraphs);
        AppendLines(dump, article.Paragraphs.Skip(article.RepeatLacks));
        dump.Append(CultureInfo.InvariantCulture, $"Similar Readings ({article.Similar.Count} items)\n");
        AppendLines(dump, article.Similar);
        dump.Append("Summary\n").Append(article.Summary).Append('\n');
        dump.Append(CultureInfo.InvariantCulture,
            $"Statistics\n{article.Words}\nWords{article.ReadCount}\nRead CountDetails\n");
        dump.Append(CultureInfo.InvariantCulture, $"ID: {article.Id}\nCategory ID: {article.Category}\n");
        dump.Append(CultureInfo.InvariantCulture, $"URL: {article.Url}\n");
        var date = article.Date;
        dump.Append(CultureInfo.InvariantCulture, $"Date: {Months[date.Month - 1]} {date.Day}, {date.Year}\n");
        AppendTime(dump, "Created: ", article.Created).Append('\n');
        AppendTime(dump, "Updated: ", article.Updated).Append('\n');
        AppendTime(dump, "Last Read: ", article.LastRead);
    }

    private static void AppendLines(StringBuilder dump, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            dump.Append(line).Append('\n');
        }
    }

    private static StringBuilder AppendTime(StringBuilder dump, string label, WallTime time) =>
        dump.Append(label).Append(CultureInfo.InvariantCulture, $"{time.ToDateTime():yyyy/MM/dd HH:mm}");
}
