using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>
/// The list of highlights that an export of ours writes below a body: a heading, then each as a quotation, with what the
/// reader said about it below. It is no part of the body.
/// </summary>
internal static class OwnHighlights
{
    /// <summary>What stands above the list.</summary>
    public const string Heading = "Highlights";

    /// <param name="body">A body with the list or without.</param>
    /// <param name="marked">What is marked in it.</param>
    /// <returns>The body alone, and all highlights.</returns>
    public static (IReadOnlyList<FormedParagraph> Body, IReadOnlyList<Highlight> All) Take(IReadOnlyList<FormedParagraph> body, IReadOnlyList<Highlight> marked)
    {
        var start = body.Count - 1;
        while (start >= 0 && body[start] is not { Text: Heading, Block.Kind: BlockKind.Heading })
        {
            start--;
        }

        var listed = new List<Highlight>();
        for (var at = start + 1; start >= 0 && at < body.Count; at++)
        {
            if (body[at].Block.Kind == BlockKind.Quote)
            {
                listed.Add(new Highlight(body[at].Text));
            }
            else if (body[at].Block.Kind == BlockKind.Paragraph && listed is [.., { Comment: null } last])
            {
                listed[^1] = last with { Comment = body[at].Text };
            }
            else
            {
                return (body, marked);
            }
        }

        if (listed.Count == 0)
        {
            return (body, marked);
        }

        IReadOnlyList<FormedParagraph> rest = [.. body.Take(start)];
        return (rest, [.. FragmentArticle.Marked(rest).Where(highlight => !listed.Exists(other => other.Text == highlight.Text)), .. listed]);
    }
}
