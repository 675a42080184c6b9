namespace Archiver.Store.Documents;

/// <summary>What was imported, before paragraphs were stored once.</summary>
/// <param name="Texts">How many references to texts there are, frames included: each was a text of its own.</param>
/// <param name="Bytes">The bytes of the originals.</param>
internal readonly record struct ReferredTexts(long Texts, long Bytes)
{
    public static ReferredTexts operator +(ReferredTexts left, ReferredTexts right) =>
        new(left.Texts + right.Texts, left.Bytes + right.Bytes);
}
