namespace Archiver.Searching;

/// <summary>A piece of an article's text with what was found in it: parts that are hits, and parts between them.</summary>
public sealed record Snippet(IReadOnlyList<SnippetPart> Parts);

/// <param name="Text">The text; at either end of a snippet <c>…</c> where the paragraph goes on.</param>
/// <param name="IsHit">Whether this is what was looked for.</param>
public sealed record SnippetPart(string Text, bool IsHit);
