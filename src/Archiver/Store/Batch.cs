using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>What one transaction writes.</summary>
internal sealed class Batch
{
    /// <summary>As many packs are compressed at once as there are processors: more would take more memory, and no less time.</summary>
    private static readonly TaskScheduler Compressing =
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;

    private readonly Dictionary<RunKind, List<RunEntry>> _entries = [];
    private readonly List<Task<DocumentBuilder[]>> _packs = [];

    public List<Article> Articles { get; } = [];

    public List<Article> Updated { get; } = [];

    /// <summary>Articles in the bin that have got another state, and when they were removed.</summary>
    public List<(Article Article, Removal Removal)> UpdatedInBin { get; } = [];

    /// <summary>Articles that come into the bin as they are now, and when they were removed.</summary>
    public List<(Article Article, Removal Removal)> Binned { get; } = [];

    /// <summary>Articles that leave the bin.</summary>
    public List<Article> BroughtBack { get; } = [];

    /// <summary>Lists of purged articles from which some came back.</summary>
    public List<DocumentBuilder> Purged { get; } = [];

    public List<DocumentBuilder> Revisions { get; } = [];

    public List<DocumentBuilder> Categories { get; } = [];

    /// <summary>Documents of any collection that are copied from another archive.</summary>
    public List<(string Collection, DocumentBuilder Document)> Copies { get; } = [];

    /// <summary>The bytes of input that the batch accounts for.</summary>
    public long Bytes { get; set; }

    /// <summary>The counters after this batch.</summary>
    public Counters Counters { get; set; }

    public bool ChangesArchive => Articles.Count + Updated.Count + UpdatedInBin.Count + BroughtBack.Count
        + Binned.Count + Copies.Count + _packs.Count > 0;

    /// <summary>How many documents of articles it has.</summary>
    public int Documents => Articles.Count + Revisions.Count + BroughtBack.Count;

    public IEnumerable<KeyValuePair<RunKind, List<RunEntry>>> Entries => _entries;

    public void Add(RunKind kind, RunEntry entry)
    {
        if (!_entries.TryGetValue(kind, out var entries))
        {
            _entries[kind] = entries = [];
        }

        entries.Add(entry);
    }

    /// <summary>Leaves the entries to a later batch, which writes those of all in one run of each kind.</summary>
    public void MoveEntriesTo(Batch later)
    {
        foreach (var (kind, entries) in _entries)
        {
            if (!later._entries.TryAdd(kind, entries))
            {
                later._entries[kind].AddRange(entries);
            }
        }

        _entries.Clear();
    }

    /// <summary>Adds a closed pack; it is compressed while the batch goes on filling.</summary>
    public void Add(PackBuilder pack) => _packs.Add(Task.Factory.StartNew(() =>
    {
        using (pack)
        {
            return Pack.ToDocuments(pack.Number, pack.Content());
        }
    }, CancellationToken.None, TaskCreationOptions.None, Compressing));

    /// <summary>The packs' documents, waiting for those that are not compressed yet.</summary>
    public IEnumerable<DocumentBuilder> PackDocuments() => _packs.SelectMany(pack => pack.GetAwaiter().GetResult());
}
