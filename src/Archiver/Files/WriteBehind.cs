using System.Buffers;

namespace Archiver.Files;

/// <summary>
/// Writes contents on another thread, in their order, a bounded amount behind who gives them. The first that fails ends
/// it: nothing after it is written, and who gives more, or waits for the end, gets the failure.
/// </summary>
/// <param name="write">Writes some of them; it asks for each whether that is given up.</param>
internal sealed class WriteBehind(Action<IReadOnlyList<WriteBehind.Content>> write)
{
    /// <summary>In bytes. So much changes hands at once, since waking a thread costs more than a file.</summary>
    private const int Most = 256 << 10;

    private Batch _filling = new();
    private Batch _written = new();
    private Task _writing = Task.CompletedTask;
    private volatile bool _isGivenUp;

    /// <summary>Whether what is not yet written is not to be.</summary>
    public bool IsGivenUp => _isGivenUp;

    /// <summary>Takes a copy of the content, to be written soon; what is long is written at once.</summary>
    public void Add(Content content)
    {
        if (content.Bytes.Length >= Most)
        {
            Settle();
            write([content]);
            return;
        }

        _filling.Add(content);
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
        if (_written.Contents.Count > 0)
        {
            var contents = _written.Contents;
            _writing = Task.Run(() => write(contents));
        }
    }

    /// <param name="Name">The name of its file.</param>
    /// <param name="Key">A number for the name.</param>
    /// <param name="Bytes">All of it.</param>
    /// <param name="State">What it is made of.</param>
    public readonly record struct Content(string Name, ulong Key, ReadOnlyMemory<byte> Bytes, ulong State);

    private sealed class Batch
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(2 * Most);

        public List<Content> Contents { get; } = [];

        public int Length => _bytes.WrittenCount;

        public void Add(Content content)
        {
            // There is room for it: what was copied before stays where it is.
            content.Bytes.Span.CopyTo(_bytes.GetSpan(content.Bytes.Length));
            var start = _bytes.WrittenCount;
            _bytes.Advance(content.Bytes.Length);
            Contents.Add(content with { Bytes = _bytes.WrittenMemory.Slice(start, content.Bytes.Length) });
        }

        public void Clear()
        {
            Contents.Clear();
            _bytes.ResetWrittenCount();
        }
    }
}
