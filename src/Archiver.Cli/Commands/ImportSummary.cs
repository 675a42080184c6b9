using System.Text.RegularExpressions;
using Archiver.Exporting.Reports;
using Archiver.Importing;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

/// <summary>What an import comes to: counts for scripts, and for people the reasons, grouped, with examples.</summary>
internal sealed partial class ImportSummary
{
    private const int ExamplesOfAReason = 3;

    /// <summary>More kinds than there are; what comes beyond them, from whatever input, is one kind.</summary>
    private const int MaxReasons = 64;

    private const int MaxReasonLength = 120;

    private readonly int[] _counts = new int[Enum.GetValues<Outcome>().Length];
    private readonly SortedDictionary<string, Reason> _reasons = new(StringComparer.Ordinal);

    /// <summary>The new articles; a duplicate is one, too.</summary>
    private int Imported => _counts[(int)Outcome.Imported] + _counts[(int)Outcome.Duplicate];

    /// <summary>The place of the archive that the import has made; null where it was there.</summary>
    public string? Made { get; set; }

    public int Rejected => _counts[(int)Outcome.Rejected];

    /// <summary>Those that were removed before, and stay so.</summary>
    private int Removed => _counts[(int)Outcome.Removed];

    /// <summary>How many articles came with a warning.</summary>
    public int Warnings { get; private set; }

    /// <summary>The articles read so far.</summary>
    public int Articles => Imported + _counts[(int)Outcome.Updated] + _counts[(int)Outcome.Unchanged] + Removed;

    /// <summary>The bytes of input accounted for so far.</summary>
    public long Bytes { get; private set; }

    public void Add(IReadOnlyList<StretchReport> stretches)
    {
        foreach (var stretch in stretches)
        {
            _counts[(int)stretch.Outcome]++;
            Bytes += stretch.Length;
            if (stretch.Warnings.Count > 0)
            {
                Warnings += stretch.Outcome == Outcome.Rejected ? 0 : 1;
            }

            foreach (var warning in stretch.Warnings)
            {
                AddReason(stretch, stretch.Outcome == Outcome.Rejected ? "rejected" : "with a warning", warning, isProblem: true);
            }

            if (stretch.Note is { } note)
            {
                AddReason(stretch, stretch.Outcome.ToString().ToLowerInvariant(), note, isProblem: false);
            }
        }
    }

    /// <summary>Prints the summary for people on standard error: to the quiet, only what was rejected or gave a warning.</summary>
    public void Write(Session session, bool dryRun)
    {
        if (session.IsQuiet && Rejected == 0 && Warnings == 0)
        {
            return;
        }

        (string Done, string ToDo, int Count)[] counts =
        [
            ("Imported", "import", Imported), ("updated", "update", _counts[(int)Outcome.Updated]),
            ("unchanged", "leave unchanged", _counts[(int)Outcome.Unchanged]), ("removed before", "leave removed", Removed),
            ("rejected", "reject", Rejected), ("with warnings", "warn of", Warnings),
        ];
        var words = string.Join(", ", counts.Where(count => count.Count > 0)
            .Select(count => $"{(dryRun ? count.ToDo : count.Done)} {Figures.Number(count.Count)}"));
        session.SayAnyway(words.Length == 0 ? "Nothing came in."
            : dryRun ? $"Would {words}."
            : $"{char.ToUpperInvariant(words[0])}{words[1..]}.");
        if (Made is { } made)
        {
            session.Say($"Made a new archive: {made}");
        }

        if (Removed > 0)
        {
            session.Say("What was removed stays so; --restore brings it back.");
        }

        foreach (var (text, reason) in _reasons.Where(reason => reason.Value.IsProblem || !session.IsQuiet))
        {
            session.SayAnyway($"{Figures.Number(reason.Count)} {reason.Heading ?? text}", "  ");
            foreach (var example in reason.Examples)
            {
                session.SayAnyway(example, "    ");
            }

            if (reason.Count > reason.Examples.Count)
            {
                var rest = Figures.Number(reason.Count - reason.Examples.Count);
                session.SayAnyway($"and {rest} more; --report FILE lists them all", "    ");
            }
        }
    }

    /// <summary>What an import came to, for scripts: counts alone, without the reasons.</summary>
    public ImportReport Report() =>
        new(Imported, _counts[(int)Outcome.Updated], _counts[(int)Outcome.Unchanged], Removed, Rejected, Warnings);

    private void AddReason(StretchReport stretch, string what, string why, bool isProblem)
    {
        var heading = $"{what}: {KindOf(why)}";
        var group = Numbers().Replace(heading, "N");
        if (!_reasons.TryGetValue(group, out var reason))
        {
            group = _reasons.Count < MaxReasons ? group : $"{what}: for other reasons";
            reason = _reasons.GetValueOrDefault(group)
                ?? new Reason { Heading = _reasons.Count < MaxReasons ? heading : null };
            _reasons[group] = reason;
            reason.IsProblem |= isProblem;
        }

        reason.Heading = reason.Heading == heading ? heading : null;

        if (reason.Count++ < ExamplesOfAReason)
        {
            reason.Examples.Add($"{stretch.Input}{(stretch.Length == 0 ? "" : $", line {stretch.Line}")}: {why}");
        }
    }

    /// <summary>
    /// What a reason has in common with others: what stands before a colon or a quotation. What follows is about one
    /// article alone, and so is the line.
    /// </summary>
    private static string KindOf(string why)
    {
        why = Line().Replace(why, "");
        var end = Variable().Match(why) is { Success: true } variable ? variable.Index : why.Length;
        return end > MaxReasonLength ? why[..MaxReasonLength] + "…" : why[..end];
    }

    [GeneratedRegex(":| '")]
    private static partial Regex Variable();

    /// <summary>Numbers, days and times; those in a name such as UTF-8 are none.</summary>
    [GeneratedRegex("(?<![\\w-])[0-9]+([.,:-][0-9]+)*(?!\\w)")]
    private static partial Regex Numbers();

    [GeneratedRegex("^line [0-9]+: ")]
    private static partial Regex Line();

    private sealed class Reason
    {
        public int Count { get; set; }

        /// <summary>What they all say; null where they say it with different numbers.</summary>
        public string? Heading { get; set; }

        public bool IsProblem { get; set; }

        public List<string> Examples { get; } = [];
    }
}
