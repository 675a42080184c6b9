using System.CommandLine;
using Archiver.Files;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Cli.Options;

/// <summary>The options that say what inputs are, where that is not to be found out.</summary>
internal sealed class StatedOptions
{
    private static readonly string Fields = string.Join(", ", ImportOptions.MappedFields);

    private readonly Option<long?> _maxInput = new Option<long?>("--max-input")
    {
        Description = "How much may come of a packed file, a pipe or standard input: 500M, 2G, 1T; "
            + $"{ByteSize.Of(ImportInput.DefaultMaxLength)} unless told.",
        HelpName = "SIZE",
    }.Takes("a number of bytes such as 500M or 2G", word => ByteSize.TryParse(word, out var bytes) ? bytes : null);

    private readonly Option<TextEncoding?> _encoding = new Option<TextEncoding?>("--encoding")
    {
        Description = "What the inputs are in, such as windows-1251, gb18030 or utf-16le; else that is found out.",
        HelpName = "NAME",
    }.Takes("the name of an encoding such as windows-1251 or gb18030", EncodingNames.Find, EncodingNames.Nearest);

    private readonly Option<string?> _format = new("--format")
    {
        Description = "What the inputs are; else that is found out by what is in them. `archiver help formats` has the names.",
        HelpName = "NAME",
        CustomParser = result =>
        {
            var name = result.Tokens[0].Value;
            var names = ImportOptions.Formats.Select(format => format.Name).ToArray();
            if (!names.Contains(name))
            {
                result.AddError($"--format takes the name of a format, not '{name}'. " + (Spelling.Nearest(name, names) is { } meant
                    ? $"Did you mean {meant}?" : "`archiver help formats` has the names."));
            }

            return name;
        },
    };

    private readonly Option<TimeZoneInfo?> _timeZone = new Option<TimeZoneInfo?>("--time-zone")
    {
        Description = "Where you were when you saved and read, such as Europe/Berlin or UTC; unless told, where the system is.",
        HelpName = "ID",
    }.Takes("the name of a zone such as Europe/Berlin or UTC",
        word => TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone) ? zone : null);

    private readonly Option<IReadOnlyList<KeyValuePair<string, string>>?> _map = new("--map")
    {
        Description = "What the columns of a table are called: title=headline,text=content,date=published. "
            + $"What can be named: {Fields}.",
        HelpName = "FIELD=COLUMN",
        CustomParser = result =>
        {
            string[][] pairs = [.. result.Tokens[0].Value.Split(',')
                .Select(pair => Array.ConvertAll(pair.Split('=', 2), side => side.Trim()))];
            if (Array.Find(pairs, pair => !IsMapping(pair)) is { } wrong)
            {
                result.AddError($"--map takes pairs such as title=headline, not '{string.Join('=', wrong)}'. "
                    + $"What can be named: {Fields}.");
                return null;
            }

            return [.. pairs.Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
        },
    };

    public StatedOptions(Command verb)
    {
        foreach (var option in (Option[])[_maxInput, _encoding, _format, _timeZone, _map])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>How many bytes may come of one input whose length nobody knows before.</summary>
    public long MaxInputOf(ParseResult parsed) => parsed.GetValue(_maxInput) ?? ImportInput.DefaultMaxLength;

    public ImportOptions Of(ParseResult parsed) => new()
    {
        Encoding = parsed.GetValue(_encoding),
        Format = parsed.GetValue(_format),
        TimeZone = parsed.GetValue(_timeZone) ?? TimeZoneInfo.Local,
        Map = parsed.GetValue(_map) ?? [],
    };

    private static bool IsMapping(string[] pair) =>
        pair is [var field, { Length: > 0 }] && ImportOptions.MappedFields.Contains(field);
}
