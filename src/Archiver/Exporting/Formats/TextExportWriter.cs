using System.Text;

namespace Archiver.Exporting.Formats;

/// <summary>A writer of a format that is text, in UTF-8.</summary>
internal abstract class TextExportWriter(Stream output) : ExportWriter
{
    protected TextWriter Out { get; } =
        new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 << 10, leaveOpen: true) { NewLine = "\n" };

    public override void Complete() => Out.Flush();

    public override void Dispose()
    {
        // A text writer that is disposed writes what it has.
    }
}
