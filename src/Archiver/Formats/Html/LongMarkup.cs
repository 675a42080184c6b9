using System.Buffers;
using System.Text;

namespace Archiver.Formats.Html;

/// <summary>
/// Takes what is long and says nothing out of the bytes of a page before they become text and tree: values of attributes,
/// comments, scripts and styles of a megabyte and more. Linear; a page without them is not copied.
/// </summary>
internal sealed class LongMarkup
{
    private const int MinLength = 1 << 20;

    /// <summary>Of what is no value, so much is kept: the name of the element is in it.</summary>
    private const int KeptLength = 256;

    private readonly ReadOnlyMemory<byte> _page;
    private ArrayBufferWriter<byte>? _kept;
    private int _copied;

    private LongMarkup(ReadOnlyMemory<byte> page) => _page = page;

    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> page) => page.Length < MinLength ? page : new LongMarkup(page).Cut();

    private ReadOnlyMemory<byte> Cut()
    {
        var bytes = _page.Span;
        for (var at = 0; bytes[at..].IndexOf((byte)'<') is >= 0 and var found;)
        {
            at += found + 1;
            if (bytes[at..].StartsWith("!--"u8))
            {
                var end = EndOf(bytes, at + "!--"u8.Length, "-->"u8);
                Leave(at + "!--"u8.Length, end);
                at = end;
            }
            else if (at < bytes.Length && (char.IsAsciiLetter((char)bytes[at]) || bytes[at] is (byte)'/' or (byte)'!' or (byte)'?'))
            {
                var (tag, end) = (at, TagEnd(bytes, at));
                at = RawEnd(bytes[tag..], bytes[end..]) is { } length ? end + length : end;
                Leave(end, at);
            }
        }

        if (_kept is null)
        {
            return _page;
        }

        _kept.Write(bytes[_copied..]);
        return _kept.WrittenMemory;
    }

    /// <summary>Goes to the end of a tag; values are left out that are too long.</summary>
    private int TagEnd(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\'', (byte)'>') is >= 0 and var found ? at + found : bytes.Length;
            Leave(Math.Min(at + KeptLength, next), next);
            at = next + 1;
            if (next == bytes.Length || bytes[next] == '>')
            {
                break;
            }

            if (bytes[..next].TrimEnd(" \t\r\n\f"u8) is [.., (byte)'='])
            {
                var end = bytes[at..].IndexOf(bytes[next]) is >= 0 and var close ? at + close : bytes.Length;
                Leave(at, end);
                at = end + 1;
            }
        }

        return Math.Min(at, bytes.Length);
    }

    private void Leave(int start, int end)
    {
        if (end - start >= MinLength)
        {
            _kept ??= new ArrayBufferWriter<byte>();
            _kept.Write(_page.Span[_copied..start]);
            _copied = end;
        }
    }

    private static int EndOf(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<byte> mark) =>
        bytes[Math.Min(start, bytes.Length)..].IndexOf(mark) is >= 0 and var found ? start + found : bytes.Length;

    /// <summary>How long the content is of an element in which tags mean nothing; null of any other.</summary>
    private static int? RawEnd(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> content)
    {
        var name = Begins(tag, "script"u8) ? "script"u8 : Begins(tag, "style"u8) ? "style"u8 : [];
        if (name.IsEmpty)
        {
            return null;
        }

        for (var at = 0; content[at..].IndexOf("</"u8) is >= 0 and var found; at += 2)
        {
            at += found;
            if (Begins(content[(at + 2)..], name))
            {
                return at;
            }
        }

        return content.Length;

        static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) =>
            bytes.Length > name.Length && Ascii.EqualsIgnoreCase(bytes[..name.Length], name) && !char.IsAsciiLetterOrDigit((char)bytes[name.Length]);
    }
}
