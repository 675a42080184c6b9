using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Cli.Terminal;

/// <summary>
/// A command of the shell that reads what is written to it. The C library starts it: all of .NET's processes would be
/// prepared for at each start of the program.
/// </summary>
internal sealed class PagerProcess : IDisposable
{
    private readonly nint _file;
    private readonly FileStream _input;
    private bool _hasEnded;

    /// <exception cref="IOException">It cannot be started.</exception>
    public PagerProcess(string command)
    {
        _file = Open(command, "w");
        if (_file == 0)
        {
            throw new IOException("The pager cannot be started.");
        }

        _input = new FileStream(new SafeFileHandle(NumberOf(_file), ownsHandle: false), FileAccess.Write, bufferSize: 0);
    }

    /// <exception cref="IOException">It has ended (<see cref="ClosedPipe"/>).</exception>
    public void Write(ReadOnlySpan<byte> bytes) => _input.Write(bytes);

    /// <summary>Tells it that this is all, and waits for its end.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            _input.Dispose();
            _ = Close(_file);
        }
    }

    [DllImport("libc", EntryPoint = "popen")]
    private static extern nint Open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string command, [MarshalAs(UnmanagedType.LPUTF8Str)] string mode);

    [DllImport("libc", EntryPoint = "fileno")]
    private static extern int NumberOf(nint file);

    [DllImport("libc", EntryPoint = "pclose")]
    private static extern int Close(nint file);
}
