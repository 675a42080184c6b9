using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Cli.Options;
using Archiver.Texts;

namespace Archiver.Cli;

/// <summary>
/// Finds what looks like an option and is none. System.CommandLine takes it for a value of an argument where there is one,
/// for a word of a query say, which then finds something else than was meant.
/// </summary>
/// <param name="parsed">What was understood.</param>
/// <param name="arguments">What was typed.</param>
/// <param name="verbs">Makes all verbs, to see which has an option.</param>
internal sealed class Mistakes(ParseResult parsed, string[] arguments, Func<IEnumerable<Command>> verbs)
{
    /// <summary>The options that may be given here.</summary>
    public static IEnumerable<Option> OptionsOf(CommandResult result) => result.Parent is CommandResult parent
        ? result.Command.Options.Concat(OptionsOf(parent).Where(SharedOptions.IsShared)) : result.Command.Options;

    /// <returns>What is wrong with the first; null where none is there.</returns>
    public string? First()
    {
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            return IsOption(unknown) ? NoOption(unknown) : $"unexpected argument '{unknown}'.";
        }

        // Most command lines have none, and start-up has no time to look closer.
        if (!HasSuspect())
        {
            return parsed.Errors.Count > 0 ? Missing() : null;
        }

        // What stands behind -- is no option, whatever it looks like.
        var meant = Array.IndexOf(arguments, "--") is >= 0 and var end ? arguments.Length - end - 1 : 0;
        foreach (var argument in parsed.CommandResult.Children.OfType<ArgumentResult>())
        {
            var tokens = argument.Tokens.Take(Math.Max(0, argument.Tokens.Count - meant))
                .Select(token => token.Value).Where(IsOption);
            if (tokens.FirstOrDefault(token => IsWrong(argument.Argument.Name, token)) is { } token)
            {
                return NoOption(token, isInQuery: argument.Argument.Name == "QUERY");
            }
        }

        return parsed.Errors.Count > 0 ? Missing() : null;
    }

    private bool HasSuspect()
    {
        foreach (var child in parsed.CommandResult.Children)
        {
            if (child is ArgumentResult)
            {
                foreach (var token in child.Tokens)
                {
                    if (IsOption(token.Value))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>What needs a value, and has none.</summary>
    private string? Missing()
    {
        var option = parsed.CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(option => !option.Implicit && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues)?.Option;
        var argument = parsed.CommandResult.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 });
        if (option is not null)
        {
            return $"{option.Name} needs a value: {option.HelpName}.";
        }

        return argument?.Description is not { } what ? null
            : $"{parsed.CommandResult.Command.Name} needs {argument.Name}: {char.ToLowerInvariant(what[0])}{what[1..]}";
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-';

    /// <summary>A word of a query begins with one hyphen at most, and a file may have any name.</summary>
    private bool IsWrong(string argument, string token) => argument switch
    {
        "QUERY" => token.StartsWith("--", StringComparison.Ordinal)
            || (token.Length == 2 && char.IsAsciiLetter(token[1]))
            || IsNameOfOption(token)
            || Unglued(token) is not null,
        "ARTICLE" => true,
        SharedOptions.ArticlesAndTags => token.StartsWith("--", StringComparison.Ordinal) || IsNameOfOption(token),
        "TEXT" => token.StartsWith("--", StringComparison.Ordinal) && !token.Contains(' ', StringComparison.Ordinal),
        _ => !Path.Exists(token),
    };

    /// <summary>Whether it is an option's name with a hyphen too few.</summary>
    private bool IsNameOfOption(string token) => OptionsOf(parsed.CommandResult)
        .Any(option => option.Name.AsSpan(2).SequenceEqual(token.AsSpan(1)));

    /// <summary>What is meant by <c>-n5</c>, <c>-5</c>, <c>-ofile.json</c> and <c>-qy</c>, which other programs understand.</summary>
    /// <returns>How to write it; null where it may well be a word.</returns>
    private string? Unglued(string token)
    {
        var rest = token.AsSpan(1);
        Option[] options = [.. OptionsOf(parsed.CommandResult)];
        List<string> parts = [];
        while (rest.Length > 0 && Named(rest[0]) is { Arity.MaximumNumberOfValues: 0 })
        {
            parts.Add($"-{rest[0]}");
            rest = rest[1..];
        }

        // A longer number may be a year.
        if (rest.Length is > 0 and <= 3 && IsNumber(rest) && Named('n') is not null)
        {
            parts.Add($"-n {rest}");
        }
        else if (rest.Length > 1 && Named(rest[0]) is not null
            && (IsNumber(rest[1..]) || (rest.ContainsAny('.', '/') && !rest.Contains(':'))))
        {
            parts.Add($"-{rest[0]} {rest[1..]}");
        }
        else if (rest.Length > 0)
        {
            return null;
        }

        return string.Join(' ', parts);

        Option? Named(char letter) => Array.Find(options, option => option.Aliases.Contains($"-{letter}"));

        static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
    }

    private string NoOption(string token, bool isInQuery = false)
    {
        var verb = parsed.CommandResult.Command;
        var name = Bare(token);
        var who = verb is RootCommand ? "there is" : $"{verb.Name} has";
        var isMisplaced = verb is not RootCommand
            && Array.IndexOf(arguments, token) is >= 0 and var at && at < Array.IndexOf(arguments, verb.Name);
        return $"{who} no option '{token}'{(isMisplaced ? " before the verb" : "")}." + Suggestion(token, name, verb)
            + (!isInQuery ? ""
                : token.StartsWith("--", StringComparison.Ordinal)
                    ? " To look for text that begins so, put it in quotes of its own."
                    : $" For articles without the word {name}, write NOT {name}.");
    }

    private string Suggestion(string token, string name, Command verb)
    {
        Option[] own = [.. OptionsOf(parsed.CommandResult)];
        if (own.Any(option => option.Name == token || option.Aliases.Contains(token)))
        {
            return $" Write it after the verb: archiver {verb.Name} {token}.";
        }

        if (Unglued(token) is { } unglued)
        {
            return $" Did you mean {unglued}?";
        }

        string[] meant = Meant(name, own);
        if ((name.Length == 1 || meant is [var same] && same.AsSpan(2).SequenceEqual(name)) && meant.Length > 0)
        {
            return $" Did you mean {string.Join(" or ", meant)}?";
        }

        string[] others = [.. verbs()
            .Where(other => other.Options.Any(option => option.Name == $"--{name}" || option.Aliases.Contains($"-{name}")))
            .Select(other => other.Name)];
        if (others.Length == 0)
        {
            return meant.Length == 0 ? "" : $" Did you mean {meant[0]}?";
        }

        if (verb is not RootCommand)
        {
            return $" {string.Join(", ", others.Take(3))} {(others.Length == 1 ? "has" : "have")} it.";
        }

        return arguments.FirstOrDefault(others.Contains) is not { } named ? " Name a verb first."
            : $" Write it after the verb: archiver {named} {(name.Length == 1 ? "-" : "--")}{name}.";
    }

    /// <summary>The option of this name, those that begin with a letter, or the one that is written nearly so.</summary>
    private static string[] Meant(string name, Option[] options) => name.Length == 1
        ? [.. options.Where(option => option.Aliases.Contains($"-{name}", StringComparer.OrdinalIgnoreCase)).DefaultIfEmpty()
            .Concat(options.Where(option => option.Aliases.Count == 0 && option.Name[2] == char.ToLowerInvariant(name[0])))
            .OfType<Option>().Select(option => option.Name).Take(3)]
        : Spelling.Nearest(name, options.Select(option => option.Name[2..])) is { } near ? [$"--{near}"] : [];

    private static string Bare(string token)
    {
        var name = token.TrimStart('-');
        return name.IndexOfAny(['=', ':']) is > 0 and var end ? name[..end] : name;
    }
}
