using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;
using ZstdSharp;

namespace Archiver.Tests.Inputs;

/// <summary>Packs with .NET's own writers, and short ways to read what is packed.</summary>
internal static class Packed
{
    public static byte[] Gzip(byte[] content) => Through(content, output => new GZipStream(output, CompressionLevel.Fastest, true));

    public static byte[] Zstandard(byte[] content) => Through(content, output => new CompressionStream(output, 3, leaveOpen: true));

    public static byte[] Tar(params (string Name, byte[] Content)[] members)
    {
        var output = new MemoryStream();
        using (var tar = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return output.ToArray();
    }

    /// <param name="isStream">Whether the zip file is written as into a pipe: lengths then follow the members.</param>
    /// <param name="members">Its members.</param>
    public static byte[] Zip(bool isStream, params (string Name, byte[] Content)[] members)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(isStream ? new OneWay(output) : output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                member.Write(content);
            }
        }

        return output.ToArray();
    }

    public static List<(string Name, Stretch Stretch)> Read(byte[] input) => Read(ImportInput.FromStream("in", new MemoryStream(input)));

    public static List<(string Name, Stretch Stretch)> Read(params IEnumerable<ImportInput> inputs) =>
        [.. new InputReader(ImportOptions.Default, CancellationToken.None).Read(inputs).Select(piece => (piece.Input.Name, piece.Stretch))];

    /// <summary>The same from a file, which can be read in any order.</summary>
    public static List<(string Name, Stretch Stretch)> ReadFile(byte[] input)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["in"], input);
        return [.. Read(ImportInput.FromPath(folder["in"], new HashSet<string>())).Select(piece => (piece.Name[(folder.Path.Length + 1)..], piece.Stretch))];
    }

    public static string Describe((string Name, Stretch Stretch) piece) =>
        $"{piece.Name} {piece.Stretch.Kind} {piece.Stretch.Reason}".TrimEnd();

    /// <summary>
    /// The stretches of every input follow one another from its beginning. What is said of an archive file itself names
    /// places in it, and has no length where its name is damaged, too.
    /// </summary>
    public static void AssertAccount(IEnumerable<(string Name, Stretch Stretch)> pieces, IReadOnlySet<string> archives)
    {
        foreach (var input in pieces.Where(piece => !archives.Contains(piece.Name)
            && piece.Stretch.Reason?.Contains("member", StringComparison.Ordinal) != true).GroupBy(piece => piece.Name)
            .Where(input => input.Any(piece => piece.Stretch.Length > 0)))
        {
            var end = 0L;
            foreach (var (_, stretch) in input)
            {
                // Members may have the same name: each begins at its beginning.
                Assert.True(stretch.Offset == end || stretch.Offset == 0, $"{input.Key}: {stretch.Offset} follows {end}");
                end = stretch.Offset + stretch.Length;
            }
        }
    }

    private static byte[] Through(byte[] content, Func<Stream, Stream> pack)
    {
        var output = new MemoryStream();
        using (var packing = pack(output))
        {
            packing.Write(content);
        }

        return output.ToArray();
    }

    private sealed class OneWay(Stream output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
    }
}
