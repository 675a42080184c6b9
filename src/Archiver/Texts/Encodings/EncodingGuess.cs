namespace Archiver.Texts.Encodings;

/// <summary>
/// Guesses the encoding of a text that says nothing of it: every candidate is tried, and the one taken in which the
/// text's letters stand beside one another as they do in a language that is written so. Only words with bytes beyond
/// ASCII are looked at, and of these so many that the cost of a guess does not grow with the text.
/// </summary>
internal static class EncodingGuess
{
    /// <summary>So many bytes of telling words leave no doubt that more would take away.</summary>
    private const int SampleLength = 512;

    /// <summary>In bits: how much more likely it is that a text has the encoding of the one before it.</summary>
    private const int BonusOfLast = 8;

    private static readonly Lazy<(TextEncoding Encoding, IReading Reading, int Handicap)[]> Candidates =
        new(LoadCandidates);

    /// <param name="bytes">A text that is not valid UTF-8.</param>
    /// <param name="last">The encoding that another text of the same input was taken for.</param>
    public static TextEncoding Of(ReadOnlySpan<byte> bytes, TextEncoding? last = null)
    {
        Span<byte> sample = stackalloc byte[SampleLength];
        sample = sample[..Gather(bytes, sample)];
        var (best, found) = (int.MaxValue, TextEncoding.OfCodePage(1252)!);

        // Where the best comes first, the others are soon given up.
        for (var round = last is null ? 1 : 0; round < 2; round++)
        {
            foreach (var (encoding, reading, handicap) in Candidates.Value)
            {
                if (round == 1 || encoding == last)
                {
                    var start = encoding == last ? handicap - BonusOfLast : handicap;
                    var cost = reading.Cost(sample, start, best);
                    (best, found) = cost < best ? (cost, encoding) : (best, found);
                }
            }
        }

        return found;
    }

    /// <summary>Gathers words that have more than ASCII, each between two spaces.</summary>
    private static int Gather(ReadOnlySpan<byte> bytes, Span<byte> sample)
    {
        sample[0] = (byte)' ';
        var length = 1;
        while (length < sample.Length - 1 && bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            var start = bytes[..at].LastIndexOfAnyInRange((byte)0, (byte)' ') + 1;
            var end = bytes[at..].IndexOfAnyInRange((byte)0, (byte)' ');
            var word = bytes[start..(end < 0 ? bytes.Length : at + end)];
            bytes = bytes[(start + word.Length)..];

            // Of a long one in which little tells, what stands around it.
            word = at - start > 32 ? word[(at - start - 32)..] : word;
            word = word[..Math.Min(word.Length, sample.Length - 1 - length)];
            word.CopyTo(sample[length..]);
            length += word.Length;
            sample[length++] = (byte)' ';
        }

        return length;
    }

    private static (TextEncoding Encoding, IReading Reading, int Handicap)[] LoadCandidates()
    {
        var candidates = new List<(TextEncoding, IReading, int)> { (TextEncoding.Utf8, new DamagedUtf8Reading(), 0) };
        foreach (var (names, lines) in Tables("letters.txt"))
        {
            var letters = new LetterPairs(lines);
            candidates.AddRange(names.Select(name =>
                (Encoding(name), (IReading)new SingleByteReading(letters, Encoding(name)), Handicap(name))));
        }

        foreach (var (names, lines) in Tables("characters.txt"))
        {
            candidates.AddRange(names.Select(name =>
                (Encoding(name), (IReading)new MultiByteReading(lines, Encoding(name)), Handicap(name))));
        }

        return [.. candidates];

        static TextEncoding Encoding(string name) => EncodingNames.Find(name)!;
    }

    /// <summary>In bits: encodings that fewer texts have.</summary>
    private static int Handicap(string name) => name switch
    {
        "windows-1252" => 0,
        _ when name.StartsWith("iso", StringComparison.Ordinal) => 4,
        _ when name.StartsWith("ibm", StringComparison.Ordinal) => 12,
        _ when name.StartsWith("x-mac", StringComparison.Ordinal) || name == "macintosh" => 12,
        _ => 3,
    };

    /// <summary>A language, its encodings; then lines of a number and what costs so much.</summary>
    private static IEnumerable<(string[] Encodings, List<(int Cost, string Characters)> Lines)> Tables(string name)
    {
        using var file = typeof(EncodingGuess).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(file);
        string[] encodings = [];
        var lines = new List<(int, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (char.IsAsciiDigit(line[0]))
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                lines.Add((int.Parse(line.AsSpan(0, space), System.Globalization.CultureInfo.InvariantCulture), line[(space + 1)..]));
                continue;
            }

            if (lines.Count > 0)
            {
                yield return (encodings, lines);
            }

            (encodings, lines) = (line.Split(' ')[1..], []);
        }

        yield return (encodings, lines);
    }
}

/// <summary>How an encoding reads bytes, if they are of one language.</summary>
internal interface IReading
{
    /// <summary>
    /// How unlikely the sample is in this encoding, in bits, added to <paramref name="start"/>; once that is beyond
    /// <paramref name="limit"/>, any number beyond it.
    /// </summary>
    int Cost(ReadOnlySpan<byte> sample, int start, int limit);
}
