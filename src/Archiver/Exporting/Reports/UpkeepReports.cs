using System.ComponentModel;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Exporting.Reports;

[Description("What was removed")]
[PrintedBy("remove ARTICLE --yes --json")]
[PrintedBy("remove ARTICLE --dry-run --json")]
public sealed record RemoveReport(
    [property: Description("how many articles")] int Removed) : Report;

[Description("What was brought back from the bin")]
[PrintedBy("restore ARTICLE --json")]
public sealed record RestoreReport(
    [property: Description("how many articles")] int Restored) : Report;

[Description("What a backup has")]
[PrintedBy("backup FILE --json")]
public sealed record BackupReport(
    [property: Description("how many articles")] int Count,
    [property: Description("how many bytes")] long Bytes,
    [property: Description("the file, by its whole path")] string File) : Report
{
    public static BackupReport Of(BackupResult result) => new(result.Articles, result.Bytes, result.File);
}

[Description("What an archive had and has")]
[PrintedBy("compact --json")]
public sealed record CompactReport(
    [property: Description("how many articles it has")] int Count,
    [property: Description("how many removed articles are gone for good")] int Purged,
    [property: Description("how many bytes it had")] long BytesBefore,
    [property: Description("how many bytes it has")] long BytesAfter,
    [property: Description("how many packs it had")] int PacksBefore,
    [property: Description("how many packs it has")] int PacksAfter) : Report
{
    public static CompactReport Of(CompactResult result) => new(
        result.Articles, result.Purged, result.BytesBefore, result.BytesAfter, result.PacksBefore, result.PacksAfter);
}

[Description("What was checked")]
[PrintedBy("verify --json")]
[PrintedBy("verify --quick --json")]
public sealed record VerifyReport(
    [property: Description("whether only the structure was checked")] bool Quick,
    [property: Description("how many articles")] int Count,
    [property: Description("how many articles in the bin")] int Removed,
    [property: Description("how many older states")] int Revisions,
    [property: Description("how many categories")] int Categories,
    [property: Description("how many packs of texts")] int Packs,
    [property: Description("how many texts; 0 with --quick")] long Texts,
    [property: Description("how many entries by which something is found")] long Entries,
    [property: Description("how many pages of the file")] int Pages,
    [property: Description("how many packs nothing refers to, which compact drops")] int UnusedPacks,
    [property: Description("how many texts nothing refers to")] long UnusedTexts,
    [property: Description("how many bytes at the end of the log were never acknowledged; the next import drops them")]
    long UnacknowledgedLogBytes,
    [property: Description("what is damaged; empty where all is whole")] IEnumerable<FindingReport> Findings) : Report
{
    public static VerifyReport Of(VerifyResult result, bool quick) => new(quick, result.Articles, result.Removed,
        result.Revisions, result.Categories, result.Packs, result.Texts, result.Entries, result.Pages, result.UnusedPacks,
        result.UnusedTexts, result.LogTail, result.Findings.Select(FindingReport.Of));
}

[Description("What was saved of a damaged archive")]
[PrintedBy("salvage NEWFILE --json")]
public sealed record SalvageReport(
    [property: Description("how many articles")] int Count,
    [property: Description("how many articles in the bin")] int Removed,
    [property: Description("how many older states")] int Revisions,
    [property: Description("how many of all these lost all or a part of their text")] int WithoutText,
    [property: Description("how many lost only the bytes that they were imported from")] int WithoutOriginal,
    [property: Description("how many lost their details")] int WithoutDetails,
    [property: Description("how many bytes the new archive has")] long Bytes,
    [property: Description("the new archive, by its whole path")] string File,
    [property: Description("whether nothing is missing")] bool Complete,
    [property: Description("what is damaged; empty where all is whole")] IEnumerable<FindingReport> Findings) : Report
{
    public static SalvageReport Of(SalvageResult result, string file) => new(result.Articles, result.Removed, result.Revisions,
        result.Losses.Text, result.Losses.Original, result.Losses.Details, result.Bytes, file, result.IsComplete,
        result.Findings.Select(FindingReport.Of));
}

public sealed record FindingReport(
    [property: Description("what kind of thing is damaged, such as \"pack\" or \"page\"")] string Kind,
    [property: Description("the article's ID, where it is about one")] Guid? Id,
    [property: Description("what is wrong")] string What)
{
    internal static FindingReport Of(Finding finding) =>
        new(finding.Kind.ToString().ToLowerInvariant(), finding.Article, finding.What);
}
