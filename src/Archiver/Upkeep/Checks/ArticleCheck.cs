using System.Collections.Concurrent;
using System.Text.Unicode;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// Checks articles, those in the bin and revisions: what they refer to, and that it gives back the bytes they were
/// imported from. A document that fails is no longer intact in the table.
/// </summary>
internal sealed class ArticleCheck(ArchivePages pages, DocumentTable table, TextTable texts, CategoryCheck categories, bool isUrlWritten,
    Findings findings)
{
    /// <summary>The bytes of originals that are rebuilt together, and how many such groups wait.</summary>
    private const long GroupBytes = 1 << 20;
    private const int Groups = 4;

    private readonly PageDocuments _documents = new(pages, mends: true);
    private readonly ConcurrentBag<int> _broken = [];

    /// <summary>Of all kinds, one after the other.</summary>
    private int _done;

    /// <summary>The keys of each article, in the order of the table.</summary>
    public ArticleKeys[] Keys { get; } = new ArticleKeys[table[DocumentKind.Article].Count];

    /// <summary>What all of them refer to, where they were checked in full.</summary>
    public ReferredTexts ReferredTexts { get; private set; }

    public void Run(DocumentKind kind, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var (total, last) = (Verification.Articles.Sum(each => table[each].Count), table.LastOf(kind));
        if (texts.IsQuick)
        {
            foreach (var document in table.Range(_documents, kind, 1, last))
            {
                cancellation.ThrowIfCancellationRequested();
                CheckQuickly(kind, document);
                report(new MaintenanceProgress(MaintenanceStep.Verify, ++_done, total));
            }
        }
        else
        {
            RunFully(kind, () => report(new MaintenanceProgress(MaintenanceStep.Verify, ++_done, total)), cancellation);
        }

        foreach (var number in _broken)
        {
            var index = table.IndexOf(kind, number);
            table.Set(kind, index, table[kind][index].State | DocumentTable.RowState.Broken);
        }

        _broken.Clear();
    }

    private void RunFully(DocumentKind kind, Action checkedOne, CancellationToken cancellation)
    {
        var stored = new StoredTexts(
            (first, end) => table.Range(_documents, kind, first, end),
            new PackStore(table.Finder(_documents, DocumentKind.Pack)),
            texts.Has,
            (document, problem) => AddUnread(kind, document, problem));
        var groups = new Queue<Task>();
        var (group, bytes) = (new List<Action>(), 0L);
        foreach (var each in stored.Of(table.LastOf(kind), texts.Has))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Check(kind, each) is { } original)
            {
                group.Add(original);
                bytes += each.Record.Source.Bytes;
            }

            if (bytes >= GroupBytes)
            {
                Send();
            }

            checkedOne();
        }

        Send();
        Task.WaitAll([.. groups], cancellation);

        void Send()
        {
            var ready = group;
            groups.Enqueue(Task.Run(() => ready.ForEach(check => check()), cancellation));
            (group, bytes) = ([], 0);
            while (groups.Count > Groups)
            {
                groups.Dequeue().GetAwaiter().GetResult();
            }
        }
    }

    private void AddUnread(DocumentKind kind, Document document, string problem)
    {
        Findings.Try(() => NoteKeys(kind, ArticleDocument.Read(document), ArticleKeys.Unknown));
        Add(FindingKind.Reference, kind, document, null, $"its record cannot be read: {problem}");
    }

    private void CheckQuickly(DocumentKind kind, Document document)
    {
        var problem = Findings.Try(() =>
        {
            var article = ArticleDocument.Read(document);
            CheckRevisions(kind, document, article);
            CheckReadings(kind, document, article);
            if (!texts.Has(article.Record))
            {
                Add(FindingKind.Reference, kind, document, article, "its record is lost");
            }

            NoteKeys(kind, article, article.Title is null ? ArticleKeys.None : ArticleKeys.Unknown);
        });
        if (problem is not null)
        {
            Add(FindingKind.Document, kind, document, null, problem);
        }
    }

    /// <returns>What is left to do, on any thread.</returns>
    private Action? Check(DocumentKind kind, StoredDocument stored)
    {
        Action? rest = null;
        var problem = Findings.Try(() =>
        {
            var article = ArticleDocument.Read(stored.Document);
            CheckRevisions(kind, stored.Document, article);
            CheckReadings(kind, stored.Document, article);
            ReferredTexts += stored.Record.ReferredTexts;
            texts.Mark(article.Record, TextTable.TextUse.Record | TextTable.TextUse.Referenced);
            var text = stored.Record.Text;
            TextNumber[] all = [.. text.Everything];
            texts.Mark(text.Frame, TextTable.TextUse.Frame);
            texts.Mark(text.Form, TextTable.TextUse.Record);
            foreach (var number in all)
            {
                texts.Mark(number, TextTable.TextUse.Referenced);
            }

            NoteKeys(kind, article, ArticleKeys.None);
            if (Array.FindAll(all, number => !texts.Has(number)) is { Length: > 0 } missing)
            {
                NoteKeys(kind, article, ArticleKeys.Unknown);
                var packs = string.Join(", ", missing.Select(number => number.Pack).Distinct());
                Add(FindingKind.Reference, kind, stored.Document, article,
                    $"{missing.Length} of its texts are lost, in pack {packs}");
                return;
            }

            var body = RunKey.HashOfBody(Array.ConvertAll(text.Body, texts.HashOf));
            NoteKeys(kind, article, body is { } hash ? (uint)RunKey.OfBody(hash) : ArticleKeys.None);
            if (RecipeProblem(text, article) is { } recipe)
            {
                Add(FindingKind.Recipe, kind, stored.Document, article, recipe);
                return;
            }

            // What is read is kept by whoever has it, so that the rest can be done while the next article is read.
            var read = all.Distinct().ToDictionary(number => number, number => stored.Read(number));
            rest = () => CheckText(kind, stored, article, number => read[number]);
        });
        if (problem is not null)
        {
            Add(FindingKind.Document, kind, stored.Document, null, problem);
        }

        return rest;
    }

    private static string? RecipeProblem(TextReferences text, Article article) =>
        text.Frame != TextNumber.None && text.Original.Length > 0 ? "it has both a frame and an original"
        : article.Lost is not null && text.HasOriginal ? "it has an original, and says that this was lost"
        : article.Lost is null && !text.HasOriginal ? "it has neither a frame nor an original"
        : null;

    private void CheckText(
        DocumentKind kind, StoredDocument stored, Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var length = stored.Record.Source.Bytes;
        var problem = article.Lost is not null
            ? null
            : Findings.Try(() => length = stored.Record.Original(article, read).Length);
        if (problem is not null || length != stored.Record.Source.Bytes)
        {
            Add(FindingKind.Original, kind, stored.Document, article, problem is null
                ? $"its original has {length} bytes and should have {stored.Record.Source.Bytes}"
                : "its original cannot be rebuilt: what is stored does not have its SHA-256");
        }

        ArticleText? text = null;
        if (Findings.Try(() => text = stored.Record.ReadText(read)) is not null || text is null)
        {
            Add(FindingKind.Line, kind, stored.Document, article, "its form cannot be read");
            return;
        }

        if (text.Blocks is { } blocks && blocks.Count != text.Paragraphs.Count)
        {
            Add(FindingKind.Line, kind, stored.Document, article,
                $"it has the form of {blocks.Count} paragraphs and {text.Paragraphs.Count} of them");
        }

        var lines = text.Paragraphs.Concat(text.Similar).Concat(text.Summary);
        if (lines.Any(line => line.Span.IndexOfAny((byte)'\r', (byte)'\n') >= 0))
        {
            Add(FindingKind.Line, kind, stored.Document, article, "a text of it has a line end");
        }

        if (!lines.All(line => Utf8.IsValid(line.Span)))
        {
            Add(FindingKind.Line, kind, stored.Document, article, "a text of it is not UTF-8");
        }

        if (text.Paragraphs.Any(paragraph => WordCount.IsBlank(paragraph.Span)))
        {
            Add(FindingKind.Line, kind, stored.Document, article, "a paragraph of it is blank");
        }

        if (text.Paragraphs.Sum(paragraph => WordCount.Of(paragraph.Span)) is var words && words != article.CountedWords)
        {
            Add(FindingKind.Line, kind, stored.Document, article, $"it has {words} words and says {article.CountedWords}");
        }

        // Format 1 did not count them.
        var characters = text.Paragraphs.Aggregate(
            default(CharacterCount), (sum, paragraph) => sum + CharacterCount.Of(paragraph.Span));
        if (article.Characters > 0 && characters != new CharacterCount(article.Characters, article.CharacterWords))
        {
            Add(FindingKind.Line, kind, stored.Document, article,
                $"it has {characters.Characters} characters without spaces and says {article.Characters}");
        }
    }

    private void CheckReadings(DocumentKind kind, Document document, Article article)
    {
        if (article.Readings.Zip(article.Readings.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            Add(FindingKind.Reading, kind, document, article, "its readings are not in order");
        }

        if (!ArticleDocument.HasFigures(document, article))
        {
            Add(FindingKind.Reading, kind, document, article,
                $"its read count and last read should be {article.ReadCount} and {article.LastRead}");
        }
    }

    private void CheckRevisions(DocumentKind kind, Document document, Article article)
    {
        foreach (var number in article.Revisions)
        {
            if (table.Find(_documents, DocumentKind.Revision, number) is not { } revision)
            {
                Add(FindingKind.Revision, kind, document, article, $"its older state, revision {number}, is lost");
            }
            else if (revision["article"u8].AsInt32 != article.Number)
            {
                Add(FindingKind.Revision, kind, document, article, $"revision {number} is not its own");
            }
        }
    }

    private void NoteKeys(DocumentKind kind, Article article, uint body)
    {
        if (kind == DocumentKind.Article)
        {
            Keys[table.IndexOf(kind, article.Number)] = ArticleKeys.Of(article, body, categories.NumberOf(article), isUrlWritten);
        }
    }

    private void Add(FindingKind finding, DocumentKind kind, Document document, Article? article, string what)
    {
        var number = document.Number;
        Findings.Try(() => article ??= ArticleDocument.Read(document));
        findings.Add(finding, $"{Findings.NameOf(kind, number)}: {what}", article);
        _broken.Add(number);
    }
}
