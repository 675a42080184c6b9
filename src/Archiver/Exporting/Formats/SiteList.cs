using System.Globalization;
using System.Text;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>A row of lists, which lies in a file until it is written.</summary>
/// <param name="Day">The number of the article's day; 0 where it has none.</param>
/// <param name="Offset">Where it lies.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Lists">The lists that it is in.</param>
internal readonly record struct SiteRow(int Day, long Offset, int Length, SiteList[] Lists);

/// <summary>A list of articles: those of a month, a category or a tag. What differs only in case is one.</summary>
internal sealed class SiteList
{
    public enum Kind
    {
        Month,
        Category,
        Tag,
    }

    private const int MostOfSlug = 40;

    public SiteList(Kind kind, string title)
    {
        (Of, Title) = (kind, title);
        var folded = title.ToLowerInvariant();
        var mark = kind == Kind.Month ? "" : string.Create(CultureInfo.InvariantCulture, $"-{(uint)Checksum.Of(Encoding.UTF8.GetBytes(folded)):x8}");
        Name = $"lists/{kind.ToString().ToLowerInvariant()}-{SafeFileName.Slug(folded, MostOfSlug)}{mark}";
    }

    public Kind Of { get; }

    public string Title { get; }

    /// <summary>The beginning of the names of its pages.</summary>
    public string Name { get; }

    public List<SiteRow> Rows { get; } = [];

    /// <summary>The name of a page, from 0, as a link has it.</summary>
    public string LinkOf(int page) => Uri.EscapeDataString(NameOf(page)).Replace("%2F", "/", StringComparison.Ordinal);

    public string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"{Name}{(page == 0 ? "" : $"-p{page + 1}")}.html");
}
