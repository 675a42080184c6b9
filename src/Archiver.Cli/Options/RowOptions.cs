using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Cli.Options;

/// <summary>The options that say which fields of an article are printed, and how: the same for every verb that prints articles.</summary>
internal sealed class RowOptions
{
    /// <summary>What a line has where nothing is asked for.</summary>
    private static readonly string[] Usual = ["date", "category", "id", "words", "title"];

    private readonly Lazy<IReadOnlyList<ArticleField>> _fields;
    private readonly Option<bool> _json;
    private readonly Option<IReadOnlyList<ArticleField>?> _chosen;
    private readonly Option<RowTemplate?> _template;

    private readonly Option<bool> _csv =
        SharedOptions.Flag("--csv", "Print CSV, with the names of the fields in the first line.");

    private readonly Option<bool> _null =
        SharedOptions.Flag("--null", "End each record with NUL instead of a line end, for `xargs -0`.", "-0");

    /// <param name="verb">The verb.</param>
    /// <param name="json">Its option for JSON.</param>
    /// <param name="fields">The fields there are. To know them takes longer than a short list, so nobody asks without need.</param>
    public RowOptions(Command verb, Option<bool> json, Func<IReadOnlyList<ArticleField>> fields)
    {
        (_json, _fields) = (json, new(fields));
        _chosen = new Option<IReadOnlyList<ArticleField>?>("--fields")
        {
            Description = "Print these fields of each article, with tabs between them, or as members with --json: "
                + "such as id,title,url. "
                + "They are those of --json: `archiver help json` explains them.",
            HelpName = "NAME,...",
            CustomParser = result => Chosen(result, result.Tokens[0].Value),
        };
        _template = new Option<RowTemplate?>("--template")
        {
            Description = "Print this text for each article, with the values of the fields that stand in braces in it, such as "
                + "'{date} {title}'. \\n and \\t are a line end and a tab, {{ a brace.",
            HelpName = "TEXT",
            CustomParser = result =>
            {
                var template = RowTemplate.Parse(result.Tokens[0].Value, Find, out var wrong);
                if (template is null)
                {
                    result.AddError($"--template {wrong}");
                }

                return template;
            },
        };
        foreach (var option in (Option[])[_chosen, _template, _csv, _null])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(Check);
    }

    /// <summary>Whether something is asked for.</summary>
    public bool IsGiven(CommandResult result) =>
        result.GetResult(_chosen) is not null || result.GetResult(_template) is not null
        || result.GetValue(_csv) || result.GetValue(_null);

    /// <returns>Null where nothing is asked for.</returns>
    public RowShape? ShapeOf(ParseResult parsed)
    {
        if (!IsGiven(parsed.CommandResult))
        {
            return null;
        }

        var template = parsed.GetValue(_template);
        var fields = template is not null ? [.. template.Fields]
            : parsed.GetValue(_chosen) ?? [.. Usual.Select(name => ArticleField.Named(name, _fields.Value)!)];
        return new RowShape(fields, template, parsed.GetValue(_csv), parsed.GetValue(_null) ? '\0' : '\n');
    }

    private void Check(CommandResult result)
    {
        (Option First, Option Second)[] exclusive =
        [
            (_template, _chosen), (_template, _json), (_template, _csv), (_csv, _json), (_null, _json), (_null, _csv),
        ];
        foreach (var (first, second) in exclusive)
        {
            if (IsSet(first) is not null && IsSet(second) is not null)
            {
                result.AddError($"{first.Name} and {second.Name} exclude each other.");
                return;
            }
        }

        Option? IsSet(Option option) => result.GetResult(option) is { Implicit: false } ? option : null;
    }

    private List<ArticleField>? Chosen(ArgumentResult result, string list)
    {
        var chosen = new List<ArticleField>();
        foreach (var name in list.Split(','))
        {
            var (field, wrong) = Find(name.Trim());
            wrong ??= chosen.Contains(field!) ? $"names {field!.Name} twice." : null;
            if (wrong is not null)
            {
                result.AddError($"--fields {wrong}");
                return null;
            }

            chosen.Add(field!);
        }

        return chosen;
    }

    private (ArticleField? Field, string? Wrong) Find(string name)
    {
        if (name.Length == 0)
        {
            return (null, "has a field without a name. Name one, such as title.");
        }

        if (ArticleField.Named(name, _fields.Value) is { } field)
        {
            return (field, null);
        }

        string[] names = [.. _fields.Value.Select(each => each.Name)];
        var help = Spelling.Nearest(name, names) is { } meant ? $"Did you mean {meant}?"
            : $"There are {string.Join(", ", names)}.";
        return (null, $"knows no field '{name}'. {help}");
    }
}
