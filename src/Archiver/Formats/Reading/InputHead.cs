using System.Text;
using Archiver.Inputs;

namespace Archiver.Formats.Reading;

/// <summary>
/// The beginning of an input as it is unpacked, by which formats know it. What is made of it to look at is made once, however
/// many formats look.
/// </summary>
internal sealed class InputHead(ReadOnlyMemory<byte> bytes)
{
    /// <summary>So many bytes of an input's beginning tell its format.</summary>
    public const int Length = 4096;

    /// <summary>The names of an object's properties may come after a long text.</summary>
    private const int JsonLength = 64 << 10;

    private readonly Dictionary<Type, object?> _views = [];

    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Without a byte order mark and white space before it; bytes beyond ASCII are what UTF-8 makes of them.</summary>
    public string Text => field ??= (Bytes switch
    {
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => Encoding.UTF8.GetString(Bytes),
    }).TrimStart('\uFEFF').TrimStart();

    public static InputHead Of(ByteSource source)
    {
        var isJson = source.Peek(Length).TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
        return new(source.Peek(isJson ? JsonLength : Length).ToArray());
    }

    /// <summary>What is made of the bytes to look at: one for each type.</summary>
    public T? View<T>(Func<ReadOnlyMemory<byte>, T?> make)
        where T : class
    {
        if (!_views.TryGetValue(typeof(T), out var view))
        {
            _views[typeof(T)] = view = make(bytes);
        }

        return (T?)view;
    }
}
