using System.Globalization;
using Archiver.Articles;

namespace Archiver.Cli.Views;

/// <summary>What a note says, in one line.</summary>
internal static class NoteText
{
    public static string Of(Note note) => string.Join(", ", Parts(note));

    private static IEnumerable<string> Parts(Note note)
    {
        var tags = (note.Tags ?? []).Select(tag => ('+', tag));
        var withoutTags = (note.WithoutTags ?? []).Select(tag => ('-', tag));
        foreach (var (sign, tag) in tags.Concat(withoutTags))
        {
            yield return $"{sign}{tag}";
        }

        if (note.IsStarred is { } isStarred)
        {
            yield return isStarred ? "starred" : "unstarred";
        }

        (string Name, string? Value)[] fields =
        [
            ("title", note.Title), ("category", note.Category),
            ("authors", note.Authors is { } authors ? string.Join(", ", authors) : null),
            ("site", note.Site), ("language", note.Language),
            ("date", note.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("note", note.Comment), ("highlight", note.Highlight?.Text), ("comment", note.Highlight?.Comment),
            ("without the highlight", note.WithoutHighlight),
        ];
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                yield return $"{name}: {value.ReplaceLineEndings(" ")}";
            }
        }
    }
}
