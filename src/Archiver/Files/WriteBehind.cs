using System.Buffers;

namespace Archiver.Files;

/// <summary>
/// Writes contents on another thread, in their order, a bounded amount behind who gives them. The first that fails ends
/// it: nothing after it is written, and who gives more, or waits for the end, gets the failure.
/// </summary>
/// <param name="write">Writes one: its name, its content, and what goes with it.</param>
internal sealed class WriteBehind(WriteBehind.Writing write)
{
    /// <summary>In bytes. So much changes hands at once, since waking a thread costs more than a file.</summary>
    private const int Most = 256 << 10;

    private Batch _filling = new();
    private Batch _written = new();
    private Task _writing = Task.CompletedTask;
    private volatile bool _isGivenUp;

    public delegate void Writing(string name, ReadOnlySpan<byte> content, ulong state);

    /// <summary>Takes a copy of the content, to be written soon; what is long is written at once.</summary>
    public void Add(string name, ReadOnlySpan<byte> content, ulong state)
    {
        if (content.Length >= Most)
        {
            Settle();
            write(name, content, state);
            return;
        }

        _filling.Add(name, content, state);
        if (_filling.Length >= Most)
        {
            Send();
        }
    }

    /// <summary>Returns when all is written.</summary>
    public void Settle()
    {
        Send();
        _writing.GetAwaiter().GetResult();
    }

    /// <summary>Returns when nothing is being written any more; what was not yet written is not.</summary>
    public void GiveUp()
    {
        _isGivenUp = true;
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void Send()
    {
        _writing.GetAwaiter().GetResult();
        (_filling, _written) = (_written, _filling);
        _filling.Clear();
        if (_written.Files.Count > 0)
        {
            _writing = Task.Run(Write);
        }
    }

    private void Write()
    {
        foreach (var (name, start, length, state) in _written.Files)
        {
            if (_isGivenUp)
            {
                return;
            }

            write(name, _written.Content(start, length), state);
        }
    }

    private sealed class Batch
    {
        private readonly ArrayBufferWriter<byte> _contents = new(2 * Most);

        public List<(string Name, int Start, int Length, ulong State)> Files { get; } = [];

        public int Length => _contents.WrittenCount;

        public ReadOnlySpan<byte> Content(int start, int length) => _contents.WrittenSpan.Slice(start, length);

        public void Add(string name, ReadOnlySpan<byte> content, ulong state)
        {
            Files.Add((name, Length, content.Length, state));
            _contents.Write(content);
        }

        public void Clear()
        {
            Files.Clear();
            _contents.ResetWrittenCount();
        }
    }
}
