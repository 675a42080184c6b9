using System.Text.RegularExpressions;

namespace Archiver.Formats.Markdown;

/// <summary>
/// The facts that apps of notes write as lines of the text: Logseq's <c>key:: value</c> at the beginning, Notion's <c>Key: value</c> below
/// the heading.
/// </summary>
internal static partial class LooseFacts
{
    /// <returns>Null where a text begins otherwise.</returns>
    public static FrontMatter? Of(string text)
    {
        var logseq = Properties().Match(text);
        var notion = logseq.Success ? null : BelowHeading().Match(text);
        if ((logseq.Success ? logseq : notion!) is not { Success: true } match)
        {
            return null;
        }

        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (Match line in Line().Matches(match.Groups["facts"].Value))
        {
            facts.TryAdd(line.Groups[1].Value.Trim(), [line.Groups[2].Value.Trim()]);
        }

        if (notion is not null)
        {
            facts.TryAdd("title", [match.Groups["title"].Value.Trim()]);
        }

        return new FrontMatter(facts, match.Length);
    }

    [GeneratedRegex(@"\A(?<facts>(?:[\w-]{1,40}::[ \t][^\n]{0,4000}\n)+)")]
    private static partial Regex Properties();

    [GeneratedRegex(@"\A#[ \t]+(?<title>[^\r\n]{1,500})\r?\n\s*\n(?<facts>(?:\p{L}[\p{L}\d ]{0,39}:[ \t][^\n]{0,4000}\n)+)\s*\n")]
    private static partial Regex BelowHeading();

    [GeneratedRegex(@"^([\p{L}\w -]{1,40}?)::?[ \t]+([^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
