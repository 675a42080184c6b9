using System.Buffers;
using System.Text;
using Archiver.Texts;

namespace Archiver.Formats.Reading;

/// <summary>Gathers the texts of an article that does not have them in UTF-8 as they are.</summary>
/// <param name="length">How long they are about, in characters.</param>
internal sealed class TextBuilder(int length = 0)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(Math.Max(256, length));

    /// <summary>The ranges that were given out are parts of this.</summary>
    public ReadOnlyMemory<byte> Text => _bytes.WrittenMemory;

    /// <summary>The words that were added, as <see cref="WordCount"/> counts them.</summary>
    public int Words { get; private set; }

    /// <summary>Adds lines; those that are blank are none. A line end within one is a space.</summary>
    public IReadOnlyList<TextRange> Add(IEnumerable<string> lines)
    {
        var ranges = new List<TextRange>();
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                var start = _bytes.WrittenCount;
                Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" "), _bytes);
                ranges.Add(new TextRange(start, _bytes.WrittenCount - start));
            }
        }

        return ranges;
    }

    /// <summary>
    /// Adds lines as an archive had them: Unicode's line separators stay in them as text, and any other line end within
    /// one becomes a space. An empty line is left out, and so is a blank paragraph of the body.
    /// </summary>
    public IReadOnlyList<TextRange> AddLines(IEnumerable<string> lines, bool isBody = false)
    {
        var ranges = new List<TextRange>();
        foreach (var line in lines)
        {
            if (line.Length > 0 && !(isBody && IsBlank(line)))
            {
                var start = _bytes.WrittenCount;
                Encoding.UTF8.GetBytes(line.Replace('\n', ' ').Replace('\r', ' '), _bytes);
                ranges.Add(new TextRange(start, _bytes.WrittenCount - start));
                Words += isBody ? WordCount.Of(ranges[^1].Of(Text.Span)) : 0;
            }
        }

        return ranges;
    }

    /// <summary>Whether it is no paragraph: there is nothing to read in it.</summary>
    public static bool IsBlank(string text) => WordCount.IsBlank(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds the body, whose words count.</summary>
    public IReadOnlyList<TextRange> AddBody(IEnumerable<string> paragraphs)
    {
        var ranges = Add(paragraphs);
        Words += ranges.Sum(range => WordCount.Of(range.Of(Text.Span)));
        return ranges;
    }
}
