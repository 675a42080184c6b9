using System.Threading.Channels;
using Archiver.Formats.Reading;
using Archiver.Importing.Incoming;
using Archiver.Inputs;
using Archiver.Store;
using Archiver.Store.Documents;

namespace Archiver.Importing;

/// <summary>
/// Imports inputs into an archive as a pipeline of four threads with bounded queues between them: read, parse and hash;
/// find what is new and stage it (packs are compressed beside); write to the archive; wait for the disk and report.
/// </summary>
/// <param name="database">The archive.</param>
/// <param name="catalog">Its catalog.</param>
/// <param name="options">Whether what was removed comes back, and what time it is.</param>
internal sealed class Importer(Database database, Catalog catalog, ImportOptions options) : IDisposable
{
    /// <summary>Parsed articles go to the next thread in chunks of about this many bytes of input.</summary>
    private const long ChunkSize = 256 << 10;

    /// <summary>A transaction holds about this much of the input: enough to share its syncs, little enough for memory.</summary>
    private const long BatchSize = 4 << 20;

    private const int BatchArticles = 4096;

    /// <summary>What the line of a stretch in the report takes, and no more is kept of what is left out.</summary>
    private const int LineSize = 128;

    /// <summary>So many bytes that are passed over count as one: who waits sees that something happens.</summary>
    private const int PassedOver = 64;

    private readonly BatchWriter _writer = new(database, catalog);
    private readonly Channel<List<Item>> _parsed = Bounded<List<Item>>(4);
    private readonly Channel<(Batch Batch, List<StretchReport> Reports, TaskCompletionSource Written)> _batches =
        Bounded<(Batch, List<StretchReport>, TaskCompletionSource)>(1);

    private readonly Channel<(List<StretchReport> Reports, long Transaction, TaskCompletionSource Written)> _written =
        Bounded<(List<StretchReport>, long, TaskCompletionSource)>(1);

    private readonly CancellationTokenSource _failed = new();

    /// <param name="Input">The input.</param>
    /// <param name="Stretch">A stretch of it.</param>
    /// <param name="Article">The article of the stretch, where it is one.</param>
    private readonly record struct Item(ImportInput Input, Stretch Stretch, PreparedArticle? Article)
    {
        /// <summary>How much of a chunk or a batch it fills: the files within notes may be a hundred times as long as the notes.</summary>
        public long Size => Stretch.Kind is StretchKind.Article or StretchKind.Used ? Stretch.Length
            : Math.Max(Math.Min(Stretch.Length, LineSize), Stretch.Length / PassedOver);
    }

    /// <summary>Runs the import to its end, or to a cancellation: then what was read so far is written all the same.</summary>
    /// <param name="read">The stretches of what to import, as they are read.</param>
    /// <param name="report">Called in the order of the inputs, with some stretches at a time, once the disk has what they became.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public void Run(IEnumerable<(ImportInput Input, Stretch Stretch)> read,
        Action<IReadOnlyList<StretchReport>> report, CancellationToken cancellation)
    {
        Task[] stages =
        [
            Start(() => Parse(read, cancellation)),
            Start(StageArticles),
            Start(Write),
            Start(() => Acknowledge(report)),
        ];
        try
        {
            Task.WaitAll(stages, CancellationToken.None);
        }
        catch (AggregateException exception)
        {
            // The first failure cancelled the other stages; their cancellations say nothing.
            var failure = exception.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException);
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure ?? exception.InnerExceptions[0]);
        }

        _writer.Finish();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose() => _failed.Dispose();

    private void Parse(IEnumerable<(ImportInput Input, Stretch Stretch)> read, CancellationToken cancellation)
    {
        var chunk = new List<Item>();
        long bytes = 0;
        foreach (var (input, stretch) in read)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            chunk.Add(new Item(input, stretch, stretch.Article is { } article ? new PreparedArticle(article) : null));
            bytes += chunk[^1].Size;
            if (bytes >= ChunkSize)
            {
                Send(_parsed, chunk);
                (chunk, bytes) = ([], 0);
            }
        }

        Send(_parsed, chunk);
        _parsed.Writer.Complete();
    }

    private void StageArticles()
    {
        // What may be reported once the batch is on the disk.
        var reports = new List<StretchReport>();
        using var staging = new Staging(database, catalog, options.Restores, Hand);
        var imported = options.Clock.GetUtcNow().UtcDateTime;
        imported = imported.AddTicks(-(imported.Ticks % TimeSpan.TicksPerSecond));
        var articles = new ArticleWriter(staging, imported);
        var others = new OtherArchiveWriter(staging, options.Restores, imported);
        foreach (var item in Receive(_parsed).SelectMany(chunk => chunk))
        {
            var report = item.Stretch is ArchivedStretch { State: var state }
                ? StretchReport.From(item.Input, item.Stretch, state.IsCurrent ? state.Article : null, () => others.Stage(state))
                : item.Article is { } article
                ? StretchReport.From(item.Input, item.Stretch, article, () => articles.Stage(article, item.Input.ShortName))
                : StretchReport.From(item.Input, item.Stretch);
            item.Article?.Stated.Release();
            reports.Add(report);
            staging.Batch.Bytes += item.Size;
            if (staging.Batch.Bytes >= (staging.IsBetweenPacks ? BatchSize : 2 * BatchSize)
                || staging.Batch.Documents >= BatchArticles)
            {
                staging.SendBatch();
            }
        }

        staging.SendBatch();
        _batches.Writer.Complete();

        Task Hand(Batch batch)
        {
            var written = new TaskCompletionSource();
            Send(_batches, (batch, reports, written));
            reports = [];
            return written.Task.WaitAsync(_failed.Token);
        }
    }

    private void Write()
    {
        foreach (var (batch, reports, written) in Receive(_batches))
        {
            Send(_written, (reports, _writer.Write(batch), written));
            _writer.MergeLarge();
        }

        _written.Writer.Complete();
    }

    /// <summary>The disk syncs one batch while the next is written.</summary>
    private void Acknowledge(Action<IReadOnlyList<StretchReport>> report)
    {
        foreach (var (reports, transaction, written) in Receive(_written))
        {
            database.WaitFor(transaction);
            written.SetResult();
            report(reports);
        }
    }

    private Task Start(Action stage) => Task.Factory.StartNew(() =>
    {
        try
        {
            stage();
        }
        catch
        {
            _failed.Cancel();
            throw;
        }
    }, TaskCreationOptions.LongRunning);

    private static Channel<T> Bounded<T>(int capacity) => Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    private void Send<T>(Channel<T> channel, T item)
    {
        if (!channel.Writer.TryWrite(item))
        {
            channel.Writer.WriteAsync(item, _failed.Token).AsTask().GetAwaiter().GetResult();
        }
    }

    private IEnumerable<T> Receive<T>(Channel<T> channel)
    {
        while (channel.Reader.WaitToReadAsync(_failed.Token).AsTask().GetAwaiter().GetResult())
        {
            while (channel.Reader.TryRead(out var item))
            {
                yield return item;
            }
        }
    }
}
