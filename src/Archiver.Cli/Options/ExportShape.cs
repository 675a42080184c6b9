using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Exporting;
using Archiver.Exporting.Formats;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Cli.Options;

/// <summary>The options that say how articles are exported: the format, and what some formats are told.</summary>
internal sealed class ExportShape
{
    private static readonly string Names =
        string.Join(", ", ExportFormat.All.SkipLast(1).Select(known => known.Name)) + $" or {ExportFormat.All[^1].Name}";

    private readonly Option<ExportFormat?> _format = new Option<ExportFormat?>("--format")
    {
        Description = $"{string.Join("; ", ExportFormat.All.Select(known => $"{known.Name}, {known.Description}"))}. "
            + $"[default: {ExportFormat.All[0].Name}]",
        HelpName = "FORMAT",
    }.Takes(Names, ExportFormat.Named, word => Spelling.Nearest(word, [.. ExportFormat.All.Select(known => known.Name)]));

    private readonly Option<bool> _json = SharedOptions.Json("The same as --format json.");
    private readonly Option<bool> _excel = SharedOptions.Flag("--excel",
        "Tables for Excel: it knows their encoding, no cell is a formula, and cells that are too long for it are cut.");

    private readonly Option<bool> _withText =
        SharedOptions.Flag("--with-text", "Tables with a column that has the articles' text.");

    private readonly Option<MarkdownFlavor?> _flavor = new Option<MarkdownFlavor?>("--flavor")
    {
        Description = "For whom Markdown is: obsidian or hugo. [default: obsidian]",
        HelpName = "NAME",
    }.Takes("obsidian or hugo", word => word switch
    {
        "obsidian" => MarkdownFlavor.Obsidian,
        "hugo" => MarkdownFlavor.Hugo,
        _ => null,
    });

    private readonly Option<long?> _split = new Option<long?>("--split")
    {
        Description = "Write books into a folder, none longer than this unless one article is: 20M, 500K.",
        HelpName = "SIZE",
    }.Takes("a number of bytes such as 20M or 500K", word => ByteSize.TryParse(word, out var bytes) && bytes > 0 ? bytes : null);

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write; it is complete or not there at all. Without it: standard output. Of a format that is a "
            + "folder, the folder: what an earlier export wrote there is replaced, all else stays.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _force = SharedOptions.Flag("--force",
        "Replace the file if it is there; in a folder, what something else wrote or changed.");

    public ExportShape(Command verb)
    {
        foreach (var option in (Option[])[_format, _json, _output, _force, _excel, _withText, _flavor, _split])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(Check);
    }

    public ExportFormat FormatOf(ParseResult parsed) => parsed.GetValue(_format) ?? ExportFormat.All[0];

    public string? OutputOf(ParseResult parsed) => parsed.GetValue(_output);

    public bool MayReplace(ParseResult parsed) => parsed.GetValue(_force);

    public bool IsFolder(ParseResult parsed) => FormatOf(parsed).File is null || parsed.GetValue(_split) is not null;

    public ExportOptions OptionsOf(ParseResult parsed) => new()
    {
        IsForExcel = parsed.GetValue(_excel),
        HasText = parsed.GetValue(_withText),
        Flavor = parsed.GetValue(_flavor) ?? MarkdownFlavor.Obsidian,
        MaxBook = parsed.GetValue(_split) ?? long.MaxValue,
    };

    private void Check(CommandResult result)
    {
        var name = result.GetResult(_format)?.Tokens is [var token] ? token.Value
            : result.GetValue(_json) ? "json" : ExportFormat.All[0].Name;
        if (ExportFormat.Named(name) is not { } format)
        {
            return;
        }

        if (result.GetValue(_json) && format != ExportFormat.Json)
        {
            result.AddError("--json and another --format exclude each other.");
        }

        foreach (var option in (Option[])[_excel, _withText, _flavor, _split])
        {
            if (result.GetResult(option) is { Implicit: false } && !format.Options.Contains(option.Name))
            {
                var formats = ExportFormat.All.Where(known => known.Options.Contains(option.Name)).Select(known => known.Name);
                result.AddError($"{option.Name} goes with --format {string.Join(" or ", formats)}, not with {name}.");
            }
        }

        if (result.GetResult(_output) is null && (format.File is null || result.GetResult(_split) is not null))
        {
            var asked = format.File is null ? $"--format {name}" : "--split";
            result.AddError($"{asked} writes a folder. Name it with --output FOLDER.");
        }
    }
}
