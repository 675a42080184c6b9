namespace Archiver.Articles;

/// <summary>What of articles is read beside what is known of them.</summary>
public enum ArticleParts
{
    /// <summary>The summary alone.</summary>
    Summary,

    /// <summary>All texts.</summary>
    Text,

    /// <summary>All texts, and what reads the original.</summary>
    Original,
}
