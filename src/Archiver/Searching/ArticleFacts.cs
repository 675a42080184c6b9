namespace Archiver.Searching;

/// <summary>What the index knows of an article beside its words.</summary>
/// <param name="Category">
/// The number of its category in the index; <see cref="None"/> where it has none, 0 where there is no article.
/// </param>
/// <param name="Date">Its date as <c>yyyymmdd</c>; 0 where it has none.</param>
/// <param name="Words">How many words it has.</param>
internal readonly record struct ArticleFacts(int Category, int Date, int Words)
{
    public const int None = 1;
}
