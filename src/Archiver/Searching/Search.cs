using System.Globalization;
using Archiver.Querying;
using Archiver.Storage;
using Microsoft.Data.Sqlite;

namespace Archiver.Searching;

/// <summary>Answers queries through the index, which it first brings up to the state of the archive that is read.</summary>
internal sealed class Search(
    Database database, Catalog catalog, StoredArticles articles, ArticleTexts texts, Func<Article, ArticleText> readText)
{
    /// <summary>How long to wait for another search that brings the index up to date.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    public IReadOnlyList<SearchHit> Find(Querying.Query query, Action<string> complain) => With(index => Find(query, index), complain);

    /// <summary>Asks the index, once it is up to date.</summary>
    /// <param name="ask">Asks it; perhaps twice, where the index is found to be damaged.</param>
    /// <param name="complain">Told why the index beside the archive could not be used.</param>
    public T With<T>(Func<SearchIndex, T> ask, Action<string> complain)
    {
        try
        {
            return With(ask, database.SearchPath);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            complain("the search index was damaged and is made anew.");
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            return WithoutFile(ask, complain, exception);
        }

        try
        {
            File.Delete(database.SearchPath);
            File.Delete(database.SearchPath + "-journal");
            return With(ask, database.SearchPath);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            return WithoutFile(ask, complain, exception);
        }
    }

    /// <summary>With an index that is thrown away afterwards.</summary>
    private T WithoutFile<T>(Func<SearchIndex, T> ask, Action<string> complain, Exception why)
    {
        complain($"{database.SearchPath} cannot be used, so that this takes longer: {why.Message}");
        return With(ask, "");
    }

    private T With<T>(Func<SearchIndex, T> ask, string path)
    {
        using var index = new SearchIndex(path, Wait);
        index.Begin(toWrite: false);
        if (!IsCurrent(index.ReadStamp()))
        {
            index.Rollback();
            index.Begin(toWrite: true);
            if (!IsCurrent(index.ReadStamp()))
            {
                BringUpToDate(index);
            }
        }

        var answer = ask(index);
        index.Commit();
        return answer;
    }

    private List<SearchHit> Find(Querying.Query query, SearchIndex index)
    {
        var parts = query is AllOf all ? all.Parts : [query];
        var rest = AllOf.Join(parts.Where(part => part is not TextCondition && !QueryBounds.Of(part).IsExact));
        var hits = index.Find([.. parts.OfType<TextCondition>()], QueryBounds.Of(query));
        if (rest == Querying.Query.Everything || hits.Count == 0)
        {
            return hits;
        }

        var found = new Dictionary<TextCondition, HashSet<int>>();
        var evaluator = new QueryEvaluator(readText, (article, condition) =>
        {
            if (!found.TryGetValue(condition, out var numbers))
            {
                found[condition] = numbers = [.. index.Find([condition], QueryBounds.None).Select(hit => hit.Number)];
            }

            return numbers.Contains(article.Number);
        });
        return [.. hits.Zip(articles.Load(hits.Select(hit => (uint)hit.Number)))
            .Where(pair => evaluator.Matches(rest, pair.Second))
            .Select(pair => pair.First)];
    }

    private bool IsCurrent(IndexStamp? stamp) =>
        stamp is not null && stamp.Catalog == IndexStamp.HashOf(catalog) && stamp.Anchor == Anchor(stamp.LastArticle);

    /// <summary>Indexes what is new or changed since; everything, where the index is of another archive.</summary>
    private void BringUpToDate(SearchIndex index)
    {
        HashSet<int> live = [.. articles.RunsOf(RunKind.Date).Range(0, ulong.MaxValue, descending: false).Select(entry => (int)entry.Number)];
        var stamp = index.ReadStamp();
        if (stamp is null || stamp.LastArticle > catalog.LastArticle || stamp.LastRevision > catalog.LastRevision
            || stamp.Anchor != Anchor(stamp.LastArticle))
        {
            index.Clear();
            stamp = null;
        }

        var indexed = stamp is null ? [] : index.Numbers();
        var changed = stamp is null || stamp.LastRevision == catalog.LastRevision ? [] : database
            .Range(ArticleDocument.Revisions, stamp.LastRevision + 1, catalog.LastRevision)
            .Select(revision => revision["article"].AsInt32)
            .ToHashSet();
        index.Remove(indexed.Where(number => changed.Contains(number) || !live.Contains(number)));
        uint[] missing = [.. live.Where(number => changed.Contains(number) || !indexed.Contains(number)).Order().Select(number => (uint)number)];
        index.Add(texts.Read(missing, inStoredOrder: true, isCutShort: false));
        index.WriteStamp(new IndexStamp(IndexStamp.HashOf(catalog), catalog.LastArticle, catalog.LastRevision, Anchor(catalog.LastArticle)));
    }

    /// <summary>What the last of these articles was imported from and when; empty where it is no longer as it was.</summary>
    private string Anchor(int number)
    {
        var found = database.Find(ArticleDocument.Collection, number);
        if (found is null)
        {
            return "";
        }

        var article = ArticleDocument.Read(found);
        var source = readText(article).Source!;
        return string.Create(CultureInfo.InvariantCulture,
            $"{article.Id} {Convert.ToHexStringLower(source.Sha256.Span)} {source.Imported:O}");
    }
}
