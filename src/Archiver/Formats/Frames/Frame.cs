using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Frames;

/// <summary>
/// What is left of an original when its text and its known details are taken out: of dumps, the same few lines for every
/// one of the same shape. Its first line names the encoding and the line end, as <c>utf-8 lf</c>. The rest is the dump's text,
/// every line ending in LF, with placeholders in braces; a brace that is meant is doubled.
/// <list type="table">
/// <item><c>{body}</c>, <c>{similar}</c>, <c>{summary}</c>: the lines of that list, joined by line ends;
/// <c>{body 2}</c> from number 2 on (from 0), <c>{body 2 3}</c> three of them, <c>{body 0 * 1}</c> all of them with one
/// empty line between each two</item>
/// <item><c>{part 2 10 50}</c>: 50 bytes of the body's line number 2, from its byte 10 on</item>
/// <item><c>{items}</c>: the number of similar readings</item>
/// <item><c>{words}</c>, <c>{id}</c>, <c>{date full}</c> and so on: a detail in one of its styles</item>
/// <item><c>{other 0}</c>: the value of the detail number 0 that has no property of its own</item>
/// <item><c>{lf}</c>: a single LF where lines end otherwise</item>
/// </list>
/// </summary>
public static class Frame
{
    /// <summary>Rebuilds a dump's original bytes.</summary>
    /// <exception cref="InvalidDataException">The frame is damaged, or does not belong to the text.</exception>
    public static void Rebuild(ReadOnlySpan<byte> frame, ArticleText text, Details details, IBufferWriter<byte> output) =>
        Rebuild(frame, new ArticlePieces(text), details, output);

    /// <summary>Rebuilds original bytes whose number is known.</summary>
    /// <exception cref="InvalidDataException">The frame is damaged, or does not belong to the text.</exception>
    internal static ReadOnlyMemory<byte> Rebuild(ReadOnlySpan<byte> frame, ArticleText text, Details details, long length)
    {
        // What takes a byte in another encoding takes three at most in UTF-8.
        var original = new BoundedBuffer(length);
        Rebuild(frame, new ArticlePieces(text), details, original, new BoundedBuffer(Math.Min(length, int.MaxValue) * 3));
        return original.Written;
    }

    internal static void Rebuild<TPieces>(ReadOnlySpan<byte> frame, TPieces pieces, Details details, IBufferWriter<byte> output)
        where TPieces : IFramePieces, allows ref struct => Rebuild(frame, pieces, details, output, new BoundedBuffer(int.MaxValue));

    private static void Rebuild<TPieces>(ReadOnlySpan<byte> frame, TPieces pieces, Details details,
        IBufferWriter<byte> output, BoundedBuffer rendered)
        where TPieces : IFramePieces, allows ref struct
    {
        var head = frame.IndexOf((byte)'\n');
        var space = frame[..Math.Max(head, 0)].IndexOf((byte)' ');
        if (space < 0 || EncodingOf(frame[..space]) is not { } encoding)
        {
            throw Damaged();
        }

        var lineEnd = frame[(space + 1)..head];
        var lineEndBytes = lineEnd.SequenceEqual("lf"u8) ? "\n"u8
            : lineEnd.SequenceEqual("crlf"u8) ? "\r\n"u8
            : lineEnd.SequenceEqual("cr"u8) ? "\r"u8 : throw Damaged();
        var template = frame[(head + 1)..];
        if (encoding == TextEncoding.Utf8)
        {
            Render(template, lineEndBytes, pieces, details, output);
            return;
        }

        Render(template, lineEndBytes, pieces, details, rendered);
        encoding.Write(rendered.Written.Span, output);
    }

    private static TextEncoding? EncodingOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("utf-8"u8) ? TextEncoding.Utf8 : EncodingNames.Find(Encoding.ASCII.GetString(name));

    private static void Render<TPieces>(ReadOnlySpan<byte> template, ReadOnlySpan<byte> lineEnd, TPieces pieces,
        Details details, IBufferWriter<byte> output)
        where TPieces : IFramePieces, allows ref struct
    {
        var isLf = lineEnd.Length == 1 && lineEnd[0] == '\n';
        while (template.Length > 0)
        {
            var special = isLf ? template.IndexOfAny((byte)'{', (byte)'}')
                : template.IndexOfAny((byte)'{', (byte)'}', (byte)'\n');
            if (special < 0)
            {
                output.Write(template);
                return;
            }

            output.Write(template[..special]);
            var first = template[special];
            template = template[(special + 1)..];
            if (first == '\n')
            {
                output.Write(lineEnd);
            }
            else if (template.Length > 0 && template[0] == first)
            {
                output.Write(template[..1]);
                template = template[1..];
            }
            else
            {
                var end = template.IndexOf((byte)'}');
                if (first == '}' || end < 0)
                {
                    throw Damaged();
                }

                Placeholder(template[..end], lineEnd, pieces, details, output);
                template = template[(end + 1)..];
            }
        }
    }

    private static void Placeholder<TPieces>(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lineEnd, TPieces pieces,
        Details details, IBufferWriter<byte> output)
        where TPieces : IFramePieces, allows ref struct
    {
        if (ParseList(name, out var arguments) is { } list)
        {
            WriteList(list, arguments, lineEnd, pieces, output);
        }
        else if (name.StartsWith("part "u8))
        {
            WritePart(name["part "u8.Length..], pieces, output);
        }
        else if (FrameFields.Parse(name) is { } field)
        {
            var span = output.GetSpan(FrameFields.MaxLength(field, details));
            var length = FrameFields.Write(field, details, span);
            output.Advance(length >= 0 ? length : throw Damaged());
        }
        else if (name.SequenceEqual("items"u8))
        {
            Utf8Formatter.TryFormat(pieces.Count(FrameList.Similar), output.GetSpan(16), out var length);
            output.Advance(length);
        }
        else if (name.SequenceEqual("lf"u8))
        {
            output.Write("\n"u8);
        }
        else if (name.StartsWith("other "u8) && Number(name[6..]) is { } other && other < details.Other.Count)
        {
            Encoding.UTF8.GetBytes(details.Other[other].Value.AsSpan(), output);
        }
        else
        {
            throw Damaged();
        }
    }

    private static FrameList? ParseList(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> arguments)
    {
        var space = name.IndexOf((byte)' ');
        arguments = space < 0 ? default : name[(space + 1)..];
        name = space < 0 ? name : name[..space];
        return name.SequenceEqual("body"u8) ? FrameList.Body
            : name.SequenceEqual("similar"u8) ? FrameList.Similar
            : name.SequenceEqual("summary"u8) ? FrameList.Summary : null;
    }

    private static void WriteList<TPieces>(FrameList list, ReadOnlySpan<byte> arguments, ReadOnlySpan<byte> lineEnd,
        TPieces pieces, IBufferWriter<byte> output)
        where TPieces : IFramePieces, allows ref struct
    {
        var all = pieces.Count(list);
        var from = Argument(ref arguments, 0);
        var count = Argument(ref arguments, all - from);
        var blanks = Argument(ref arguments, 0);
        if (from > all || count > all - from)
        {
            throw Damaged();
        }

        for (var i = 0; i < count; i++)
        {
            for (var lineEnds = i == 0 ? 0 : blanks + 1; lineEnds > 0; lineEnds--)
            {
                output.Write(lineEnd);
            }

            output.Write(pieces.Get(list, from + i));
        }
    }

    private static void WritePart<TPieces>(ReadOnlySpan<byte> arguments, TPieces pieces, IBufferWriter<byte> output)
        where TPieces : IFramePieces, allows ref struct
    {
        var line = Argument(ref arguments, 0);
        var text = line < pieces.Count(FrameList.Body) ? pieces.Get(FrameList.Body, line) : throw Damaged();
        var from = Argument(ref arguments, 0);
        var length = Argument(ref arguments, text.Length);
        output.Write(from <= text.Length && length <= text.Length - from ? text.Slice(from, length) : throw Damaged());
    }

    private static int Argument(ref ReadOnlySpan<byte> arguments, int missing)
    {
        if (arguments.IsEmpty)
        {
            return missing;
        }

        var space = arguments.IndexOf((byte)' ');
        var argument = space < 0 ? arguments : arguments[..space];
        arguments = space < 0 ? default : arguments[(space + 1)..];
        return argument.SequenceEqual("*"u8) ? missing : Number(argument) ?? throw Damaged();
    }

    private static int? Number(ReadOnlySpan<byte> text) =>
        text.Length < 10 && Digits.Read(text, text.Length, out var number) ? number : null;

    private static InvalidDataException Damaged() => new("The frame of an article is damaged.");
}

internal enum FrameList
{
    Body,
    Similar,
    Summary,
}

/// <summary>The lines that a frame's lists stand for.</summary>
internal interface IFramePieces
{
    int Count(FrameList list);

    ReadOnlySpan<byte> Get(FrameList list, int index);
}

internal readonly struct ArticlePieces(ArticleText text) : IFramePieces
{
    public int Count(FrameList list) => Of(list).Count;

    public ReadOnlySpan<byte> Get(FrameList list, int index) => Of(list)[index].Span;

    private IReadOnlyList<ReadOnlyMemory<byte>> Of(FrameList list) => list switch
    {
        FrameList.Body => text.Paragraphs,
        FrameList.Similar => text.Similar,
        _ => text.Summary,
    };
}
