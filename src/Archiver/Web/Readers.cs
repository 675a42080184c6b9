using System.Collections.Concurrent;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Web;

/// <summary>
/// The archive, opened to read for each question. What was opened is used again as long as nobody has changed the archive,
/// which is looked at each time; between two questions no lock is held.
/// </summary>
/// <param name="path">The archive's file.</param>
/// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
internal sealed class Readers(string path, LockWait wait) : IDisposable
{
    private readonly ConcurrentBag<Archive> _paused = [];

    /// <summary>Asks the archive as it is now.</summary>
    /// <exception cref="ArchiverException">There is no archive, or it is held or damaged.</exception>
    public T Ask<T>(Func<Archive, T> question, CancellationToken cancellation)
    {
        var archive = Open(cancellation);
        try
        {
            var answer = question(archive);
            archive.Pause();
            _paused.Add(archive);
            return answer;
        }
        catch
        {
            // What it has read halfway is not asked again.
            archive.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_paused.TryTake(out var archive))
        {
            archive.Dispose();
        }
    }

    private Archive Open(CancellationToken cancellation)
    {
        while (_paused.TryTake(out var archive))
        {
            try
            {
                if (archive.TryResume(wait, cancellation))
                {
                    return archive;
                }
            }
            catch (ArchiverException known) when (known.Failure != Failure.Busy)
            {
                // What has become of it is told by who opens it anew.
            }
            catch
            {
                archive.Dispose();
                throw;
            }

            archive.Dispose();
        }

        return Archive.OpenToRead(path, wait, cancellation);
    }
}
