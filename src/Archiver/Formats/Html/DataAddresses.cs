using System.Buffers;

namespace Archiver.Formats.Html;

/// <summary>
/// Takes pictures, fonts and the like that pages hold as <c>data:</c> addresses out of their bytes, so that megabytes
/// of them never become text or tree. Only within quotes, brackets or attributes: what a page shows as text stays.
/// </summary>
internal static class DataAddresses
{
    /// <summary>Shorter ones are not worth a copy of the page.</summary>
    private const int MinLength = 1024;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\"'() \t\r\n<>"u8);

    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> page)
    {
        var bytes = page.Span;
        ArrayBufferWriter<byte>? kept = null;
        var (copied, at) = (0, 0);
        while (bytes[at..].IndexOf("data:"u8) is >= 0 and var found)
        {
            var start = at + found + "data:"u8.Length;
            var length = bytes[start..].IndexOfAny(Ends) is >= 0 and var end ? end : bytes.Length - start;
            if (length >= MinLength && start > "data:"u8.Length
                && bytes[start - "data:"u8.Length - 1] is (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'=' or (byte)';')
            {
                kept ??= new ArrayBufferWriter<byte>();
                kept.Write(bytes[copied..start]);
                copied = start + length;
            }

            at = start + length;
        }

        if (kept is null)
        {
            return page;
        }

        kept.Write(bytes[copied..]);
        return kept.WrittenMemory;
    }
}
