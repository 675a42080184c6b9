using Archiver.Exporting;
using Archiver.Querying;
using Archiver.Statistics;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>The charts of <c>stats --html</c>.</summary>
internal static class FiguresPage
{
    public static void Write(Html page, Visit visit, Archive archive)
    {
        var statistics = archive.Statistics(new Selection(), new ReadingSpeed(), visit.Today, visit.Cancellation);
        page.Write($"<div class=\"figures\">\n");
        StatisticsPage.WriteContent(statistics, new Selection(), visit.Today, page.Output);
        page.Write($"</div>\n");
    }
}
