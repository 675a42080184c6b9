using System.Buffers.Binary;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Store.Runs;

/// <summary>How the keys of the articles' runs are made.</summary>
internal static class RunKey
{
    /// <summary>
    /// The bits of a key that is a part of something longer, for texts: enough to meet few others by chance, for a text
    /// must be unpacked to be compared.
    /// </summary>
    private const int TextBits = 40;

    /// <summary>
    /// The bits of a key that is a part of something longer, for articles: less than for texts, since articles are
    /// fewer and compared with less trouble.
    /// </summary>
    public const int ArticleBits = 28;

    /// <summary>The first bits of the ID, so that keys are in the order of the IDs' text.</summary>
    public static ulong OfId(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) >> (64 - ArticleBits);
    }

    /// <summary>The first bits of a text's hash.</summary>
    public static ulong OfText(ulong hash) => hash >> (64 - TextBits);

    /// <summary>The first bits of a body's hash.</summary>
    public static ulong OfBody(ulong hash) => hash >> (64 - ArticleBits);

    /// <summary>The hash of a URL, however it is written.</summary>
    public static ulong HashOfUrl(string url) => Checksum.Of(Encoding.UTF8.GetBytes(CanonicalUrl.Of(url)));

    public static ulong OfUrl(string url) => HashOfUrl(url) >> (64 - ArticleBits);

    /// <summary>The key of a URL as it is written.</summary>
    public static ulong OfWrittenUrl(string url) => Checksum.Of(Encoding.UTF8.GetBytes(url)) >> (64 - ArticleBits);

    /// <summary>The hash of a body from the hashes of its paragraphs, in 64 bits each; null where there are none.</summary>
    public static ulong? HashOfBody(ReadOnlySpan<ulong> paragraphs)
    {
        if (paragraphs.IsEmpty)
        {
            return null;
        }

        var bytes = new byte[paragraphs.Length * sizeof(ulong)];
        for (var index = 0; index < paragraphs.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(index * sizeof(ulong)), paragraphs[index]);
        }

        return Checksum.Of(bytes);
    }

    /// <summary>yyyymmdd; 0 where there is no date, so that such articles come last, newest first.</summary>
    public static ulong OfDate(DateOnly? date) =>
        date is { } day ? (ulong)((((day.Year * 100) + day.Month) * 100) + day.Day) : 0;

    /// <summary>What <see cref="OfDate"/> made of a date.</summary>
    /// <exception cref="ArchiverException">It is not the key of a date.</exception>
    public static DateOnly? ToDate(ulong key)
    {
        var (year, month, day) = (key / 10000, (int)(key / 100 % 100), (int)(key % 100));
        return key == 0 ? null
            : year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, month)
                ? new DateOnly((int)year, month, day)
                : throw new ArchiverException(Failure.Damaged, $"The archive has {key} for a date.");
    }

    public static ulong OfCategory(int category, ulong dateKey) => ((ulong)category << 32) | dateKey;

    public static int CategoryOf(ulong key) => (int)(key >> 32);

    public static ulong DateOf(ulong key) => key & uint.MaxValue;
}
