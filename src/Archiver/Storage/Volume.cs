namespace Archiver.Storage;

/// <summary>What was imported, before paragraphs were stored once.</summary>
/// <param name="Texts">How many references to texts there are, frames included: each was a text of its own.</param>
/// <param name="Bytes">The bytes of the originals.</param>
internal readonly record struct Volume(long Texts, long Bytes)
{
    public static Volume Of(ArticleRecord record)
    {
        var text = record.Text;
        return new Volume(
            text.Body.Length + text.Similar.Length + text.Summary.Length + text.Original.Length
                + (text.Frame == ParagraphNumber.None ? 0 : 1),
            record.Source.Bytes);
    }

    public static Volume operator +(Volume left, Volume right) => new(left.Texts + right.Texts, left.Bytes + right.Bytes);
}
