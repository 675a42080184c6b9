using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Cli.Terminal;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

/// <summary>The query and the options that select articles, the same for every verb that takes a selection.</summary>
internal sealed class SelectionOptions
{
    private readonly Argument<string[]> _query = new("QUERY")
    {
        Description = "What to look for: words, phrases and fields, such as 'tide date:2025 -is:read'. "
            + "`archiver help query` explains it. Without it: every article.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _category = new("--category")
    {
        Description = "Only articles of this category; may be given more than once.",
        HelpName = "C",
    };

    private readonly Option<Period?> _from = PeriodOption("--from", "Only articles from this day, month or year on.");
    private readonly Option<Period?> _to = PeriodOption("--to", "Only articles up to this day, month or year.");
    private readonly Option<Period?> _date = PeriodOption("--date", "Only articles of this day, month or year: 2025-01-31, 2025-01, 2025.");
    private readonly Option<SortOrder?>? _sort;
    private readonly SortOrder _order = SortOrder.AsImported;
    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "At most this many articles.",
        HelpName = "N",
        CustomParser = result => int.TryParse(result.Tokens[0].Value, out var limit) && limit >= 0
            ? limit
            : Refuse<int?>(result, "a number of articles"),
    };

    /// <summary>Without an order and a limit, for a verb that looks at the articles of the selection as a whole.</summary>
    public SelectionOptions(Command verb)
    {
        verb.Arguments.Add(_query);
        verb.Validators.Add(RefuseUnknownOptions);
        foreach (var option in (Option[])[_category, _date, _from, _to])
        {
            verb.Options.Add(option);
        }
    }

    public SelectionOptions(Command verb, SortOrder order, string orderInWords)
        : this(verb)
    {
        _order = order;
        _sort = new Option<SortOrder?>("--sort")
        {
            Description = $"Sort by {string.Join(", ", SortOrder.FieldNames)}; with - before it the highest first. "
                + $"Without it: {orderInWords}.",
            HelpName = "[-]FIELD",
            CustomParser = result => SortOrder.TryParse(result.Tokens[0].Value, out var sort)
                ? sort
                : Refuse<SortOrder?>(result, $"one of {string.Join(", ", SortOrder.FieldNames)}, with or without - before it"),
        };
        verb.Options.Add(_sort);
        verb.Options.Add(_limit);
    }

    /// <summary>Runs a verb with the selection, if the query can be read.</summary>
    public void SetAction(Command verb, Session session, Func<ParseResult, Selection, int> run) => verb.SetAction(parsed =>
    {
        var text = string.Join(' ', parsed.GetValue(_query) ?? []);
        if (Query.TryParse(text, session.Clock, out var query, out var error))
        {
            return run(parsed, Read(parsed, query));
        }

        QueryErrorView.Write(session, text, error!);
        return ExitCode.Failure;
    });

    private Selection Read(ParseResult parsed, Query query)
    {
        var date = parsed.GetValue(_date);
        var from = parsed.GetValue(_from)?.First;
        var to = parsed.GetValue(_to)?.Last;
        return new Selection
        {
            Query = query,
            Categories = parsed.GetValue(_category) ?? [],
            From = date is { } first && !(from > first.First) ? first.First : from,
            To = date is { } last && !(to < last.Last) ? last.Last : to,
            Order = (_sort is null ? null : parsed.GetValue(_sort)) ?? _order,
            Limit = _sort is null ? null : parsed.GetValue(_limit),
        };
    }

    /// <summary>A word of a query begins with one hyphen at most: with two it is a misspelt option.</summary>
    private void RefuseUnknownOptions(CommandResult result)
    {
        if (result.GetResult(_query)?.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
        {
            result.AddError($"there is no option '{option.Value}'. To look for text that begins so, put it in quotes of its own.");
        }
    }

    private static Option<Period?> PeriodOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "D",
        CustomParser = result => Period.TryParse(result.Tokens[0].Value, out var period)
            ? period
            : Refuse<Period?>(result, "a date such as 2025-01-31, 2025-01 or 2025"),
    };

    private static T? Refuse<T>(ArgumentResult result, string expected)
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes {expected}, not '{result.Tokens[0].Value}'.");
        return default;
    }
}
