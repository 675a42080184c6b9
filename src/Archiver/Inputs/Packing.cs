using System.Buffers.Binary;

namespace Archiver.Inputs;

/// <summary>What is around the content of an input.</summary>
internal enum Packing
{
    None,
    Gzip,
    Zstandard,
    Tar,
    Zip,
}

internal static class Packings
{
    /// <summary>So many bytes of an input tell what it is.</summary>
    public const int HeadLength = TarHeader.BlockLength;

    /// <summary>Recognises what is packed by its content; names say nothing.</summary>
    public static Packing Of(ReadOnlySpan<byte> head) =>
        GzipUnpacker.IsGzip(head) ? Packing.Gzip
        : IsZstandard(head) ? Packing.Zstandard
        : ZipFile.IsZip(head) ? Packing.Zip
        : TarFile.IsTar(head) ? Packing.Tar
        : Packing.None;

    /// <summary>A frame, or one of those that are to be skipped.</summary>
    private static bool IsZstandard(ReadOnlySpan<byte> head) => head.Length >= 4
        && BinaryPrimitives.ReadUInt32LittleEndian(head) is var mark && (mark == 0xFD2FB528 || mark >> 4 == 0x184D2A5);
}
