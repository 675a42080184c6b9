using Archiver.Articles;
using Archiver.Web.Pages;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>
/// What takes as long as the archive is large: worked out once for each state of the archive, one after the other, and
/// not by who answers other questions. Who asks meanwhile is told to come again.
/// </summary>
/// <param name="readers">The archive.</param>
/// <param name="stopping">Ends the work.</param>
internal sealed class KeptPages(Readers readers, CancellationToken stopping) : IDisposable
{
    /// <summary>How long a request waits for the page before it is told to come again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for another process that brings the index up to date.</summary>
    private static readonly TimeSpan IndexWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _alone = new(1);
    private readonly Dictionary<string, Kept> _kept = [];
    private readonly Lock _lock = new();

    public async Task<Reply> Answer(Visit visit, string title, Func<Visit, Archive, IReadOnlyList<Markup>> write)
    {
        if (await Content(visit, title, write).ConfigureAwait(false) is not { } pages)
        {
            return PlainPage.Working(visit, title);
        }

        var number = visit["page"] is null ? 1 : visit.Number("page", 0, pages.Count + 1, 0);
        return number < 1 || number > pages.Count ? throw new ArchiverException(Failure.NotFound, "There is no such page of this.")
            : Reply.Page(PageFrame.Write(visit, title, page => page.Write(pages[number - 1])));
    }

    /// <summary>Brings the index of the words up to date.</summary>
    /// <returns>False where that is still being done.</returns>
    public async Task<bool> PrepareIndex(Visit visit) =>
        await Content(visit, "Index", (_, archive) =>
        {
            archive.PrepareSearch(IndexWait, mayBeOutdated: false, _ => { });
            return [];
        }).ConfigureAwait(false) is not null;

    /// <returns>Null where it is still being worked out.</returns>
    private async Task<IReadOnlyList<Markup>?> Content(Visit visit, string title, Func<Visit, Archive, IReadOnlyList<Markup>> write)
    {
        var state = $"{readers.Ask(archive => archive.State, visit.Cancellation)} {visit.Today:O}";
        var kept = Find(title, state, visit, write);
        if (!kept.IsCompleted && await Task.WhenAny(kept, Task.Delay(Patience, visit.Cancellation)).ConfigureAwait(false) != kept)
        {
            visit.Cancellation.ThrowIfCancellationRequested();
            return null;
        }

        return await kept.ConfigureAwait(false);
    }

    public void Dispose() => _alone.Dispose();

    private Task<IReadOnlyList<Markup>> Find(string title, string state, Visit visit, Func<Visit, Archive, IReadOnlyList<Markup>> write)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(title, out var kept) || kept.Content.IsFaulted || kept.Content.IsCanceled
                || (kept.State != state && kept.Content.IsCompleted))
            {
                var own = visit with { Cancellation = stopping };
                _kept[title] = kept = new Kept(state, Task.Run(() => Work(own, write), stopping));
            }

            return kept.Content;
        }
    }

    private async Task<IReadOnlyList<Markup>> Work(Visit visit, Func<Visit, Archive, IReadOnlyList<Markup>> write)
    {
        await _alone.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            return readers.Ask(archive => write(visit, archive), stopping);
        }
        finally
        {
            _alone.Release();
        }
    }

    private sealed record Kept(string State, Task<IReadOnlyList<Markup>> Content);
}
