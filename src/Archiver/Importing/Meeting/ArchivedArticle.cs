using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Importing.Meeting;

/// <summary>An article of another archive.</summary>
internal sealed class ArchivedArticle : MetArticle
{
    /// <param name="article">The article as it is there.</param>
    /// <param name="removed">When it was removed, if it lies in the bin there.</param>
    public ArchivedArticle(Article article, DateTime? removed)
    {
        (Article, Removed, Id, Url) = (article, removed, article.Id, article.Details.Url);
        Identity = IdentityKinds.Of(article);
    }

    public Article Article { get; }

    public DateTime? Removed { get; }
}

/// <summary>
/// A state of an article of another archive, with its texts in memory. The states of an article come one after another,
/// the oldest first and the current one last.
/// </summary>
internal sealed class ArchivedState
{
    /// <param name="article">The article that it is a state of.</param>
    /// <param name="state">The state; its numbers are those of the other archive.</param>
    /// <param name="replaced">When it became an older state; null of the current one.</param>
    /// <param name="record">What it consists of there.</param>
    /// <param name="read">Reads a text of the other archive.</param>
    public ArchivedState(
        ArchivedArticle article, Article state, DateTime? replaced, ArticleRecord record, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        (Article, State, Replaced, Source) = (article, state, replaced, record.Source);
        Body = Hashed(record.Text.Body);
        Similar = Hashed(record.Text.Similar);
        Summary = Hashed(record.Text.Summary);
        Original = Hashed(record.Text.Original);
        Frame = record.Text.Frame == TextNumber.None ? null : Hashed([record.Text.Frame])[0];
        Form = record.Text.Form == TextNumber.None ? null : read(record.Text.Form).ToArray();
        BodyHash = RunKey.HashOfBody(Array.ConvertAll(Body, paragraph => paragraph.Hash));

        HashedText[] Hashed(TextNumber[] numbers) => Array.ConvertAll(numbers, number => new HashedText(read(number).ToArray()));
    }

    public ArchivedArticle Article { get; }

    public Article State { get; }

    public DateTime? Replaced { get; }

    public bool IsCurrent => Replaced is null;

    public Source Source { get; }

    /// <summary>The SHA-256 of its original.</summary>
    public Digest Sha256 => Digest.From(Source.Sha256.Span);

    public HashedText[] Body { get; }

    public HashedText[] Similar { get; }

    public HashedText[] Summary { get; }

    public HashedText[] Original { get; }

    public HashedText? Frame { get; }

    public byte[]? Form { get; }

    /// <summary>The hash of the body; null where there is none.</summary>
    public ulong? BodyHash { get; }

    /// <summary>What the reader has marked in it.</summary>
    public IReadOnlyList<Highlight> Highlights => Form is null ? [] : ArticleForm.From(Form).Highlights ?? [];
}
