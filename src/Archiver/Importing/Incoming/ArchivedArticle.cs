using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Packs;

namespace Archiver.Importing.Incoming;

/// <summary>An article of another archive.</summary>
internal sealed class ArchivedArticle : IncomingArticle
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
        ArchivedArticle article, Article state, DateTime? replaced, ArticleRecord record,
        Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        (Article, State, Replaced, Source) = (article, state, replaced, record.Source);
        var text = record.Text;
        Texts = new HashedTexts
        {
            Body = Array.ConvertAll(text.Body, Hashed),
            Similar = Array.ConvertAll(text.Similar, Hashed),
            Summary = Array.ConvertAll(text.Summary, Hashed),
            Original = Array.ConvertAll(text.Original, Hashed),
            Frame = text.Frame == TextNumber.None ? null : Hashed(text.Frame),
            Form = text.Form == TextNumber.None ? null : read(text.Form).ToArray(),
        };

        HashedText Hashed(TextNumber number) => new(read(number).ToArray());
    }

    public ArchivedArticle Article { get; }

    public Article State { get; }

    public DateTime? Replaced { get; }

    public bool IsCurrent => Replaced is null;

    public Source Source { get; }

    /// <summary>The SHA-256 of its original.</summary>
    public Digest Sha256 => Digest.From(Source.Sha256.Span);

    public HashedTexts Texts { get; }

    /// <summary>What the reader has marked in it.</summary>
    public IReadOnlyList<Highlight> Highlights =>
        Texts.Form is not { } form ? [] : ArticleForm.From(form).Highlights ?? [];
}
