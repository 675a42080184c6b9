using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Web.Writing;

/// <summary>
/// HTML as it is written. Templates are interpolated strings: what stands in them is markup, what is put into them is
/// text and escaped, so that it may stand between tags and in quoted attributes. Only <see cref="Markup"/> passes as it is,
/// and that is made in the same way.
/// </summary>
internal sealed class Html
{
    /// <summary>In characters: room for most pages, and for most pieces of markup, of which a list has hundreds.</summary>
    private const int SizeOfPage = 16 << 10, SizeOfMarkup = 256;

    private readonly StringBuilder _written;

    public Html()
        : this(SizeOfPage)
    {
    }

    private Html(int size)
    {
        _written = new StringBuilder(size);
        Output = new StringWriter(_written, CultureInfo.InvariantCulture) { NewLine = "\n" };
    }

    /// <summary>For who escapes by himself, as <see cref="HtmlBody"/> does.</summary>
    public TextWriter Output { get; }

    /// <summary>Writes a template. By the time this is called, its pieces have written themselves.</summary>
    public Html Write([InterpolatedStringHandlerArgument("")] ref Template template)
    {
        _ = template;
        return this;
    }

    public void Write(Markup markup) => Output.Write(markup.Text);

    /// <summary>Markup that is put into a template later.</summary>
    public static Markup Of(Action<Html> write)
    {
        var html = new Html(SizeOfMarkup);
        write(html);
        return new Markup(html._written.ToString());
    }

    public override string ToString() => _written.ToString();

    public ReadOnlyMemory<byte> ToBytes()
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(_written.Length)];
        var length = 0;
        foreach (var chunk in _written.GetChunks())
        {
            length += Encoding.UTF8.GetBytes(chunk.Span, bytes.AsSpan(length));
        }

        return bytes.AsMemory(0, length);
    }

    /// <summary>Takes the pieces of a template.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template(int literalLength, int formattedCount, Html html)
    {
        private readonly TextWriter _output = Begin(literalLength + formattedCount, html);

        public void AppendLiteral(string markup) => _output.Write(markup);

        public void AppendFormatted(string? text) => HtmlBody.Escape(_output, DocumentText.Of(text ?? ""));

        public void AppendFormatted(int number) => _output.Write(number);

        public void AppendFormatted(Guid id) => _output.Write(id.ToString());

        public void AppendFormatted(Markup markup) => _output.Write(markup.Text);

        private static TextWriter Begin(int size, Html html)
        {
            html._written.EnsureCapacity(html._written.Length + size);
            return html.Output;
        }
    }
}

/// <summary>Markup that was made by templates, and goes into others as it is.</summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    /// <summary>For <see cref="Html"/> alone.</summary>
    internal Markup(string text) => _text = text;

    public string Text => _text ?? "";

    public static Markup None => default;
}
