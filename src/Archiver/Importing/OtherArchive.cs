using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats;
using Archiver.Formats.Reading;
using Archiver.Importing.Incoming;
using Archiver.Inputs;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;

namespace Archiver.Importing;

/// <summary>A piece of an input that is an archive.</summary>
internal sealed record ArchivedStretch : Stretch
{
    public required ArchivedState State { get; init; }
}

/// <summary>
/// Reads another archive as it stands, state by state: the articles, then those in the bin. Each article is a member of
/// the input, named by its ID, each older state one of these. An article that cannot be read is rejected alone.
/// </summary>
/// <param name="input">The archive's file.</param>
/// <param name="path">Where it is.</param>
/// <param name="into">The archive that it is imported into; null where there is none yet.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class OtherArchive(ImportInput input, string path, string? into, CancellationToken cancellation)
{
    /// <summary>Who holds an archive so that nobody can read it does so for moments.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>Whether a file is an archive, of whatever version; or one of those that lie beside an archive.</summary>
    public static bool Reads(ReadOnlySpan<byte> head, string path) =>
        ArchiveInput.IsArchive(head) || ArchiveInput.IsLog(head) || IsCompanion(path);

    /// <param name="source">The bytes of the input.</param>
    public IEnumerable<(ImportInput Input, Stretch Stretch)> Read(ByteSource source)
    {
        if (!ArchiveInput.IsArchive(source.Peek(Packings.HeadLength)))
        {
            yield return (input, Piece(StretchKind.Ignored, source.Skip(long.MaxValue),
                "it is a file of the archive beside it, and is read together with that"));
            yield break;
        }

        Database? opened = null;
        Catalog? read = null;
        if (Try(() => read = Catalog.Read(opened = Open())) is { } reason)
        {
            opened?.Dispose();
            yield return (input, Piece(StretchKind.Rejected, source.Skip(long.MaxValue), reason));
            yield break;
        }

        using var database = opened!;
        var catalog = read!;
        (string Collection, string Kind)[] collections =
            [(ArticleDocument.Collection, "article"), (Bin.Collection, "removed article")];
        foreach (var (collection, kind) in collections)
        {
            var unreadable = new List<(int Number, string Why)>();
            var documents = new StoredTexts((first, last) => database.Range(collection, first, last), new PackStore(database),
                unreadable: (document, why) => unreadable.Add((document.Number, why)));
            var older = new PackStore(database);
            foreach (var stored in documents.Of(catalog.LastArticle, _ => true))
            {
                foreach (var piece in StatesOf(stored, database, older))
                {
                    yield return piece;
                }
            }

            foreach (var (number, why) in unreadable)
            {
                yield return (input, Piece(StretchKind.Rejected, 0, $"{kind} {number}: {why}"));
            }
        }

        yield return (input, Piece(StretchKind.Used, input.Length ?? 0, database.HasChangedSince
            ? "another process has written to it meanwhile; import it again for what was added" : null));
    }

    private Database Open()
    {
        if (into is not null && IsSameFile(RealPath.OfFile(path), into))
        {
            throw new UnreadableException("the archive itself, into which it would be imported");
        }

        return Database.OpenToRead(path, Wait, cancellation);
    }

    /// <summary>Whether it is a lock, an index or the like, by its name and the archive beside it.</summary>
    private static bool IsCompanion(string path)
    {
        if (Array.Find([ArchiveFiles.LockSuffix, ArchiveFiles.WriterSuffix, ArchiveFiles.SearchSuffix, ArchiveFiles.SpoolSuffix],
            suffix => path.EndsWith(suffix, StringComparison.Ordinal)) is not { } ending)
        {
            return false;
        }

        try
        {
            Span<byte> head = stackalloc byte[Packings.HeadLength];
            using var archive = File.OpenHandle(path[..^ending.Length]);
            return ArchiveInput.IsArchive(head[..RandomAccess.Read(archive, head, 0)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsSameFile(string path, string other) => path == other
        || (FileStatus.Of(path) is { IsKnown: true } first && FileStatus.Of(other) is { IsKnown: true } second
            && (first.Device, first.Number) == (second.Device, second.Number));

    /// <summary>The states of an article; where one cannot be read, none of it is.</summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> StatesOf(
        StoredDocument stored, Database database, PackStore older)
    {
        ArchivedArticle? article = null;
        var failure = Try(() => article = new ArchivedArticle(
            ArticleDocument.Read(stored.Document), stored.Document["removed"u8].AsTime));
        var member = input.Member(article?.Id.ToString() ?? $"{stored.Document.Number}");
        var current = failure is null ? State(article!.Article, null, stored.Record, stored.Read) : null;
        for (var index = 0; failure is null && index < article!.Article.Revisions.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Older(article.Article.Revisions[index]) is { } state)
            {
                yield return (input.Member($"{article.Id}!{index + 1}"), Of(state));
            }
        }

        yield return (member, failure is null ? Of(current!) : Piece(StretchKind.Rejected, 0, failure));

        ArchivedState? Older(int number)
        {
            ArchivedState? state = null;
            failure = Try(() =>
            {
                var document = database.Find(ArticleDocument.Revisions, number)
                    ?? throw new ArchiverException(Failure.Damaged, $"Revision {number} is missing.");
                var (revision, replaced) = (ArticleDocument.Read(document), document["replaced"u8].RequireTime());
                var record = ArticleTexts.RecordOf(revision, text => older[text]);
                older.Gather(record.Text.All);
                state = new ArchivedState(article!, revision, replaced, record, text => older[text]);
            });
            return state;
        }

        ArchivedState? State(Article state, DateTime? replaced, ArticleRecord record, Converter<TextNumber, ReadOnlyMemory<byte>> read)
        {
            ArchivedState? made = null;
            failure = Try(() => made = new ArchivedState(article!, state, replaced, record, read));
            return made;
        }
    }

    private static ArchivedStretch Of(ArchivedState state) => new()
    {
        State = state,
        Length = state.Source.Bytes,
        Kind = state.IsCurrent ? StretchKind.Article : StretchKind.Used,
        Format = ArchiveInput.FormatName,
    };

    private Stretch Piece(StretchKind kind, long length, string? reason) => new()
    {
        Length = length,
        Kind = kind,
        Format = ArchiveInput.FormatName,
        Reason = reason?.Replace(path, input.Name, StringComparison.Ordinal),
    };

    /// <returns>Why it cannot be read; null where it can.</returns>
    private static string? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception exception) when (exception
            is UnreadableException or ArchiverException || StorageError.IsDamage(exception))
        {
            return exception.Message;
        }
    }
}
