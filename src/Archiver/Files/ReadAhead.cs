using System.Collections.Concurrent;

namespace Archiver.Files;

/// <summary>Runs an enumeration on a thread of its own, a bounded number of items ahead of who reads it.</summary>
internal static class ReadAhead
{
    /// <summary>Items change hands in chunks, since waking a thread costs more than an item.</summary>
    private const int ChunkSize = 32;

    private const int Chunks = 2;

    /// <summary>
    /// The same items in the same order; what the enumeration throws comes after the items before it. An enumeration
    /// that is given up ends before this one does, on its own thread.
    /// </summary>
    public static IEnumerable<T> Ahead<T>(this IEnumerable<T> source)
    {
        using var stopped = new CancellationTokenSource();
        using var chunks = new BlockingCollection<T[]>(Chunks);
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
            var chunk = new List<T>(ChunkSize);
            try
            {
                foreach (var item in source)
                {
                    stopped.Token.ThrowIfCancellationRequested();
                    chunk.Add(item);
                    if (chunk.Count == ChunkSize)
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
