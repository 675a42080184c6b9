using Archiver.Texts;

namespace Archiver.Articles;

/// <summary>What one state of an article changed in the one before it.</summary>
/// <param name="Fields">
/// The changed fields, by their names in JSON and in that order; <c>paragraphs</c> is the last. Where nothing that is read
/// has changed, <see cref="Original"/>: older versions kept such states.
/// </param>
/// <param name="Paragraphs">The paragraphs that were removed and added, in reading order.</param>
public sealed record RevisionChanges(
    IReadOnlyList<string> Fields, IReadOnlyList<(ListChange Change, ReadOnlyMemory<byte> Text)> Paragraphs)
{
    /// <summary>The dump was written in another way: with other line ends, in another encoding or with dates in another style.</summary>
    public const string Original = "original";

    public int Count(ListChange change) => Paragraphs.Count(paragraph => paragraph.Change == change);

    public static RevisionChanges Between(
        (Article Article, ArticleText Text) before, (Article Article, ArticleText Text) after)
    {
        var (old, young) = (before.Article.Details, after.Article.Details);
        var paragraphs = ListDiff.Between(before.Text.Paragraphs, after.Text.Paragraphs)
            .Where(paragraph => paragraph.Change != ListChange.Kept)
            .ToArray();
        (string Name, bool IsSame)[] fields =
        [
            ("category", old.Category == young.Category),
            ("title", before.Article.Title == after.Article.Title),
            ("url", old.Url == young.Url),
            ("authors", old.Authors.SequenceEqual(young.Authors)),
            ("site", old.Site == young.Site),
            ("language", old.Language == young.Language),
            ("tags", old.Tags.SequenceEqual(young.Tags)),
            ("starred", old.IsStarred == young.IsStarred),
            ("date", old.Date == young.Date),
            ("created", old.Created == young.Created),
            ("updated", old.Updated == young.Updated),
            ("lastRead", old.LastRead == young.LastRead),
            ("words", before.Article.Words == after.Article.Words),
            ("readCount", old.ReadCount == young.ReadCount),
            ("summary", AreSame(before.Text.Summary, after.Text.Summary)),
            ("similar", AreSame(before.Text.Similar, after.Text.Similar)),
            ("details", old.Other.SequenceEqual(young.Other)),
            ("highlights", before.Text.Highlights.SequenceEqual(after.Text.Highlights)),
            ("blocks", AreSame(before.Text.Blocks, after.Text.Blocks)),
            ("paragraphs", paragraphs.Length == 0),
        ];
        string[] changed = [.. fields.Where(field => !field.IsSame).Select(field => field.Name)];
        return new RevisionChanges(changed.Length > 0 ? changed : [Original], paragraphs);
    }

    private static bool AreSame(IReadOnlyList<Block>? before, IReadOnlyList<Block>? after) =>
        (before ?? []).SequenceEqual(after ?? []);

    private static bool AreSame(IReadOnlyList<ReadOnlyMemory<byte>> before, IReadOnlyList<ReadOnlyMemory<byte>> after) =>
        before.Count == after.Count && before.Zip(after).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
}
