using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Dumps.Frames;
using Archiver.Formats.Reading;
using Archiver.Store;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Importing.Meeting;

/// <summary>A stated article with everything computed that needs no look into the archive.</summary>
internal sealed class PreparedArticle : MetArticle
{
    public PreparedArticle(StatedArticle stated)
    {
        Stated = stated;
        Sha256 = ContentHash.Sha256(stated.Original.Span);
        Body = Hash(stated, stated.Paragraphs);
        foreach (var paragraph in Body)
        {
            Characters += CharacterCount.Of(paragraph.Text.Span);
        }

        Title = stated.Details.Title ?? (Body.Length > 0 ? Lead.Title(Body[0].Text.Span) : null);
        BodyHash = RunKey.HashOfBody(Array.ConvertAll(Body, paragraph => paragraph.Hash));
        Similar = Hash(stated, stated.Similar);
        Summary = Hash(stated, stated.Summary);
        Frame = stated.Frame is { } frame ? new HashedText(frame) : PartFrame.Of(stated) is { } parts ? new HashedText(parts) : null;
        Original = Frame is null ? [.. OriginalPieces.Of(stated.Original).Select(piece => new HashedText(piece))] : [];
        BodyMark = Mark(Body.Select(paragraph => paragraph.Text));
        Url = stated.Details.Url;
        Form = new ArticleForm(stated.Blocks, stated.Highlights.Count == 0 ? null : stated.Highlights).ToBytes();
        Id = stated.Details.Id ?? (stated.Details.Url is { Length: > 0 } url
            ? ArticleId.FromUrl(url)
            : Body.Length > 0 || stated.Details.Title is null ? ArticleId.FromBody(Body.Select(paragraph => paragraph.Text))
            : ArticleId.FromTitle(stated.Details));
        Identity = stated.Details.Id is not null ? IdentityKinds.Of(Id, stated.Details.Id, stated.Format, stated.Details.Url)
            : stated.Format == DumpFormat.FormatName ? IdentityKind.DerivedOfDump : IdentityKind.Derived;
    }

    public StatedArticle Stated { get; }

    public byte[] Sha256 { get; }

    public HashedText[] Body { get; }

    /// <summary>What of the body is read by characters.</summary>
    public CharacterCount Characters { get; }

    /// <summary>The stated one, else from the first paragraph; null where there is neither.</summary>
    public string? Title { get; }

    /// <summary>The hash of the body; null where there is none.</summary>
    public ulong? BodyHash { get; }

    /// <summary>As <see cref="MetArticle.Mark"/> says, of the body.</summary>
    public ulong? BodyMark { get; }

    public HashedText[] Similar { get; }

    public HashedText[] Summary { get; }

    public HashedText? Frame { get; }

    public HashedText[] Original { get; }

    /// <summary>What it has beside its texts, as it is stored; null where that is nothing.</summary>
    public byte[]? Form { get; }

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
