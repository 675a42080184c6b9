using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Shapes;

/// <summary>An app's export as JSON: an array of objects, or one a line.</summary>
/// <param name="name">The name of the format.</param>
/// <param name="path">The names of the arrays in which the objects lie; none where they lie in the outermost, or in none.</param>
internal abstract class JsonFormat(string name, params IReadOnlyList<string> path) : IInputKind
{
    public bool Recognizes(InputHead head) => JsonShape.Of(head) is { } shape && Recognizes(shape);

    public virtual IArticleReader NewReader(ReadingOptions options)
    {
        var times = new StatedTimes(options.TimeZone);
        return new JsonReader(name, options, path, (element, bytes) => MakeOf(element, bytes, times));
    }

    protected abstract bool Recognizes(JsonShape shape);

    /// <summary>Takes what an object says.</summary>
    /// <returns>Why it is no article; null where it may be one.</returns>
    protected abstract string? Read(JsonElement element, StatedFacts facts, StatedTimes times);

    /// <summary>
    /// Takes what an object says, for a caller that has learned more of the article from other files.
    /// </summary>
    /// <returns>Why it is no article; null where it may be one.</returns>
    public string? TakeFrom(JsonElement element, StatedFacts facts, StatedTimes times) => Read(element, facts, times);

    public (StatedArticle? Article, string? Reason) MakeOf(JsonElement element, ReadOnlyMemory<byte> bytes, StatedTimes times)
    {
        var facts = new StatedFacts(name);
        return Read(element, facts, times) is { } reason ? (null, reason) : facts.ToArticle(AccountFields.CutFrom(bytes));
    }
}
