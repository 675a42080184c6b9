namespace Archiver.Storage;

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

    private readonly List<uint> _wanted = [];

    /// <summary>The numbers of the paragraphs, sorted, and their texts: lean, because there are many.</summary>
    private uint[] _numbers = [];
    private (byte[] Block, int Start, int Length)[] _texts = [];

    /// <summary>Notes what an article will need.</summary>
    /// <param name="record">The article's record.</param>
    /// <param name="text">What the record refers to.</param>
    /// <param name="inStoredOrder">Whether the articles will be read in the order of their packs.</param>
    public void Want(ParagraphNumber record, TextReferences text, bool inStoredOrder)
    {
        foreach (var number in text.All.Append(record))
        {
            if (!inStoredOrder || Math.Abs(number.Pack - record.Pack) > Near)
            {
                _wanted.Add(number.Value);
            }
        }
    }

    /// <summary>Reads what is wanted, pack after pack.</summary>
    public void Load(PackStore packs, CancellationToken cancellation = default)
    {
        _numbers = [.. _wanted.Distinct().Order()];
        _wanted.Clear();
        _wanted.TrimExcess();
        _texts = new (byte[], int, int)[_numbers.Length];
        var (block, used) = (Array.Empty<byte>(), 0);
        var total = 0L;
        for (var index = 0; index < _numbers.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = packs[new ParagraphNumber(_numbers[index])].Span;
            total += text.Length;
            if (total > Limit)
            {
                _numbers = _numbers[..index];
                break;
            }

            if (block.Length - used < text.Length)
            {
                (block, used) = (new byte[Math.Max(BlockSize, text.Length)], 0);
            }

            text.CopyTo(block.AsSpan(used));
            _texts[index] = (block, used, text.Length);
            used += text.Length;
        }
    }

    public bool TryGet(ParagraphNumber number, out ReadOnlyMemory<byte> text)
    {
        var index = Array.BinarySearch(_numbers, number.Value);
        text = index < 0 ? default : _texts[index].Block.AsMemory(_texts[index].Start, _texts[index].Length);
        return index >= 0;
    }
}
