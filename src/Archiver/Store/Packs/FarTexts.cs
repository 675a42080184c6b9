using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>
/// Paragraphs of a window of articles that lie far from the rest of their article, because another article brought them
/// first. Read one by one each would have its pack unpacked; gathered here, every pack is unpacked once for the window.
/// </summary>
internal sealed class FarTexts
{
    /// <summary>An article's own packs are this close to that of its record.</summary>
    private const int Near = 2;

    /// <summary>Texts are copied into arrays of this size, below what the runtime treats as large.</summary>
    private const int BlockSize = 64 << 10;

    /// <summary>Beyond this what is wanted stays where it is: long texts may be slow to read, but not fill the memory.</summary>
    private const long Limit = 64 << 20;

    /// <summary>
    /// What a window should gather: two of them are in memory, the one that is read and the one to come. Who reads in the
    /// stored order has the packs that are not far in memory as well.
    /// </summary>
    private const long Target = 6_000_000;
    private const long TargetInStoredOrder = 4_500_000;

    /// <summary>The numbers of the paragraphs, sorted, and their texts: lean, because there are many.</summary>
    private readonly uint[] _numbers;
    private readonly (byte[] Block, int Start, int Length)[] _texts;

    /// <summary>The size of what is held, in bytes.</summary>
    private long _size;

    private FarTexts(uint[] numbers) => (_numbers, _texts) = (numbers, new (byte[], int, int)[numbers.Length]);

    /// <summary>Notes what an article will need.</summary>
    /// <param name="wanted">Where to note it.</param>
    /// <param name="record">The article's record.</param>
    /// <param name="text">What the record refers to.</param>
    /// <param name="inStoredOrder">Whether the articles will be read in the order of their packs.</param>
    /// <param name="parts">What of them will be read.</param>
    public static void Want(List<TextNumber> wanted, TextNumber record, TextReferences text, bool inStoredOrder, ArticleParts parts = ArticleParts.Text)
    {
        Add([record]);
        Add(text.Summary);
        if (parts != ArticleParts.Summary)
        {
            Add(text.Body);
            Add(text.Similar);
        }

        if (parts == ArticleParts.Original)
        {
            Add(text.Original);
            Add(text.Frame == TextNumber.None ? [] : [text.Frame]);
        }

        void Add(ReadOnlySpan<TextNumber> numbers)
        {
            foreach (var number in numbers)
            {
                if (!inStoredOrder || Math.Abs(number.Pack - record.Pack) > Near)
                {
                    wanted.Add(number);
                }
            }
        }
    }

    /// <summary>Reads what is wanted, pack after pack.</summary>
    public static FarTexts Load(List<TextNumber> wanted, PackCursor packs, CancellationToken cancellation = default)
    {
        var numbers = wanted.ConvertAll(number => number.Value).ToArray();
        Array.Sort(numbers);
        var count = 0;
        foreach (var number in numbers)
        {
            if (count == 0 || number != numbers[count - 1])
            {
                numbers[count++] = number;
            }
        }

        var far = new FarTexts(numbers[..count]);
        far.Load(packs, cancellation);
        return far;
    }

    private void Load(PackCursor packs, CancellationToken cancellation)
    {
        var (block, used) = (Array.Empty<byte>(), 0);
        for (var index = 0; index < _numbers.Length && _size < Limit; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = packs[new TextNumber(_numbers[index])];
            if (block.Length - used < text.Length)
            {
                (block, used) = (GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, text.Length)), 0);
            }

            text.CopyTo(block.AsSpan(used));
            _texts[index] = (block, used, text.Length);
            used += text.Length;
            _size += text.Length;
        }
    }

    /// <summary>How many articles the next window should have: twice as many, unless they would gather too much.</summary>
    /// <param name="size">How many the window had from which this was gathered.</param>
    /// <param name="inStoredOrder">Whether the articles are read in the order of their packs.</param>
    public int NextWindow(int size, bool inStoredOrder) => (int)Math.Clamp(
        size * (inStoredOrder ? TargetInStoredOrder : Target) / Math.Max(_size, 1), 1 + (size / 2), size * 2L);

    public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text)
    {
        var index = Array.BinarySearch(_numbers, number.Value);
        if (index < 0 || _texts[index].Block is not { } block)
        {
            text = default;
            return false;
        }

        text = block.AsMemory(_texts[index].Start, _texts[index].Length);
        return true;
    }
}
