using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Texts;

namespace Archiver.Cli.Views;

/// <summary>
/// What <c>history</c> prints. On a terminal a block a revision, with lines that fit. In a pipe one line a revision:
/// number, time of import, when it was updated, words and what changed, with tabs between them; a note is such a line,
/// without number and words; a changed paragraph is a line that begins with <c>-</c> or <c>+</c> and a tab.
/// </summary>
internal sealed class HistoryView(TextWriter output, TerminalInfo terminal)
{
    private const string Indent = "  ";

    private readonly Paint _paint = new(terminal.Color);

    /// <summary>Writes a note of the reader, which belongs to no state.</summary>
    public void Write(Note note)
    {
        var (at, said) = (note.At.ToString(), VisibleText.Of(NoteText.Of(note)));
        if (!terminal.IsTerminal)
        {
            output.Write($"\t{at}\t\t\t{said}\n");
            return;
        }

        WriteLines($"Note: {at.Replace('T', ' ')}", "", _paint.Bold);
        WriteLines(said, Indent, line => line);
    }

    /// <param name="revision">The revision.</param>
    /// <param name="imported">When it was imported.</param>
    /// <param name="changes">What it changed; null of the first.</param>
    /// <param name="diff">Whether to print the changed paragraphs.</param>
    public void Write(Revision revision, DateTime imported, RevisionChanges? changes, bool diff)
    {
        var updated = revision.Article.Details.Updated?.ToString();
        if (!terminal.IsTerminal)
        {
            output.Write(string.Join('\t', revision.Number.ToString(CultureInfo.InvariantCulture),
                imported.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), updated ?? "",
                revision.Article.Words.ToString(CultureInfo.InvariantCulture), Describe(changes)) + "\n");
        }
        else
        {
            var head = string.Create(CultureInfo.InvariantCulture,
                $"Revision {revision.Number}{(revision.IsCurrent ? ", current" : "")}: imported {imported:yyyy-MM-dd HH:mm} UTC")
                + (updated is null ? "" : $", updated {updated.Replace('T', ' ')}");
            WriteLines(head, "", _paint.Bold);
            WriteLines(changes is null ? "the first" : $"changed: {Describe(changes)}", Indent, line => line);
        }

        foreach (var (change, text) in (diff ? changes?.Paragraphs : null) ?? [])
        {
            var (sign, prose) = (change == ListChange.Removed ? "-" : "+", VisibleText.OfProse(text.Span));
            if (terminal.IsTerminal)
            {
                WriteLines(prose, $"{Indent}{sign} ", line => line);
            }
            else
            {
                output.Write($"{sign}\t{prose}\n");
            }
        }
    }

    private static string Describe(RevisionChanges? changes) => string.Join(", ", changes?.Fields.Select(field =>
        field == "paragraphs"
            ? field + Counted(" -", changes.Count(ListChange.Removed)) + Counted(" +", changes.Count(ListChange.Added))
            : field == RevisionChanges.Original ? "nothing that is read" : field) ?? []);

    private static string Counted(string sign, int count) =>
        count == 0 ? "" : sign + count.ToString(CultureInfo.InvariantCulture);

    private void WriteLines(string text, string first, Func<string, string> paint)
    {
        var indent = first;
        foreach (var line in TextLayout.Wrap(text, Math.Max(1, terminal.Width - first.Length)))
        {
            output.WriteLine(indent + paint(line));
            indent = new string(' ', first.Length);
        }
    }
}
