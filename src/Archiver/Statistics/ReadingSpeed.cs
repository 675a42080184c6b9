namespace Archiver.Statistics;

/// <summary>How fast somebody reads.</summary>
/// <param name="WordsPerMinute">Words of scripts with spaces; 238 is the average of studies of silent reading in English.</param>
/// <param name="CharactersPerMinute">
/// Characters of Chinese, Japanese and other scripts without spaces, and Korean; readers of Japanese come to 400 to 600.
/// </param>
public sealed record ReadingSpeed(int WordsPerMinute = 238, int CharactersPerMinute = 500)
{
    public double Minutes(ReadingLength length) =>
        ((double)length.Words / WordsPerMinute) + ((double)length.Characters / CharactersPerMinute);
}

/// <summary>How much there is to read.</summary>
/// <param name="Words">What is read by words.</param>
/// <param name="Characters">What is read by characters. No word that has such characters is counted among the words.</param>
public readonly record struct ReadingLength(long Words, long Characters)
{
    public static ReadingLength operator +(ReadingLength left, ReadingLength right) =>
        new(left.Words + right.Words, left.Characters + right.Characters);
}
