namespace Archiver.Articles;

/// <summary>What the reader has marked in an article.</summary>
/// <param name="Text">The marked text as the input states it.</param>
/// <param name="Comment">What the reader said about it.</param>
/// <param name="Created">When it was marked.</param>
public sealed record Highlight(string Text, string? Comment = null, WallTime? Created = null);
