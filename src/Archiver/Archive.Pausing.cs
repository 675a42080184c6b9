using Archiver.Files;

namespace Archiver;

/// <summary>An archive that stays open between questions, and holds nobody off meanwhile.</summary>
public sealed partial class Archive
{
    /// <summary>The state that this reader sees; two of one name have the same articles.</summary>
    internal string State => _database.State;

    /// <summary>
    /// Gives back every lock. What was read stays, and may only be used again once <see cref="TryResume"/> has returned true.
    /// </summary>
    internal void Pause()
    {
        Reading = null;
        _search?.Pause();
        if (_packs.IsValueCreated)
        {
            _packs.Value.KeepMore();
        }

        _database.Pause();
    }

    /// <summary>Takes the locks of a reader again.</summary>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False where the archive has changed since it was opened: open it again.</returns>
    internal bool TryResume(LockWait wait, CancellationToken cancellation)
    {
        if (!_database.TryResume(wait, cancellation))
        {
            return false;
        }

        if (_search is { } search && !search.TryResume())
        {
            search.Dispose();
            _search = null;
        }

        return true;
    }
}
