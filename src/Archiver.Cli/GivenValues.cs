using System.CommandLine;
using System.CommandLine.Parsing;

namespace Archiver.Cli;

/// <summary>
/// Looks at what was given to options and arguments, whatever the verb. An empty value is mostly that of a variable
/// that a script did not set, and must not be taken for something else than was meant.
/// </summary>
internal static class GivenValues
{
    /// <summary>Of the words of a query, which are joined, and of help's topics nothing is as good as not being there.</summary>
    /// <returns>What is wrong with the first that is empty; null where none is.</returns>
    public static string? EmptyOne(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            foreach (var child in command.Children)
            {
                var (name, kind) = child switch
                {
                    OptionResult { Implicit: false, Option: var option } => (option.Name, option.HelpName ?? ""),
                    ArgumentResult { Argument: var argument } when argument.Name is not ("QUERY" or "TOPIC") => (argument.Name, argument.Name),
                    _ => (null, ""),
                };
                if (name is not null && child.Tokens.Any(token => token.Value.Length == 0))
                {
                    return $"{name} is empty. {WhatToSay(kind)}";
                }
            }
        }

        return null;
    }

    /// <summary>System.CommandLine would split <c>--json=false</c>, and the second half would be a word of the query.</summary>
    /// <returns>What is wrong with the first flag that is given a value; null where none is.</returns>
    public static string? FlagWithValue(ParseResult parsed, string[] arguments)
    {
        var flags = parsed.CommandResult.Command.Options.Where(option => option.Arity.MaximumNumberOfValues == 0).Select(option => option.Name);
        var options = arguments.TakeWhile(argument => argument != "--").ToArray();
        return flags.FirstOrDefault(flag => options.Any(argument => argument.Length > flag.Length
            && argument.StartsWith(flag, StringComparison.Ordinal) && argument[flag.Length] is '=' or ':')) is { } named
            ? $"{named} takes no value. Say {named} alone, or leave it out." : null;
    }

    private static string WhatToSay(string kind) => kind switch
    {
        "FILE" or "NEWFILE" => "Name a file.",
        "PATH" => "Name a file or a folder, or - for standard input.",
        "ARTICLE" => "Name an article by its ID or its URL.",
        "QUERY" => "Name a query, such as category:science.",
        "C" => "Name a category; -has:category in a query finds the articles without one.",
        _ => "Give it a value, or leave it out.",
    };
}
