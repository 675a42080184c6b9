using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Json;

/// <summary>Makes an article of an element.</summary>
/// <param name="element">The element; it serves until this returns.</param>
/// <param name="bytes">Its bytes, which may be kept.</param>
/// <returns>The article, or the reason why there is none.</returns>
internal delegate (StatedArticle? Article, string? Reason) ElementMaker(JsonElement element, ReadOnlyMemory<byte> bytes);

/// <summary>
/// Reads JSON element by element: those of an array, or objects that follow one another, one a line. What stands between and
/// around them says nothing. After an element that is no JSON it goes on where the next one begins.
/// </summary>
/// <param name="format">The name of the format.</param>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="path">
/// The names of the arrays in which the elements lie, each but the last an array of objects that hold the next; none where the elements
/// are those of the outermost array, or stand alone.
/// </param>
/// <param name="make">Makes an article of an element.</param>
internal sealed class JsonReader(string format, ReadingOptions options, IReadOnlyList<string> path, ElementMaker make) : RecordReader(format, options)
{
    internal static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What is around the next byte: <c>[</c> and <c>{</c>, the outermost first.</summary>
    private readonly Stack<char> _around = new();

    private readonly FieldText _text = new(options.Encoding);

    /// <summary>How many of the arrays of the path are around it.</summary>
    private int _level;

    /// <summary>The first property of an element that was read, with its marks; the next ones mostly begin so, too.</summary>
    private byte[] _firstName = [];

    /// <summary>The beginning of an element, and what stands before it, may lie on both sides of where reading stopped.</summary>
    private const int Overlap = 1024;

    private int _maxLength;

    /// <summary>Whether it is not known where the next byte stands, until an element seems to begin.</summary>
    private bool _isLost;

    protected override void Begin()
    {
        _around.Clear();
        (_level, _firstName, _maxLength, _isLost) = (0, [], MaxLength, false);
    }

    protected override Stretch? Next()
    {
        if (_isLost)
        {
            _isLost = false;
            return Window.IsAny() ? Broken(0, "no JSON: what came before has no end") : null;
        }

        var space = SpaceLength(Window.MarkLength());
        if (space == Window.Bytes.Length)
        {
            return space == 0 ? null : Blank(space);
        }

        var next = Window.Bytes[space];
        if (next is (byte)',' or (byte)':' or (byte)']' or (byte)'}' || IsOpening(next))
        {
            return Punctuation(space, next);
        }

        if (space > 0)
        {
            return Blank(space);
        }

        // A name within the objects around the elements; what it names, if it is not the way to them, says nothing.
        if (_around.TryPeek(out var around) && around == '{')
        {
            return Named();
        }

        return Element();
    }

    /// <summary>Whether a mark opens what is around the elements, rather than one of them.</summary>
    private bool IsOpening(byte mark) => mark switch
    {
        (byte)'[' => _around.Count == 0 && path.Count == 0,
        (byte)'{' => _level < path.Count && (_around.Count == 0 || _around.Peek() == '['),
        _ => false,
    };

    private Stretch Punctuation(int at, byte mark)
    {
        if (mark is (byte)'[' or (byte)'{')
        {
            _around.Push((char)mark);
        }
        else if (mark is (byte)']' or (byte)'}' && _around.TryPop(out var left) && left == '[' && _level > 0)
        {
            _level--;
        }

        return Blank(at + 1);
    }

    private Stretch Named()
    {
        var name = JsonScan.ValueLength(Window, MaxLength);
        if (name <= 0)
        {
            return Rest();
        }

        var isWay = _level < path.Count && Window.Bytes[..name].SequenceEqual(Encoding.UTF8.GetBytes($"\"{path[_level]}\""));
        var at = SpaceLength(name);
        if (at == Window.Bytes.Length || Window.Bytes[at] != ':')
        {
            return Rejected(name, "no JSON: a colon is missing after a name");
        }

        at = SpaceLength(at + 1);
        if (at == Window.Bytes.Length)
        {
            return Blank(at);
        }

        if (isWay && Window.Bytes[at] == '[')
        {
            _around.Push('[');
            _level++;
            return Blank(at + 1);
        }

        // Its value comes next; it is taken here, so that it is not taken for an element.
        var before = Window.Take(at, StretchKind.Blank, null);
        var value = JsonScan.ValueLength(Window, MaxLength);
        return Joined(before, value > 0 ? Blank(value) : Rest());
    }

    private static Stretch Joined(Stretch first, Stretch second) => new()
    {
        Offset = first.Offset,
        Length = first.Length + second.Length,
        FirstLine = first.FirstLine,
        LineCount = second.FirstLine + second.LineCount - first.FirstLine,
        Kind = second.Kind,
        Format = second.Format,
        Reason = second.Reason,
    };

    private Stretch Element()
    {
        if (_around.Count == 0 && Window.Bytes[0] == '{')
        {
            // First its end: to find that may read on, and what was read before is elsewhere then.
            var end = LineEnd(0);
            var line = Window.Bytes[..end].TrimEnd(" \t\r"u8);
            if (line is [.., (byte)'}'] && TryParse(line.ToArray(), out var bytes, out var document, out _))
            {
                return Made(bytes, document);
            }
        }

        var length = JsonScan.ValueLength(Window, _maxLength);
        if (length <= 0)
        {
            // Many that have no end must not each be looked for as far as one may be long.
            _maxLength = Math.Max(1 << 14, _maxLength / 8);
            return Broken(0, "no JSON: it has no end");
        }

        return TryParse(Window.Bytes[..length].ToArray(), out var element, out var parsed, out var reason) ? Made(element, parsed)
            : reason.Contains("nested", StringComparison.Ordinal) ? Rejected(length, reason)
            : Broken(Window.Bytes[0] == '{' ? length : 0, reason);
    }

    private Stretch Made(byte[] bytes, JsonDocument document)
    {
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Rejected(bytes.Length, "no object, where one was expected");
            }

            _firstName = _firstName.Length == 0 ? FirstNameOf(bytes) : _firstName;
            _maxLength = Math.Min(MaxLength, _maxLength * 2);
            try
            {
                return Made(bytes.Length, make(document.RootElement, bytes));
            }
            catch (InvalidOperationException)
            {
                // .NET cannot even compare a name that has half a surrogate pair in it.
                return Rejected(bytes.Length, "no JSON that can be read: a name in it has half a character");
            }
        }
    }

    private bool TryParse(byte[] json, out byte[] bytes, [NotNullWhen(true)] out JsonDocument? document, out string reason)
    {
        (bytes, document, reason) = (json, null, "");
        try
        {
            document = JsonDocument.Parse(Utf8.IsValid(json) ? json : Encoding.UTF8.GetBytes(FieldText.Of(json, _text.EncodingOf(json))), Lenient);
            return true;
        }
        catch (JsonException exception)
        {
            reason = exception.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? "no JSON that can be read: it is nested too deep"
                : $"no JSON: at byte {exception.BytePositionInLine + 1} of its line {exception.LineNumber + 1} something else was expected";
            return false;
        }
    }

    private int LineEnd(int from)
    {
        while (true)
        {
            var found = Window.Bytes[from..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return from + found;
            }

            from = Window.Bytes.Length;
            if (from > _maxLength || !Window.Grow())
            {
                return from;
            }
        }
    }

    /// <summary>Rejects what is no element, up to where the next one seems to begin.</summary>
    /// <param name="length">Its length where that is known, else 0.</param>
    /// <param name="reason">Why it is no element.</param>
    private Stretch Broken(int length, string reason)
    {
        var isAlone = _around.Count == 0;
        var next = isAlone ? NextLine() : NextElement(length > 0 ? length : int.MaxValue);
        if (next < 0 && length > 0)
        {
            next = length;
        }

        return next < 0 ? Rest(reason) : Rejected(next, reason);
    }

    /// <summary>Where the next line begins that is an object; -1 where none does within what was read.</summary>
    private int NextLine()
    {
        for (var at = LineEnd(0); at + 1 < Window.Bytes.Length || Window.Grow(); at = LineEnd(at + 1))
        {
            if (at + 1 < Window.Bytes.Length && Window.Bytes[at + 1] == '{')
            {
                return Window.Bytes[..at].TrimEnd(" \t\r"u8).Length;
            }
        }

        return -1;
    }

    /// <summary>Where an element ends before one that begins as others do; -1 where none does within what was read.</summary>
    private int NextElement(int before)
    {
        for (var at = 1; at < Window.Bytes.Length;)
        {
            var found = Window.Bytes[at..].IndexOf((byte)'{');
            if (found < 0 || at + found >= before)
            {
                return -1;
            }

            at += found;
            var ahead = Window.Bytes[..at].TrimEnd(" \t\r\n"u8);
            var behind = Window.Bytes[(at + 1)..].TrimStart(" \t\r\n"u8);
            if (ahead is [.., (byte)','] && ahead[..^1].TrimEnd(" \t\r\n"u8) is { Length: > 0 } element
                && (_firstName.Length == 0 ? element[^1] == '}' && behind is [(byte)'"', ..] : behind.StartsWith(_firstName)))
            {
                return element.Length;
            }

            at++;
        }

        return -1;
    }

    /// <summary>Rejects what was read; then the next element is looked for in what follows.</summary>
    private Stretch Rest(string reason = "no JSON: it has no end")
    {
        _isLost = Window.Grow();
        var length = Window.Bytes.Length;
        return Rejected(_isLost && length > 2 * Overlap ? length - Overlap : length, reason);
    }

    private static byte[] FirstNameOf(ReadOnlySpan<byte> element)
    {
        var inner = element[1..].TrimStart(" \t\r\n"u8);
        return inner is [(byte)'"', ..] && inner[1..].IndexOf((byte)'"') is >= 0 and var end ? inner[..(end + 2)].ToArray() : [];
    }
}
