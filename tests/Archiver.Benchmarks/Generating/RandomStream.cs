using Archiver.Articles;
using Archiver.Likeness;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014). Our own, and in integers only, so that a seed gives the same corpus on
/// every machine and with every version of .NET.
/// </summary>
internal sealed class RandomStream
{
    private ulong _state;

    /// <summary>An independent stream for one thing: the same three numbers always give the same stream.</summary>
    public RandomStream(ulong seed, Purpose purpose, int index)
    {
        _state = seed;
        _state = Next() + (ulong)purpose;
        _state = Next() + (ulong)(uint)index;
        _state = Next();
    }

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>Both ends belong to the range.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int bound) => Below(bound) == 0;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}

/// <summary>What a stream is for, so that no two things draw the same numbers.</summary>
internal enum Purpose
{
    Vocabulary = 1,
    Categories,
    Facts,
    Topics,
    Title,
    Lead,
    SecondParagraph,
    Paragraphs,
    Boilerplate,
    Summary,
    Copies,
    Families,
    Pictures,
}
