namespace Archiver.Storage;

/// <summary>
/// Paragraphs of a window of articles that lie far from the rest of their article, because another article brought them
/// first. Read one by one each would have its pack unpacked; gathered here, every pack is unpacked once for the window.
/// </summary>
internal sealed class FarTexts
{
    /// <summary>An article's own packs are this close to that of its record.</summary>
    private const int Near = 2;

    private readonly HashSet<uint> _wanted = [];
    private readonly Dictionary<uint, ReadOnlyMemory<byte>> _texts = [];

    /// <summary>How many paragraphs are wanted.</summary>
    public int Count => _wanted.Count;

    /// <summary>Notes what an article will need.</summary>
    /// <param name="text">The article's references.</param>
    /// <param name="pack">The pack of its record; null where the articles are not read in the order of their packs.</param>
    public void Want(TextReferences text, int? pack)
    {
        foreach (var number in text.All)
        {
            if (pack is not { } own || Math.Abs(number.Pack - own) > Near)
            {
                _wanted.Add(number.Value);
            }
        }
    }

    /// <summary>Reads what is wanted, pack after pack.</summary>
    public void Load(PackStore packs)
    {
        var texts = new TextArena();
        foreach (var number in _wanted.Order())
        {
            _texts[number] = texts.Add(packs[new ParagraphNumber(number)].Span);
        }
    }

    public bool TryGet(ParagraphNumber number, out ReadOnlyMemory<byte> text) => _texts.TryGetValue(number.Value, out text);

    /// <summary>Copies of many small texts in few large arrays.</summary>
    private sealed class TextArena
    {
        private const int BlockSize = 64 << 10;

        private Memory<byte> _rest;

        public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> text)
        {
            if (_rest.Length < text.Length)
            {
                _rest = new byte[Math.Max(BlockSize, text.Length)];
            }

            var copy = _rest[..text.Length];
            text.CopyTo(copy.Span);
            _rest = _rest[text.Length..];
            return copy;
        }
    }
}
