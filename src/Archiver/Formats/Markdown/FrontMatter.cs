using System.Text.RegularExpressions;

namespace Archiver.Formats.Markdown;

/// <summary>
/// The facts before a Markdown text, in YAML or TOML. They are read as they are meant, also where they are not quite valid:
/// a colon in a title, a bracket too many.
/// </summary>
/// <param name="Facts">The values of each key; keys within others are named <c>outer.inner</c>. Names are without regard to case.</param>
/// <param name="BodyStart">Where the text begins.</param>
internal sealed partial record FrontMatter(IReadOnlyDictionary<string, IReadOnlyList<string>> Facts, int BodyStart)
{
    /// <summary>What is longer is a text between two lines.</summary>
    private const int MaxLength = 256 << 10;

    /// <param name="text">A text, without a byte order mark.</param>
    /// <returns>Null where there is none: the first line opens none, no line closes it, or there is no key in it.</returns>
    public static FrontMatter? Of(string text)
    {
        if (Fence().Match(text) is not { Success: true } fence)
        {
            return null;
        }

        var isToml = fence.Groups[1].Value == "+++";
        var close = (isToml ? TomlEnd() : YamlEnd()).Match(text, fence.Length);
        if (!close.Success || close.Index > MaxLength)
        {
            return null;
        }

        var lines = text[fence.Length..close.Index].ReplaceLineEndings("\n").Split('\n');
        var facts = isToml ? TomlFacts.Read(lines) : YamlFacts.Read(lines);
        return facts.Count == 0 ? null : new FrontMatter(facts, close.Index + close.Length);
    }

    /// <summary>Within what Hugo keeps the keys that it does not know.</summary>
    public const string Own = "params.";

    /// <summary>The values of the first of these keys that has any; empty where none has.</summary>
    public IReadOnlyList<string> All(params ReadOnlySpan<string> keys)
    {
        foreach (var before in (ReadOnlySpan<string>)["", Own])
        {
            foreach (var key in keys)
            {
                if (Facts.TryGetValue(before + key, out var values) && values.Any(value => value.Length > 0))
                {
                    return [.. values.Where(value => value.Length > 0)];
                }
            }
        }

        return [];
    }

    /// <summary>The value of the first of these keys that has one, in one text; null where none has.</summary>
    public string? First(params ReadOnlySpan<string> keys) => All(keys) is { Count: > 0 } values ? string.Join(", ", values) : null;

    [GeneratedRegex(@"\A\s*(---|\+\+\+)[ \t]*\r?\n")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\z)", RegexOptions.Multiline)]
    private static partial Regex YamlEnd();

    [GeneratedRegex(@"^\+\+\+[ \t]*(?:\r?\n|\z)", RegexOptions.Multiline)]
    private static partial Regex TomlEnd();
}
