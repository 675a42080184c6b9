using System.Text;
using Archiver.Benchmarks.Generating;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Importing.Incoming;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Mutating;

/// <summary>
/// Reads dumps that were damaged at random as the import does before it stores anything, and checks that every byte is
/// accounted for. The same seed and the same number, the same input.
/// </summary>
internal sealed class Mutator
{
    private const int SeedCount = 64;
    private const int MaxChanges = 6;

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\r", "\0", "\uFEFF", "\u3000", "Summary\n", "Statistics\n", "Details\n", "Similar Readings (3 items)\n",
        "Words1\n", "Read CountDetails\n", "ID: ", "Date: ", "URL: ", "Updated: 2025/02/30 25:61", "99999999999999999999", "{body}",
    ];

    private readonly byte[][] _seeds;
    private readonly DumpReader _reader = new(Stream.Null);
    private readonly ulong _seed;

    public Mutator(ulong seed)
    {
        _seed = seed;
        var text = new StringBuilder();
        _seeds = [.. new Corpus(SeedCount, seed).Articles().Select((article, index) =>
        {
            DumpText.Compose(article, text);
            return (index % 8 == 7 ? Encoding.Unicode : Encoding.UTF8).GetBytes((index % 8 == 7 ? "\uFEFF" : "") + text);
        })];
    }

    /// <summary>What became of the inputs so far.</summary>
    public Dictionary<StretchKind, long> Stretches { get; } = [];

    public long Bytes { get; private set; }

    /// <summary>Makes and reads one input.</summary>
    /// <exception cref="MutationException">Its stretches do not add up, or reading it failed.</exception>
    public void Run(int number)
    {
        var input = Make(number);
        try
        {
            Check(input);
        }
        catch (Exception exception)
        {
            throw new MutationException($"number {number} of seed {_seed}: {exception.Message}", input, exception);
        }

        Bytes += input.Length;
    }

    /// <summary>Reads an input and checks the account.</summary>
    public void Check(byte[] input)
    {
        _reader.Begin(new MemoryStream(input));
        var (offset, line) = (0L, 1L);
        while (_reader.Read() is { } stretch)
        {
            if (stretch.Offset != offset || stretch.Length <= 0 || stretch.FirstLine < line || stretch.LineCount < 1)
            {
                throw new InvalidOperationException(
                    $"a stretch at {stretch.Offset} of {stretch.Length} bytes in line {stretch.FirstLine} follows {offset} in line {line}");
            }

            if ((stretch.Article is null) != (stretch.Kind != StretchKind.Article)
                || (stretch.Reason is null) != (stretch.Kind != StretchKind.Rejected))
            {
                throw new InvalidOperationException($"the stretch at {offset} has neither a dump nor a reason that fits");
            }

            if (stretch.Article is { } dump && !dump.Original.Span.SequenceEqual(input.AsSpan((int)offset, (int)stretch.Length)))
            {
                throw new InvalidOperationException($"the dump at {offset} is not what stands there");
            }

            _ = stretch.Article is null ? null : new PreparedArticle(stretch.Article);
            offset += stretch.Length;
            line = stretch.FirstLine;
            Stretches[stretch.Kind] = Stretches.GetValueOrDefault(stretch.Kind) + 1;
        }

        if (offset != input.Length)
        {
            throw new InvalidOperationException($"the stretches have {offset} of {input.Length} bytes");
        }
    }

    private byte[] Make(int number)
    {
        var random = new Random(unchecked((int)(_seed * 2654435761) ^ (number * 40503)));
        var bytes = new List<byte>(_seeds[random.Next(_seeds.Length)]);
        for (var changes = random.Next(1, MaxChanges); changes > 0; changes--)
        {
            Change(bytes, random);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, random.Next(1, 400));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
            case 6:
                bytes.AddRange(_seeds[random.Next(_seeds.Length)]);
                break;
            default:
                ChangeLines(bytes, random);
                break;
        }
    }

    private static void ChangeLines(List<byte> bytes, Random random)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(4))
        {
            case 0:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
            case 1:
                lines.Insert(to, lines[from]);
                break;
            case 2:
                lines.RemoveAt(from);
                break;
            default:
                lines[from] += lines[to];
                lines.RemoveAt(to);
                break;
        }

        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }
}

/// <summary>An input that is not read as it must be.</summary>
internal sealed class MutationException(string message, byte[] input, Exception inner) : Exception(message, inner)
{
    public byte[] Input { get; } = input;
}
