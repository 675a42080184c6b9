using System.Collections.Concurrent;

namespace Archiver.Files;

/// <summary>Runs an enumeration on a thread of its own, a bounded number of items ahead of who reads it.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// Gives the items of an enumeration in their order; what it throws comes after the items before it. Where the
    /// reader gives up, the enumeration ends before this does, on its own thread.
    /// </summary>
    /// <param name="source">The enumeration.</param>
    /// <param name="chunkSize">So many items change hands at once, since waking a thread costs more than an item.</param>
    /// <param name="most">How many chunks wait at most.</param>
    public static IEnumerable<T> Ahead<T>(this IEnumerable<T> source, int chunkSize = 32, int most = 2)
    {
        using var stopped = new CancellationTokenSource();
        using var chunks = new BlockingCollection<T[]>(most);
        var reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var chunk in chunks.GetConsumingEnumerable())
            {
                foreach (var item in chunk)
                {
                    yield return item;
                }
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stopped.Cancel();
            reading.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }

        void Read()
        {
            var chunk = new List<T>(chunkSize);
            try
            {
                foreach (var item in source)
                {
                    stopped.Token.ThrowIfCancellationRequested();
                    chunk.Add(item);
                    if (chunk.Count == chunkSize)
                    {
                        Send();
                    }
                }
            }
            finally
            {
                Send();
                chunks.CompleteAdding();
            }

            void Send()
            {
                if (!stopped.IsCancellationRequested)
                {
                    chunks.Add([.. chunk], stopped.Token);
                    chunk.Clear();
                }
            }
        }
    }
}
