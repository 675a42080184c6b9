using Archiver.Formats.Reading;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Shapes;

/// <summary>An app's export as a table with a header.</summary>
/// <param name="name">The name of the format.</param>
internal abstract class TableFormat(string name) : IInputKind
{
    public bool Recognizes(InputHead head) => IsText(head.Bytes) && TableHeads.Of(head, IsHeader) is not null;

    public IArticleReader NewReader(ReadingOptions options) => NewReader(options, (fields, _) => fields.Bytes.ToArray());

    /// <param name="options">What is stated about the inputs.</param>
    /// <param name="complete">Adds what else is known of a row's article, and gives its original.</param>
    public IArticleReader NewReader(ReadingOptions options, RowCompletion complete)
    {
        var times = new StatedTimes(options.TimeZone);
        return new TableReader(name, options, IsHeader, fields =>
        {
            var facts = new StatedFacts(name);
            return Read(fields, facts, times) is { } reason ? (null, reason) : facts.ToArticle(complete(fields, facts));
        });
    }

    /// <summary>Adds what else is known of a row's article.</summary>
    /// <returns>Its original.</returns>
    internal delegate byte[] RowCompletion(TableFields fields, StatedFacts facts);

    /// <summary>Whether a header is this app's.</summary>
    protected abstract bool IsHeader(TableHeader header);

    /// <summary>Takes what a row says.</summary>
    /// <returns>Why it is no article; null where it may be one.</returns>
    protected abstract string? Read(TableFields fields, StatedFacts facts, StatedTimes times);

    /// <summary>What begins like markup or JSON is no table; nor has one zeros.</summary>
    public static bool IsText(ReadOnlySpan<byte> head) =>
        head.TrimStart("\uFEFF \t\r\n"u8) is [not ((byte)'<' or (byte)'{' or (byte)'['), ..] && !head.Contains((byte)0);

    /// <summary>Whether a word says yes, as computers or people write it.</summary>
    protected static bool IsYes(string? text) => text?.Trim().ToLowerInvariant() is "true" or "1" or "yes" or "y" or "x";
}
