using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Formats.Reading;
using Archiver.Store;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver.Importing.Incoming;

/// <summary>A stated article with everything computed that needs no look into the archive.</summary>
internal sealed class PreparedArticle : IncomingArticle
{
    public PreparedArticle(StatedArticle stated)
    {
        Stated = stated;
        Sha256 = ContentHash.Sha256(stated.Original.Span);
        var frame = stated.Format == DumpFormat.FormatName ? stated.Frame : PartFrame.Of(stated);
        Texts = new HashedTexts
        {
            Body = Hash(stated, stated.Paragraphs),
            Similar = Hash(stated, stated.Similar),
            Summary = Hash(stated, stated.Summary),
            Frame = frame is { } shape ? new HashedText(shape) : null,
            Original = frame is null ? [.. OriginalPieces.Of(stated.Original).Select(piece => new HashedText(piece))] : [],
            Form = new ArticleForm(stated.Blocks, stated.Highlights.Count == 0 ? null : stated.Highlights).ToBytes(),
        };
        BodyHash = Texts.BodyHash;
        var body = Texts.Body;
        foreach (var paragraph in body)
        {
            Characters += CharacterCount.Of(paragraph.Text.Span);
        }

        Title = stated.Details.Title ?? (body.Length > 0 ? Lead.Title(body[0].Text.Span) : null);
        BodyMark = Mark(body.Select(paragraph => paragraph.Text));
        Url = stated.Details.Url;
        Id = stated.Details.Id ?? (stated.Details.Url is { Length: > 0 } url
            ? ArticleId.FromUrl(url)
            : body.Length > 0 || stated.Details.Title is null ? ArticleId.FromBody(body.Select(paragraph => paragraph.Text))
            : ArticleId.FromTitle(stated.Details));
        Identity = stated.Details.Id is not null ? IdentityKinds.Of(Id, stated.Details.Id, stated.Format, stated.Details.Url)
            : stated.Format == DumpFormat.FormatName ? IdentityKind.DerivedOfDump : IdentityKind.Derived;
    }

    public StatedArticle Stated { get; }

    public byte[] Sha256 { get; }

    public HashedTexts Texts { get; }

    /// <summary>What of the body is read by characters.</summary>
    public CharacterCount Characters { get; }

    /// <summary>The stated one, else from the first paragraph; null where there is neither.</summary>
    public string? Title { get; }

    /// <summary>The hash of the body; null where there is none.</summary>
    public ulong? BodyHash { get; }

    /// <summary>As <see cref="IncomingArticle.Mark"/> says, of the body.</summary>
    public ulong? BodyMark { get; }

    private static HashedText[] Hash(StatedArticle stated, IReadOnlyList<TextRange> ranges)
    {
        var texts = new HashedText[ranges.Count];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = new HashedText(stated.Text.Slice(ranges[index].Start, ranges[index].Length));
        }

        return texts;
    }
}
