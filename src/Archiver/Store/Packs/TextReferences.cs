using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>
/// Which paragraphs an article is made of, and the recipe of its original bytes. Stored as variable-length integers:
/// the length of each of the four lists, the frame, then every number as the difference to the one before it
/// (zigzag), because the paragraphs of one article mostly follow one another. Last comes the form where there is one.
/// </summary>
internal sealed record TextReferences
{
    public TextNumber[] Body { get; init; } = [];

    public TextNumber[] Similar { get; init; } = [];

    public TextNumber[] Summary { get; init; } = [];

    /// <summary>The frame that rebuilds the original from the rest; <see cref="TextNumber.None"/> where none does.</summary>
    public TextNumber Frame { get; init; }

    /// <summary>The original bytes, piece by piece, where no frame rebuilds them.</summary>
    public TextNumber[] Original { get; init; } = [];

    /// <summary>What it has beside its texts (<c>ArticleForm</c>); <see cref="TextNumber.None"/> where that is nothing.</summary>
    public TextNumber Form { get; init; }

    /// <summary>Whether the original can be had: what was saved of a damaged archive may be without.</summary>
    public bool HasOriginal => Frame != TextNumber.None || Original.Length > 0;

    /// <summary>All that it names.</summary>
    public IEnumerable<TextNumber> Everything =>
        All.Concat(Original).Concat(((TextNumber[])[Frame, Form]).Where(number => number != TextNumber.None));

    /// <summary>What the article's text is made of: everything but the form, the frame and the original's pieces.</summary>
    public IEnumerable<TextNumber> All => Body.Concat(Similar).Concat(Summary);

    public byte[] ToBytes()
    {
        var writer = new VariableIntegers();
        TextNumber[][] lists = [Body, Similar, Summary, Original];
        foreach (var list in lists)
        {
            writer.Write((uint)list.Length);
        }

        writer.Write(Frame.Value);
        uint before = 0;
        foreach (var list in lists)
        {
            foreach (var number in list)
            {
                writer.WriteDifference(before, number.Value);
                before = number.Value;
            }
        }

        if (Form != TextNumber.None)
        {
            writer.Write(Form.Value);
        }

        return writer.Written.ToArray();
    }

    public static TextReferences From(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[4];
        foreach (ref var count in counts)
        {
            count = (int)VariableIntegers.Read(ref bytes);
        }

        var frame = VariableIntegers.Read(ref bytes);
        uint before = 0;
        var references = new TextReferences
        {
            Frame = new TextNumber(frame),
            Body = ReadList(ref bytes, counts[0], ref before),
            Similar = ReadList(ref bytes, counts[1], ref before),
            Summary = ReadList(ref bytes, counts[2], ref before),
            Original = ReadList(ref bytes, counts[3], ref before),
        };
        if (!bytes.IsEmpty)
        {
            references = references with { Form = new TextNumber(VariableIntegers.Read(ref bytes)) };
        }

        return bytes.IsEmpty ? references : throw VariableIntegers.Damaged();
    }

    private static TextNumber[] ReadList(ref ReadOnlySpan<byte> bytes, int count, ref uint before)
    {
        if (count < 0 || count > bytes.Length)
        {
            throw VariableIntegers.Damaged();
        }

        var numbers = new TextNumber[count];
        foreach (ref var number in numbers.AsSpan())
        {
            before = VariableIntegers.ReadDifference(ref bytes, before);
            number = new TextNumber(before);
        }

        return numbers;
    }
}
