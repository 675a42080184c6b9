using Archiver.Files;

namespace Archiver.Inputs;

/// <summary>
/// How much may come out of one packed file, all its layers and members counted together; made anew for each. It keeps
/// what was packed to do harm from taking more time than its own size allows.
/// </summary>
/// <param name="maxLength">The most, whatever is packed.</param>
/// <param name="packedLength">The length of the packed file, or how much of it was read so far.</param>
internal sealed class UnpackLimit(long maxLength, Func<long> packedLength)
{
    /// <summary>The most that packed data may be longer unpacked, once it is longer than is harmless.</summary>
    public const int MaxRatio = 200;

    /// <summary>What each layer or member may unpack to without looking at the ratio.</summary>
    public const long HarmlessLength = 64 << 20;

    /// <summary>
    /// What a whole packed file may unpack to, all layers and members together, without looking at the ratio.
    /// </summary>
    public const long HarmlessTotal = 1 << 30;

    private long _total;

    /// <summary>Counts what was unpacked.</summary>
    /// <param name="read">How much came just now.</param>
    /// <param name="unpacked">How much came out of this layer or member.</param>
    /// <param name="packed">How much went into it.</param>
    /// <exception cref="UnreadableException">It is too much.</exception>
    public void Count(int read, long unpacked, long packed)
    {
        _total += read;
        if (unpacked > HarmlessLength && unpacked > MaxRatio * packed)
        {
            throw new UnreadableException($"too much in little: it unpacks to more than {ByteSize.Of(HarmlessLength)} and "
                + $"{MaxRatio} times what is packed; if it is what you want, unpack it first");
        }

        if (_total > maxLength)
        {
            throw new UnreadableException(
                $"too long: more than {ByteSize.Of(maxLength)} unpacked; --max-input allows more");
        }

        if (_total > HarmlessTotal && _total > MaxRatio * packedLength())
        {
            throw new UnreadableException($"too much in little: all in all the file unpacks to more than "
                + $"{ByteSize.Of(HarmlessTotal)} and {MaxRatio} times its length; if it is what you want, unpack it first");
        }
    }
}
