using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>
/// A VFS of SQLite, its way to files, that gives every page of a database a checksum: SQLite's own pages have none. It is
/// the system's VFS with two functions exchanged: what writes a page puts its checksum into the bytes that
/// <see cref="ReserveBytes"/> keeps free at its end, and what reads one finds it damaged where they do not agree.
/// So a flipped bit is noticed when its page is read, and nothing else has to be.
/// </summary>
internal static unsafe class SqlitePages
{
    /// <summary>Large, because a search reads a few pages from many places.</summary>
    public const int PageSize = 16 << 10;

    private const int ChecksumSize = sizeof(ulong);

    /// <summary>Where the head of a database has the size of its pages, and how much of each is kept free.</summary>
    private const int PageSizeAt = 16, ReservedAt = 20;
    private const int MainDatabase = 0x100;
    private const int ReserveBytesOperation = 38;

    private static readonly Lock Registering = new();
    private static Vfs* _system;
    private static byte* _name;
    private static Methods* _systemMethods;
    private static Methods* _methods;

    /// <summary>Makes the VFS known to SQLite.</summary>
    /// <returns>Its name there.</returns>
    public static byte* Register()
    {
        lock (Registering)
        {
            if (_name is not null)
            {
                return _name;
            }

            LoadFromHere();
            _system = sqlite3_vfs_find(null);
            var vfs = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs));
            *vfs = *_system;
            vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8("archiver-checked-pages");
            vfs->Open = &Open;
            if (sqlite3_vfs_register(vfs, makeDefault: 0) != Ok)
            {
                throw new InvalidOperationException("SQLite does not take another VFS.");
            }

            return _name = vfs->Name;
        }
    }

    /// <summary>Whether a file that begins so is one whose pages have these checksums.</summary>
    public static bool IsBeginning(byte[] file) => file.Length > ReservedAt && file.AsSpan().StartsWith("SQLite format 3\0"u8)
        && BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(PageSizeAt)) == PageSize && file[ReservedAt] == ChecksumSize;

    /// <summary>Whether a file that begins so is SQLite's journal of one.</summary>
    public static bool IsBeginningOfJournal(byte[] file) =>
        file is [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, ..];

    /// <summary>Keeps the end of each page of a new database free for its checksum.</summary>
    public static void ReserveBytes(nint connection)
    {
        var size = ChecksumSize;
        if (sqlite3_file_control(connection, null, ReserveBytesOperation, &size) != Ok)
        {
            throw new InvalidOperationException("SQLite does not keep the end of pages free.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, OpenFile* file, int flags, int* outFlags)
    {
        var result = _system->Open(_system, name, file, flags, outFlags);
        if (result == Ok && (flags & MainDatabase) != 0)
        {
            file->Methods = Checking(file->Methods);
        }

        return result;
    }

    /// <summary>The system's functions of a file with ours among them. On one system it has few sets, which share these two.</summary>
    private static Methods* Checking(Methods* system)
    {
        lock (Registering)
        {
            if (_systemMethods != system)
            {
                var methods = (Methods*)NativeMemory.Alloc((nuint)sizeof(Methods));
                *methods = *system;
                methods->Version = 1;
                methods->Read = &Read;
                methods->Write = &Write;
                _systemMethods = system;
                _methods = methods;
            }

            return _methods;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* buffer, int length, long offset)
    {
        // The beginning of the file, of which SQLite wants to know how long a page is, and whether anything changed.
        if (length <= 100 && offset < PageSize)
        {
            return _systemMethods->Read(file, buffer, length, offset);
        }

        if (length < PageSize)
        {
            // What a long value has on pages of its own is read past SQLite's cache, without the page's end.
            var page = stackalloc byte[PageSize];
            var read = offset % PageSize == 0 ? _systemMethods->Read(file, page, PageSize, offset) : Corrupt;
            new ReadOnlySpan<byte>(page, length).CopyTo(new Span<byte>(buffer, length));
            return read == ShortRead || (read == Ok && *ChecksumOf(page) != Checksum(page, offset)) ? Corrupt : read;
        }

        var result = _systemMethods->Read(file, buffer, length, offset);
        var isDamaged = result == Ok && (length > PageSize || *ChecksumOf(buffer) != Checksum(buffer, offset));
        return result == ShortRead || isDamaged ? Corrupt : result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* buffer, int length, long offset)
    {
        if (length == PageSize)
        {
            *ChecksumOf(buffer) = Checksum(buffer, offset);
        }

        return _systemMethods->Write(file, buffer, length, offset);
    }

    private static ulong* ChecksumOf(byte* page) => (ulong*)(page + PageSize - ChecksumSize);

    /// <summary>Of the page's place, too, so that one page is not taken for another.</summary>
    private static ulong Checksum(byte* page, long offset) =>
        XxHash3.HashToUInt64(new ReadOnlySpan<byte>(page, PageSize - ChecksumSize), offset);

    /// <summary>SQLite's sqlite3_vfs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vfs
    {
        public int Version;
        public int FileSize;
        public int MaxPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, OpenFile*, int, int*, int> Open;
        public Functions Others;
    }

    /// <summary>SQLite's sqlite3_io_methods.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Methods
    {
        public int Version;
        public void* Close;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
        public Functions Others;
    }

    /// <summary>What is only passed on: as many as either has.</summary>
    [InlineArray(15)]
    public struct Functions
    {
        private nint _first;
    }

    /// <summary>The beginning of SQLite's sqlite3_file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct OpenFile
    {
        public Methods* Methods;
    }
}
