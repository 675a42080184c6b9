using System.IO.Hashing;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Reads the part of a dump that comes before its statistics: divides it into sections and removes the body's repeat.
/// Where there are several ways to read it, the one in which the words are as many as stated wins.
/// </summary>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class BodyReader(CancellationToken cancellation)
{
    /// <summary>Nobody makes different lines with equal hashes without knowing it.</summary>
    private static readonly long Seed = Random.Shared.NextInt64();

    /// <summary>How many lines are read before the next look at whether to go on.</summary>
    private const int LinesBetweenLooks = 4096;

    private readonly Repeat _repeat = new();
    private readonly List<Sections> _readings = [];
    private TextRange[] _lines = new TextRange[64];
    private ulong[] _hashes = new ulong[64];
    private int _count;

    /// <summary>The lines that are not blank.</summary>
    public ReadOnlySpan<TextRange> Lines => _lines.AsSpan(0, _count);

    public Sections Sections { get; private set; }

    /// <summary>The number of lines of the body that are no repeat.</summary>
    public int BodyCount { get; private set; }

    /// <summary>The number of lines of the repeat.</summary>
    public int RepeatCount => Sections.BodyEnd - BodyCount;

    /// <summary>The words of the body without its repeat.</summary>
    public int Words { get; private set; }

    public void Read(ReadOnlySpan<byte> text, bool isCr, int? statedWords)
    {
        SplitLines(text, isCr);
        Sections.Find(text, Lines, _readings);
        for (var i = 0; i < _readings.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (body, words) = ReadBody(text, _readings[i].BodyEnd, statedWords);
            if (i == 0 || words == statedWords)
            {
                (Sections, BodyCount, Words) = (_readings[i], body, words);
            }

            if (statedWords is null || words == statedWords)
            {
                return;
            }
        }
    }

    private (int Lines, int Words) ReadBody(ReadOnlySpan<byte> text, int end, int? statedWords)
    {
        _repeat.Prepare(_hashes.AsSpan(0, end));
        (int Lines, int Words) best = (-1, 0);
        int words = 0, counted = 0;
        for (var length = _repeat.AtMost(end / 2); ; length = _repeat.AtMost(length - 1))
        {
            for (; counted < end - length; counted++)
            {
                words += WordCount.Of(_lines[counted].Of(text));
            }

            if (best.Lines < 0 || words == statedWords)
            {
                // Equal hashes are not equal lines; but where they are not, nobody meant a repeat.
                if (IsRepeat(text, end, length))
                {
                    best = (end - length, words);
                }
                else if (length > 0)
                {
                    continue;
                }
            }

            if (length == 0 || statedWords is null || words >= statedWords)
            {
                return best;
            }
        }
    }

    private bool IsRepeat(ReadOnlySpan<byte> text, int end, int length)
    {
        for (var i = end - length; i < end; i++)
        {
            if (!_lines[i].Of(text).SequenceEqual(_lines[i - length].Of(text)))
            {
                return false;
            }
        }

        return true;
    }

    private void SplitLines(ReadOnlySpan<byte> text, bool isCr)
    {
        _count = 0;
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..];
            var length = isCr ? rest.IndexOfAny((byte)'\r', (byte)'\n') : rest.IndexOf((byte)'\n');
            length = length < 0 ? rest.Length : length;
            var next = at + length + (length < rest.Length ? LineEnds.Length(rest, length) : 0);
            if (!isCr && length > 0 && length < rest.Length && rest[length - 1] == '\r')
            {
                length--;
            }

            if (!WordCount.IsBlank(rest[..length]))
            {
                if (_count % LinesBetweenLooks == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                Add(new TextRange(at, length), rest[..length]);
            }

            at = next;
        }
    }

    private void Add(TextRange range, ReadOnlySpan<byte> line)
    {
        if (_count == _lines.Length)
        {
            Array.Resize(ref _lines, 2 * _count);
            Array.Resize(ref _hashes, 2 * _count);
        }

        _lines[_count] = range;
        _hashes[_count++] = XxHash3.HashToUInt64(line, Seed);
    }
}
