using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// Zip files of crawls (WACZ): of their members only the WARC files in <c>archive/</c> have articles, and are read as such. From a
/// stream, where the names are not known beforehand, <see cref="CrawlListFormat"/> knows most others by their content.
/// </summary>
internal sealed class WaczFormat : ISetFormat
{
    private const string Package = "datapackage.json";
    private const string Folder = "archive/";

    public string Name => "wacz";

    public string Description => "crawls in zip files with their lists";

    public bool Recognizes(IReadOnlyList<string> names) => names.Contains(Package)
        && names.Any(name => name.StartsWith(Folder, StringComparison.Ordinal)
            || name.StartsWith("pages/", StringComparison.Ordinal)
            || name.Contains($"/{Folder}", StringComparison.Ordinal));

    public IEnumerable<(SetMember Member, Stretch Stretch)> Read(
        IReadOnlyList<SetMember> members, ReadingOptions options)
    {
        var hasCrawls = members.Any(IsCrawl);
        foreach (var member in members.Where(member => !IsCrawl(member) && (hasCrawls || member.Name == Package)))
        {
            yield return (member, new Stretch
            {
                Length = member.Length,
                Kind = hasCrawls ? StretchKind.Ignored : StretchKind.Rejected,
                Format = Name,
                Reason = hasCrawls ? "it says what is in the crawl, and has no article"
                    : $"no crawl: the zip file has the list of one, but no folder {Folder} with WARC files",
            });
        }
    }

    private static bool IsCrawl(SetMember member) => member.Name.StartsWith(Folder, StringComparison.Ordinal);
}
