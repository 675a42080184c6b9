using System.Text.RegularExpressions;

namespace Archiver.Articles;

/// <summary>The name of a language as BCP 47 has it: <c>en</c>, <c>pt-BR</c>.</summary>
public static partial class LanguageTag
{
    private const int MaxLength = 35;

    /// <summary>The name with hyphens, <c>fr-FR</c> for <c>fr_FR</c>; null where the text cannot be one.</summary>
    public static string? Of(string? text)
    {
        var name = text?.Trim().Replace('_', '-');
        return name is { Length: >= 2 and <= MaxLength } && Form().IsMatch(name) ? name : null;
    }

    [GeneratedRegex("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Form();
}
