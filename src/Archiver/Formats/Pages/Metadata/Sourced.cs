namespace Archiver.Formats.Pages.Metadata;

/// <summary>A value and where in the page it came from.</summary>
public sealed record Sourced<T>(T Value, string Source);
