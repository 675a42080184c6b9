using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Cli.Views;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Cli.Options;

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
        Description = "Only articles of this category, in large or small letters; bbc* are all that begin so. "
            + "May be given more than once.",
        HelpName = "C",
    };

    private readonly Option<Period?> _from;
    private readonly Option<Period?> _to;
    private readonly Option<Query?> _date;
    private readonly Option<SortOrder?>? _sort;
    private readonly SortOrder _order = SortOrder.AsImported;
    private readonly Option<int?>? _limit;

    /// <summary>Without an order and a limit, for a verb that looks at the articles of the selection as a whole.</summary>
    public SelectionOptions(Command verb, Session session)
    {
        _date = new Option<Query?>("--date")
        {
            Description = "Only articles of these days: 2025-01-31, 2025-01, 2025, yesterday, 7d (the day 7 days ago), or a range such "
                + "as 2025-01..2025-03 or >=7d.",
            HelpName = "D",
        }.Takes("days such as 2025-01-31, 2025-01, yesterday, 7d or 2025-01..2025-03", word => Query.OfDays(word, session.Clock));
        _from = PeriodOption(
            "--from", "Only articles from this day, month or year on: 2025-01-31, 2025, yesterday, 7d.", session.Clock);
        _to = PeriodOption("--to", "Only articles up to this day, month or year.", session.Clock);
        verb.Arguments.Add(_query);
        verb.Validators.Add(RefuseEmptyRange);
        foreach (var option in (Option[])[_category, _date, _from, _to])
        {
            verb.Options.Add(option);
        }
    }

    /// <param name="verb">The verb.</param>
    /// <param name="session">Knows what day it is.</param>
    /// <param name="order">The order where none is given.</param>
    /// <param name="orderInWords">That order in words, for the help.</param>
    /// <param name="usualLimit">How many there are at most where no number is given, in words; null for all.</param>
    public SelectionOptions(Command verb, Session session, SortOrder order, string orderInWords, int? usualLimit = null)
        : this(verb, session)
    {
        _order = order;
        _limit = SharedOptions.Limit($"At most this many articles.{(usualLimit is { } usual ? $" [default: {usual}]" : "")}");
        string[] fields = [.. SortField.All.Select(field => field.Name)];
        _sort = new Option<SortOrder?>("--sort")
        {
            Description = $"Sort by {string.Join(", ", fields)}; with - before it the highest first. "
                + $"Without it: {orderInWords}.",
            HelpName = "[-]FIELD",
        }.Takes($"one of {string.Join(", ", fields)}, with or without - before it",
            word => SortOrder.Parse(word),
            word => Spelling.Nearest(word.TrimStart('-'), fields) is { } nearest
                ? (word.StartsWith('-') ? "-" : "") + nearest
                : null);
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
        return new Selection
        {
            Query = query,
            Categories = parsed.GetValue(_category) ?? [],
            Days = parsed.GetValue(_date) ?? Query.Everything,
            From = parsed.GetValue(_from)?.First,
            To = parsed.GetValue(_to)?.Last,
            Order = (_sort is null ? null : parsed.GetValue(_sort)) ?? _order,
            Limit = _limit is null ? null : parsed.GetValue(_limit),
        };
    }

    private void RefuseEmptyRange(CommandResult result)
    {
        if (result.GetResult(_from) is { } from && result.GetResult(_to) is { } to && !from.Errors.Any() && !to.Errors.Any()
            && result.GetValue(_from) is { } first && result.GetValue(_to) is { } last && first.First > last.Last)
        {
            result.AddError(
                $"--from {from.Tokens[0].Value} is later than --to {to.Tokens[0].Value}: no day is between them.");
        }
    }

    private static Option<Period?> PeriodOption(string name, string description, TimeProvider clock) => new Option<Period?>(name)
    {
        Description = description,
        HelpName = "D",
    }.Takes("a day, month or year such as 2025-01-31, 2025-01, 2025, yesterday or 7d",
        word => Period.TryParse(word, clock, out var period) ? period : null);
}
