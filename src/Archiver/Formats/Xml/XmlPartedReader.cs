using Archiver.Formats.Reading;

namespace Archiver.Formats.Xml;

/// <summary>
/// Reads articles that are elements of XML which need not be quite valid. What is no part of their document is not
/// passed over in silence.
/// </summary>
/// <param name="format">The format's name.</param>
/// <param name="options">What is stated about the inputs.</param>
internal abstract class XmlPartedReader(string format, ReadingOptions options)
    : PartedReader(format, 64 << 20, options.Cancellation)
{
    /// <summary>The outermost element; null where that is each article itself.</summary>
    private string? _root;

    protected ReadingOptions Options => options;

    /// <summary>The names that the outermost elements of documents in the format have.</summary>
    protected abstract IReadOnlyList<string> Roots { get; }

    private string? _foreign;

    protected override string? Foreign => _foreign;

    protected override void Begin() => (_root, _foreign) = (null, null);

    protected override void Preamble(ReadOnlySpan<byte> bytes) => (_root, _foreign) = (XmlHeads.Root(bytes), null);

    protected override (int At, string Reason) Unread(ReadOnlySpan<byte> tail)
    {
        for (var rest = tail; ;)
        {
            var end = _root is null ? 0 : XmlHeads.EndOf(rest, _root);
            if (end < 0)
            {
                return (-1, "");
            }

            rest = XmlHeads.Content(rest[end..]);
            if (rest.IsEmpty)
            {
                // Where a document had to begin once more, it does with what comes next.
                (_root, _foreign) = (_foreign is null ? _root : null, null);
                return (-1, "");
            }

            if (XmlHeads.Root(rest) is not { } root)
            {
                return (tail.Length - rest.Length, XmlHeads.NotRead(null));
            }

            if (!Roots.Contains(root, StringComparer.OrdinalIgnoreCase))
            {
                (_root, _foreign) = (root, XmlHeads.NotRead(root));
                return (tail.Length - rest.Length, _foreign);
            }

            Preamble(rest);
        }
    }
}
