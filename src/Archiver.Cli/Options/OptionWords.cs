using System.CommandLine;

namespace Archiver.Cli.Options;

/// <summary>Options whose value is one word that has to be understood, and what is said where it is not.</summary>
internal static class OptionWords
{
    /// <summary>Says how the word of an option is read.</summary>
    /// <param name="option">The option.</param>
    /// <param name="expected">What it takes, as the message has it: <c>a number of bytes such as 20M</c>.</param>
    /// <param name="read">The value of a word; null where it is none.</param>
    /// <param name="meant">The word that may have been meant; null where none is near.</param>
    public static Option<T> Takes<T>(
        this Option<T> option, string expected, Func<string, T> read, Func<string, string?>? meant = null)
    {
        option.CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            var value = read(word);
            if (value is null)
            {
                result.AddError($"{option.Name} takes {expected}, not '{word}'."
                    + (meant?.Invoke(word) is { } nearest ? $" Did you mean {nearest}?" : ""));
            }

            return value;
        };
        return option;
    }
}
