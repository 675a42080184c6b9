using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Frames;

/// <summary>Writes a frame from front to back; what no placeholder stands for goes into it as it is.</summary>
internal sealed class FrameBuilder
{
    private readonly ArrayBufferWriter<byte> _frame = new(1024);
    private bool _isLf, _isCr;

    /// <summary>How much of the text is in the frame.</summary>
    private int _at;

    /// <summary>The line end of the dump: 1 for LF or CR, 2 for CRLF.</summary>
    private int LineEndLength => _isLf || _isCr ? 1 : 2;

    public void Begin(TextEncoding encoding, ReadOnlySpan<byte> lineEnd)
    {
        _frame.ResetWrittenCount();
        _isLf = lineEnd.SequenceEqual("\n"u8);
        _isCr = lineEnd.SequenceEqual("\r"u8);
        _at = 0;
        Encoding.ASCII.GetBytes(encoding.Name.AsSpan(), _frame);
        _frame.Write(_isLf ? " lf\n"u8 : _isCr ? " cr\n"u8 : " crlf\n"u8);
    }

    public void Placeholder(ReadOnlySpan<byte> text, TextRange range, ReadOnlySpan<byte> name, int argument = -1)
    {
        Literal(text[_at..range.Start]);
        _frame.Write("{"u8);
        _frame.Write(name);
        if (argument >= 0)
        {
            Argument(argument);
        }

        _frame.Write("}"u8);
        _at = range.End;
    }

    /// <summary>Stands for lines that follow one another in the list as well as in the text.</summary>
    /// <param name="text">The dump's text.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="lines">Where the lines stand.</param>
    /// <param name="first">The number of the first of them in the list.</param>
    /// <param name="count">The length of the list.</param>
    public void List(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, ReadOnlySpan<TextRange> lines, int first, int count)
    {
        while (lines.Length > 0)
        {
            var blanks = lines.Length > 1 ? Blanks(text, lines[0].End, lines[1].Start) : -1;
            var length = 1;
            if (blanks >= 0)
            {
                for (length = 2; length < lines.Length; length++)
                {
                    if (Blanks(text, lines[length - 1].End, lines[length].Start) != blanks)
                    {
                        break;
                    }
                }
            }

            Literal(text[_at..lines[0].Start]);
            _frame.Write("{"u8);
            _frame.Write(name);
            var isToEnd = first + length == count;
            if (first > 0 || !isToEnd || blanks > 0)
            {
                Argument(first);
            }

            if (!isToEnd)
            {
                Argument(length);
            }
            else if (blanks > 0)
            {
                _frame.Write(" *"u8);
            }

            if (blanks > 0)
            {
                Argument(blanks);
            }

            _frame.Write("}"u8);
            _at = lines[length - 1].End;
            first += length;
            lines = lines[length..];
        }
    }

    /// <summary>Stands for a part of a line of the body.</summary>
    /// <param name="text">The original.</param>
    /// <param name="start">Where the part stands in it.</param>
    /// <param name="length">Its length.</param>
    /// <param name="line">The number of the line.</param>
    /// <param name="from">Where it begins in the line.</param>
    public void Part(ReadOnlySpan<byte> text, int start, int length, int line, int from)
    {
        Literal(text[_at..start]);
        _frame.Write("{part"u8);
        Argument(line);
        Argument(from);
        Argument(length);
        _frame.Write("}"u8);
        _at = start + length;
    }

    public ReadOnlySpan<byte> End(ReadOnlySpan<byte> text)
    {
        Literal(text[_at..]);
        return _frame.WrittenSpan;
    }

    private void Argument(int value)
    {
        var span = _frame.GetSpan(16);
        span[0] = (byte)' ';
        Utf8Formatter.TryFormat(value, span[1..], out var length);
        _frame.Advance(length + 1);
    }

    /// <summary>The number of empty lines between two lines, or -1 where there is more than line ends of the usual kind.</summary>
    private int Blanks(ReadOnlySpan<byte> text, int start, int end)
    {
        var gap = text[start..end];
        var blanks = -1;
        while (gap.Length >= LineEndLength && (_isLf ? gap[0] == '\n' : gap[0] == '\r' && (_isCr || gap[1] == '\n')))
        {
            blanks++;
            gap = gap[LineEndLength..];
        }

        return gap.IsEmpty ? blanks : -1;
    }

    private void Literal(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var special = _isLf ? text.IndexOfAny((byte)'{', (byte)'}')
                : text.IndexOfAny("{}\r\n"u8);
            if (special < 0)
            {
                _frame.Write(text);
                return;
            }

            _frame.Write(text[..special]);
            var length = 1;
            switch (text[special])
            {
                case (byte)'{':
                    _frame.Write("{{"u8);
                    break;
                case (byte)'}':
                    _frame.Write("}}"u8);
                    break;
                case (byte)'\r' when _isCr:
                    _frame.Write("\n"u8);
                    break;
                case (byte)'\r' when special + 1 < text.Length && text[special + 1] == '\n':
                    _frame.Write("\n"u8);
                    length = 2;
                    break;
                case (byte)'\r':
                    _frame.Write("\r"u8);
                    break;
                default:
                    _frame.Write("{lf}"u8);
                    break;
            }

            text = text[(special + length)..];
        }
    }
}
