using Archiver.Cli.Terminal;

namespace Archiver.Cli.Commands;

/// <summary>
/// The progress of an index that is made. Until it is, Ctrl+C ends that and leaves nothing half made; before and after it
/// ends the process as it does any other.
/// </summary>
internal sealed class IndexProgress(Session session) : IDisposable
{
    private Progress? _progress;
    private CancellationToken _cancellation;

    public void Report(int done, int total)
    {
        if (_progress is null)
        {
            _cancellation = session.CancelOnSignals();
            _progress = Progress.Start(session.ErrorTerminal, session.Error, "Indexing", total);
        }

        _cancellation.ThrowIfCancellationRequested();
        _progress.Report(done, done);
    }

    public void Dispose()
    {
        if (_progress is not null)
        {
            _progress.Dispose();
            session.ReleaseSignals();
        }
    }
}
