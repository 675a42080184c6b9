using System.Text;

namespace Archiver.Exporting.Formats;

/// <summary>The text of one file after the other, in UTF-8, with one memory for all.</summary>
internal sealed class FileText : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly StreamWriter _text;

    public FileText() => _text = new StreamWriter(_bytes, new UTF8Encoding(false), 16 << 10) { NewLine = "\n" };

    /// <summary>All that was written since <see cref="Begin"/>; there until the next.</summary>
    public ReadOnlyMemory<byte> Content
    {
        get
        {
            _text.Flush();
            return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
        }
    }

    /// <summary>Where to write the next file.</summary>
    public TextWriter Begin()
    {
        _text.Flush();
        _bytes.SetLength(0);
        return _text;
    }

    public void Dispose() => _text.Dispose();
}
