using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Cli.Options;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>
/// Looks at what was given to options and arguments, whatever the verb. An empty value is mostly that of a variable
/// that a script did not set, and must not be taken for something else than was meant.
/// </summary>
internal static class GivenValues
{
    /// <summary>
    /// Of the words of a query, which are joined, and of help's topics nothing is as good as not being there; and no article
    /// has an empty name, which is said where it is looked for. Inputs may have any name that the system knows; all else is
    /// UTF-8.
    /// </summary>
    /// <returns>What is wrong with the first that is empty or not UTF-8; null where none is.</returns>
    public static string? Unusable(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            foreach (var child in command.Children)
            {
                var (name, kind) = child switch
                {
                    OptionResult { Implicit: false, Option: var option } => (option.Name, option.HelpName ?? ""),
                    ArgumentResult { Argument: var argument } => (argument.Name, argument.Name),
                    _ => ("", ""),
                };
                foreach (var token in name.Length == 0 ? [] : child.Tokens)
                {
                    var wrong = token.Value.Length == 0 && name is not ("QUERY" or "TOPIC" or "ARTICLE")
                        ? $"{name} is empty. {WhatToSay(kind)}"
                        : kind == "PATH" ? null : NotUtf8(name, token.Value);
                    if (wrong is not null)
                    {
                        return wrong;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>
    /// System.CommandLine takes no notice of an equals sign with nothing behind it, and would take the next word for the
    /// value.
    /// </summary>
    /// <returns>What is wrong with the first option that is given nothing in this way; null where none is.</returns>
    public static string? NothingAfterSign(ParseResult parsed, string[] arguments)
    {
        // Most command lines have none, and start-up has no time to look closer.
        if (!Array.Exists(arguments, argument => argument is ['-', .., '=' or ':']))
        {
            return null;
        }

        var given = arguments.TakeWhile(argument => argument != "--")
            .Where(argument => argument is ['-', .., '=' or ':'])
            .Select(argument => argument[..^1]);
        return (from name in given
                from option in Mistakes.OptionsOf(parsed.CommandResult)
                where option.Arity.MaximumNumberOfValues > 0 && (option.Name == name || option.Aliases.Contains(name))
                select $"{option.Name} is empty. {WhatToSay(option.HelpName ?? "")}").FirstOrDefault();
    }

    /// <returns>What is wrong with the first option that is given more often than it counts; null where none is.</returns>
    public static string? GivenTwice(ParseResult parsed)
    {
        foreach (var child in parsed.CommandResult.Children)
        {
            if (child is OptionResult { Implicit: false, IdentifierTokenCount: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option })
            {
                return $"{option.Name} is given twice. Give it once.";
            }
        }

        return null;
    }

    /// <summary>System.CommandLine would split <c>--json=false</c>, and the second half would be a word of the query.</summary>
    /// <returns>What is wrong with the first flag that is given a value; null where none is.</returns>
    public static string? FlagWithValue(ParseResult parsed, string[] arguments)
    {
        // Most command lines have none, and start-up has no time to look closer.
        var isGiven = false;
        foreach (var argument in arguments)
        {
            isGiven |= argument.StartsWith('-') && argument.AsSpan().IndexOfAny('=', ':') > 0;
        }

        if (!isGiven)
        {
            return null;
        }

        var flags = Mistakes.OptionsOf(parsed.CommandResult).Where(option => option.Arity.MaximumNumberOfValues == 0)
            .SelectMany(option => option.Aliases.Append(option.Name));
        var options = arguments.TakeWhile(argument => argument != "--").ToArray();
        return flags.FirstOrDefault(flag => options.Any(argument => argument.Length > flag.Length
            && argument.StartsWith(flag, StringComparison.Ordinal) && argument[flag.Length] is '=' or ':')) is { } named
            ? $"{named} takes no value. Say {named} alone, or leave it out." : null;
    }

    /// <returns>What is wrong with a value that has other bytes than UTF-8 in it; null where nothing is.</returns>
    public static string? NotUtf8(string name, string value) => !SystemName.IsBytes(value) ? null
        : $"{name} '{SystemName.Visible(value)}' is not UTF-8, and no other encoding can be told. "
            + "Write it in UTF-8; rename a file that is named so.";

    private static string WhatToSay(string kind) => kind switch
    {
        "FILE" or "NEWFILE" or "PATH" => "Name a file.",
        SharedOptions.ArticlesAndTags => "Name an article.",
        "QUERY" => "Name a query, such as category:science.",
        "C" => "Name a category; -has:category in a query finds the articles without one.",
        _ => "Give it a value, or leave it out.",
    };
}
