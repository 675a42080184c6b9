namespace Archiver.Searching.Sqlite;

/// <summary>Takes the articles that FTS5 finds, one after the other.</summary>
internal interface IMatches
{
    /// <summary>What an article has that is not wanted.</summary>
    const int Unwanted = -1;

    /// <summary>Whether scores are needed.</summary>
    bool IsRanked { get; }

    /// <summary>How many words all articles have.</summary>
    long Words { get; }

    /// <summary>How many words an article has, or <see cref="Unwanted"/>.</summary>
    /// <exception cref="SqliteException">There can be no such article.</exception>
    int WordsOf(int article);

    /// <param name="article">One that is wanted.</param>
    /// <param name="score">How well it matches, the higher, the better.</param>
    void Add(int article, double score);
}
