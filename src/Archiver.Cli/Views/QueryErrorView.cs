using Archiver.Cli.Terminal;
using Archiver.Querying;

namespace Archiver.Cli.Views;

/// <summary>Shows what is wrong with a query: the sentence, the query, and carets under what is meant.</summary>
internal static class QueryErrorView
{
    /// <summary>How many characters of a long query are shown before the place and after it.</summary>
    private const int Around = 30;

    private const string Indent = "  ";

    public static void Write(Session session, string query, QueryError error)
    {
        session.Complain(error.Message);
        var start = Math.Max(0, error.Start - Around);
        var end = Math.Min(query.Length, error.Start + Math.Max(1, Math.Min(error.Length, Around)) + Around);
        var before = (start > 0 ? "…" : "") + VisibleText.Of(query[start..error.Start]);
        var marked = VisibleText.Of(query[error.Start..Math.Min(end, error.Start + error.Length)]);
        var after = VisibleText.Of(query[Math.Min(end, error.Start + error.Length)..end]) + (end < query.Length ? "…" : "");
        session.Error.WriteLine($"{Indent}{before}{marked}{after}");
        var pointer = new string('^', Math.Max(1, DisplayWidth.Of(marked)));
        session.Error.WriteLine($"{Indent}{new string(' ', DisplayWidth.Of(before))}{pointer}");
        session.Error.WriteLine("See `archiver help query`.");
    }
}
