using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Importing.Incoming;

/// <summary>
/// The one definition of what counts as content: what an article states and what of it is read, which is what
/// <c>history</c> compares. How a dump was written does not count: line ends, blank lines, its encoding, the style of
/// its dates.
/// </summary>
internal static class ContentDigest
{
    /// <summary>A longer text counts with its SHA-256, so that a digest takes little memory.</summary>
    private const int MaxInline = 1 << 12;

    public static Digest Of(PreparedArticle prepared)
    {
        var stated = prepared.Stated;
        return Of(stated.Details, stated.CountedWords, prepared.Texts);
    }

    public static Digest Of(ArchivedState archived)
    {
        var state = archived.State;
        return Of(state.Stated, state.CountedWords, archived.Texts);
    }

    private static Digest Of(Details details, int countedWords, HashedTexts texts)
    {
        return Of(details, details.Words ?? countedWords, texts.Form ?? [],
            Texts(texts.Body), Texts(texts.Similar), Texts(texts.Summary));

        static IEnumerable<ReadOnlyMemory<byte>> Texts(HashedText[] texts) => texts.Select(text => text.Text);
    }

    /// <param name="article">An archived state.</param>
    /// <param name="read">Reads its texts.</param>
    public static Digest Of(Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var text = ArticleRecord.ReadReferences(read(article.Record).Span);
        return Of(
            article.Stated,
            article.Stated.Words ?? article.CountedWords,
            text.Form == TextNumber.None ? [] : read(text.Form).Span,
            Texts(text.Body), Texts(text.Similar), Texts(text.Summary));

        IEnumerable<ReadOnlyMemory<byte>> Texts(TextNumber[] numbers) => numbers.Select(number => read(number));
    }

    /// <param name="details">What is stated.</param>
    /// <param name="words">The words.</param>
    /// <param name="form">What there is beside the texts, as it is stored.</param>
    /// <param name="lists">The texts.</param>
    public static Digest Of(
        Details details, int words, ReadOnlySpan<byte> form, params ReadOnlySpan<IEnumerable<ReadOnlyMemory<byte>>> lists)
    {
        var content = new ArrayBufferWriter<byte>();
        foreach (var text in (string?[])[details.Category, details.Url, details.Title, details.Site, details.Language])
        {
            Add(content, text);
        }

        foreach (var list in (IReadOnlyList<string>[])[details.Authors, details.Tags])
        {
            Add(content, list.Count);
            foreach (var text in list)
            {
                Add(content, text);
            }
        }

        Add(content, details.IsStarred ? 1 : 0);
        Add(content, form);
        Add(content, (long)RunKey.OfDate(details.Date));
        foreach (var time in (WallTime?[])[details.Created, details.Updated, details.LastRead])
        {
            Add(content, time?.ToInteger() ?? -1);
        }

        Add(content, words);
        Add(content, details.ReadCount ?? -1L);
        Add(content, details.Other.Count);
        foreach (var (key, value) in details.Other)
        {
            Add(content, key);
            Add(content, value);
        }

        foreach (var list in lists)
        {
            foreach (var text in list)
            {
                Add(content, text.Span);
            }

            Add(content, -1);
        }

        return Digest.From(ContentHash.Sha256(content.WrittenSpan));
    }

    private static void Add(ArrayBufferWriter<byte> content, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.GetSpan(sizeof(long)), number);
        content.Advance(sizeof(long));
    }

    private static void Add(ArrayBufferWriter<byte> content, string? text)
    {
        if (text is null)
        {
            Add(content, -1);
            return;
        }

        Add(content, Encoding.UTF8.GetBytes(text));
    }

    private static void Add(ArrayBufferWriter<byte> content, ReadOnlySpan<byte> text)
    {
        Add(content, text.Length);
        if (text.Length <= MaxInline)
        {
            content.Write(text);
        }
        else
        {
            content.Write(ContentHash.Sha256(text));
        }
    }
}
