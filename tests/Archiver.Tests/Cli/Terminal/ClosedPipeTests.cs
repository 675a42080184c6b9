using System.IO.Pipes;
using Archiver.Cli.Terminal;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Tests.Cli.Terminal;

public sealed class ClosedPipeTests
{
    [Fact]
    public void Writing_to_a_pipe_that_nobody_reads_is_recognised()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stream is another one there.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        var failure = Assert.Throws<IOException>(() => stream.Write("x"u8));
        Assert.True(ClosedPipe.IsCauseOf(failure));
    }

    [Fact]
    public void Another_failure_is_not_taken_for_a_closed_pipe() =>
        Assert.False(ClosedPipe.IsCauseOf(new IOException("No space left on device")));
}
