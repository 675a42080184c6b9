using System.Buffers;
using System.Text;

namespace Archiver.Texts.Encodings;

/// <summary>
/// UTF-8 with bytes that are none among it. That several bytes are one character of it by chance is as unlikely as any
/// character in a text, so whole characters cost little, whatever they are.
/// </summary>
internal sealed class DamagedUtf8Reading : IReading
{
    private const int CostOfCharacter = 9, CostOfError = 26;

    public int Cost(ReadOnlySpan<byte> sample, int start, int limit)
    {
        // The sample may end within a character.
        var cost = start - (sample.Length > 500 ? CostOfError : 0);
        var hasWhole = false;
        while (cost < limit && sample.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            var isWhole = Rune.DecodeFromUtf8(sample[at..], out _, out var length) == OperationStatus.Done;
            hasWhole |= isWhole;
            cost += isWhole ? CostOfCharacter : CostOfError;
            sample = sample[(at + length)..];
        }

        return hasWhole ? cost : int.MaxValue;
    }
}
