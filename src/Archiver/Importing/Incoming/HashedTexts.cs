using Archiver.Store;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Importing.Incoming;

/// <summary>The texts of one state of an article, hashed and not yet numbered.</summary>
internal sealed class HashedTexts
{
    public HashedText[] Body { get; init; } = [];

    public HashedText[] Similar { get; init; } = [];

    public HashedText[] Summary { get; init; } = [];

    /// <summary>What gives the original back together with the texts; null where <see cref="Original"/> does.</summary>
    public HashedText? Frame { get; init; }

    /// <summary>The pieces of the original; empty where there is a frame.</summary>
    public HashedText[] Original { get; init; } = [];

    /// <summary>What the state has beside its texts, as it is stored (<see cref="ArticleForm"/>); null where that is nothing.</summary>
    public byte[]? Form { get; init; }

    /// <summary>The hash of the body; null where there is none.</summary>
    public ulong? BodyHash => RunKey.HashOfBody(Array.ConvertAll(Body, paragraph => paragraph.Hash));
}
