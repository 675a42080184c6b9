using System.Globalization;

namespace Archiver.Formats.Markdown;

/// <summary>
/// What the front matter of a note says of an article that we exported, and that others say otherwise or not at all. Such a
/// note has the article's ID and its words.
/// </summary>
/// <param name="IsHugo">Whether it was written for Hugo, which has days and times of its own beside.</param>
/// <param name="Words">How many words there are.</param>
/// <param name="ReadCount">How often it was read; null where that is not known.</param>
internal sealed record OwnNote(bool IsHugo, int Words, int? ReadCount)
{
    /// <summary>The note; null where others wrote it.</summary>
    public static OwnNote? Of(FrontMatter front)
    {
        if (!Guid.TryParse(front.First("id"), out _) || NumberOf(front.First("words")) is not { } words || front.First("read") is not { } read)
        {
            return null;
        }

        // Somebody may have set the mark since.
        var count = NumberOf(front.First("readCount")) ?? (read == "true" && front.First("lastRead") is null ? 1 : null);
        return new OwnNote(front.Facts.ContainsKey(FrontMatter.Own + "id"), words, count);
    }

    /// <summary>A time without the zone that Hugo demands and nobody has stated.</summary>
    public static string OnTheWall(string time) => time.EndsWith(":00Z", StringComparison.Ordinal) ? time[..^4] : time;

    private static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
