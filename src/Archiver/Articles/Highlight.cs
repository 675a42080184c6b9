namespace Archiver.Articles;

/// <summary>What the reader has marked in an article.</summary>
/// <param name="Text">The marked text as the input states it.</param>
/// <param name="Comment">What the reader said about it.</param>
/// <param name="Created">When it was marked.</param>
/// <param name="Paragraph">
/// About where it is, for a text that stands in several places: the paragraph in which it begins, from 0; another state of
/// the article may have it elsewhere.
/// </param>
public sealed record Highlight(string Text, string? Comment = null, WallTime? Created = null, int? Paragraph = null);
