using System.Text.Json.Serialization;

namespace Archiver.Exporting.Reports;

/// <summary>All reports, in the order in which help documents them.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(WallTimeWriter), typeof(UtcTimeWriter), typeof(DetailsWriter), typeof(Utf8TextWriter), typeof(Utf8TextsWriter)])]
[JsonSerializable(typeof(ListedArticle))]
[JsonSerializable(typeof(WholeArticle))]
[JsonSerializable(typeof(CategoryReport))]
[JsonSerializable(typeof(TagReport))]
[JsonSerializable(typeof(SearchReport))]
[JsonSerializable(typeof(TotalReport))]
[JsonSerializable(typeof(FacetsReport))]
[JsonSerializable(typeof(SimilarReport))]
[JsonSerializable(typeof(SummaryReport))]
[JsonSerializable(typeof(DuplicatesReport))]
[JsonSerializable(typeof(StatisticsReport))]
[JsonSerializable(typeof(RevisionReport))]
[JsonSerializable(typeof(ReadingsReport))]
[JsonSerializable(typeof(RemoveReport))]
[JsonSerializable(typeof(RemovedReport))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(StretchLine))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(SalvageReport))]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(CompactReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
