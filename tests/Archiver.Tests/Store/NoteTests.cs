using Archiver.Articles;
using Archiver.Querying;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Store;

/// <summary>What the reader says about an article, over what dumps state.</summary>
public sealed class NoteTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);
    private static readonly InventedDump Second = InventedDump.Number(2);

    private readonly TestArchive _archive = new();

    public NoteTests() => _archive.Import(First, Second);

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_tag_is_there_until_it_is_taken_away_in_whatever_case()
    {
        Assert.Equal(["Sea", "boats"], Say(new Note { Tags = ["Sea", " boats "] }).Details.Tags);
        Assert.Equal(["boats"], Say(new Note { WithoutTags = ["SEA"] }).Details.Tags);
        Assert.Equal(["boats"], Found("tag:boats").Details.Tags);
        Assert.Equal(["sea", "boats"], Say(new Note { Tags = ["sea"] }).Details.Tags);
        AssertWhole();
    }

    [Fact]
    public void A_title_a_category_and_a_date_of_the_reader_are_what_every_question_is_about()
    {
        var edited = Say(new Note { Title = "Another heading altogether", Category = "harbour", Date = new DateOnly(1999, 12, 31), Authors = ["Oda Brandt"] });
        Assert.Equal(("Another heading altogether", "stated"), (edited.Title, edited.TitleSource));
        foreach (var query in (string[])["category:harbour", "date:1999", "title:heading", "author:\"oda brandt\"", "altogether", "category:harbour date:1999 heading"])
        {
            Assert.Equal(First.Id, Found(query).Id);
        }

        Assert.Equal(["category-2 1", "harbour 1"], _archive.OpenedToRead(archive => archive.Categories()).Select(group => $"{group.Name} {group.Count}"));
        Assert.Equal(First.Id, _archive.OpenedToRead(archive => archive.Select(new Selection { Order = SortOrder.NewestFirst }).Last().Id));
        var imported = edited.WithoutNotes();
        Assert.Equal((First.Category, new DateOnly(2024, 3, 2), "lead"), (imported.Details.Category, imported.Details.Date, imported.TitleSource));
        AssertWhole();
    }

    [Fact]
    public void What_was_said_last_counts_and_what_was_said_before_is_there_when_it_is_taken_back()
    {
        Say(new Note { Category = "harbour" });
        Say(new Note { Category = "quay" });
        Assert.Equal("quay", Found("category:quay").Details.Category);
        Assert.Equal("harbour", TakeBack(NoteKind.Edit).Details.Category);
        Assert.Equal(First.Id, Found("category:harbour").Id);
        Assert.Equal(First.Category, TakeBack(NoteKind.Edit).Details.Category);
        Assert.Equal(Failure.NotFound, Assert.Throws<ArchiverException>(() => TakeBack(NoteKind.Edit)).Failure);
        AssertWhole();
    }

    [Fact]
    public void Notes_of_one_kind_are_taken_back_without_the_others()
    {
        Say(new Note { Tags = ["sea"] });
        Say(new Note { IsStarred = true });
        Say(new Note { Comment = "Compare it with the other." });
        Say(new Note { Highlight = new Highlight("opens the article") });
        Assert.Equal([], TakeBack(NoteKind.Tags).Details.Tags);
        var article = TakeBack(NoteKind.Highlight);
        Assert.Equal((true, "Compare it with the other."), (article.Details.IsStarred, CommentOf(article)));
        Assert.Null(CommentOf(TakeBack(NoteKind.Comment)));
        Assert.False(TakeBack(NoteKind.Star).Details.IsStarred);
    }

    [Fact]
    public void What_was_said_already_is_not_written_again()
    {
        Say(new Note { Tags = ["sea"], IsStarred = true, Comment = "So it is.", Title = "It", Date = new DateOnly(2020, 1, 1), Authors = ["A"], Highlight = new("opens", "Why?") });
        var bytes = File.ReadAllBytes(_archive.Path);
        Assert.Single(Say(new Note { Tags = ["SEA"], IsStarred = true, Comment = " So it is. ", Title = "It\n", Date = new DateOnly(2020, 1, 1), Authors = ["A"], Highlight = new("opens") }).Notes);
        Assert.Equal(bytes, File.ReadAllBytes(_archive.Path));
    }

    [Fact]
    public void A_blank_note_is_refused() =>
        Assert.All((Note[])[new(), new() { Tags = [" "] }, new() { Comment = "\n" }, new() { Highlight = new(" ") }],
            note => Assert.Equal(Failure.General, Assert.Throws<ArchiverException>(() => Say(note)).Failure));

    [Fact]
    public void A_highlight_stands_beside_those_that_are_there_and_its_comment_can_change()
    {
        Say(new Note { At = At("2025-02-03T08:00"), Highlight = new("opens the article", "Does it?") });
        Say(new Note { At = At("2025-02-03T08:01"), Highlight = new("everybody says this") });
        var article = Say(new Note { At = At("2025-02-03T08:02"), Highlight = new("opens the article", "It does.") });
        using var archive = _archive.OpenToRead();
        Assert.Equal([new("opens the article", "It does.", At("2025-02-03T08:02")), new Highlight("everybody says this", null, At("2025-02-03T08:01"))],
            archive.ReadText(article).Highlights);
        Assert.Equal(First.Id, Found("has:highlights").Id);
    }

    [Fact]
    public void A_highlight_that_is_taken_away_is_gone_until_that_is_taken_back_or_it_is_marked_again()
    {
        Say(new Note { Highlight = new("opens the article", "Does it?") });
        Say(new Note { Highlight = new("opens the article", "It does.") });
        Say(new Note { Highlight = new("everybody says this") });
        Say(new Note { WithoutHighlight = " opens the article\n" });
        Assert.Equal(["everybody says this"], Marked());
        Assert.Equal(4, Say(new Note { WithoutHighlight = "opens the article" }).Notes.Count);
        TakeBack(NoteKind.Highlight);
        Assert.Equal(["opens the article It does.", "everybody says this"], Marked());
        Say(new Note { WithoutHighlight = "opens the article" });
        Say(new Note { Highlight = new("opens the article") });
        Assert.Equal(["opens the article", "everybody says this"], Marked());

        string[] Marked()
        {
            using var archive = _archive.OpenToRead();
            return [.. archive.ReadText(Found("has:highlights")).Highlights.Select(highlight => $"{highlight.Text} {highlight.Comment}".TrimEnd())];
        }
    }

    [Fact]
    public void The_original_comes_back_whatever_the_reader_says()
    {
        Say(new Note { Title = "T", Category = "C", Date = new DateOnly(1999, 1, 1), Comment = "N", Tags = ["t"], Site = "S", Language = "pt" });
        Assert.Equal(First.ToBytes(), _archive.Original(First.Id));
    }

    [Fact]
    public void Notes_belong_to_the_article_and_no_state_has_them()
    {
        Say(new Note { Category = "harbour", Tags = ["sea"] });
        _archive.Import(First with { Body = ["Another body."] });
        var article = Found("category:harbour tag:sea");
        Assert.Equal(2, Assert.Single(article.Notes).Tags!.Count + 1);
        using var archive = _archive.OpenToRead();
        Assert.All(archive.History(article), state => Assert.Equal((First.Category, 0), (state.Article.Details.Category, state.Article.Details.Tags.Count)));
    }

    [Fact]
    public void Many_articles_are_tagged_at_once_and_tags_count_them()
    {
        using (var archive = _archive.OpenToWrite())
        {
            var articles = archive.Select(new Selection { Order = SortOrder.AsImported }).ToArray();
            articles = [.. archive.Annotate(articles, new Note { Tags = ["sea"] })];
            articles = [.. archive.Annotate([articles[1]], new Note { Tags = ["Boats"], WithoutTags = ["sea"] })];
            Assert.Equal(["Boats"], articles[0].Details.Tags);
        }

        Assert.Equal([("Boats", 1, "2024-03-03"), ("sea", 1, "2024-03-02")],
            _archive.OpenedToRead(archive => archive.Tags()).Select(tag => (tag.Name!, tag.Count, $"{tag.First:yyyy-MM-dd}")));
    }

    [Fact]
    public void Removing_restoring_compacting_backing_up_and_salvaging_keep_them()
    {
        Say(new Note { Title = "Another heading", Category = "harbour", Comment = "Why?\nSo." });
        Say(new Note { Tags = ["sea"], IsStarred = true });
        Say(new Note { Highlight = new("opens", "Yes.") });
        var before = _archive.Describe();
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([archive.Find(First.Id.ToString())]);
        }

        _archive.Compacted();
        Assert.Equal(3, Assert.Single(_archive.OpenedToRead(archive => archive.Removed().ToArray())).Article.Notes.Count);
        using (var archive = _archive.OpenToWrite())
        {
            archive.Restore([archive.FindRemoved(First.Id.ToString())]);
        }

        AssertWhole();
        _archive.Compacted();
        _archive.BackedUp(_archive.Folder["backup.db"]);
        VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]);
        Assert.All((string[])[_archive.Path, _archive.Folder["backup.db"], _archive.Folder["saved.db"]], path =>
        {
            Assert.Equal(before, TestArchive.Describe(path));
            using var archive = TestArchive.OpenToRead(path);
            Assert.Equal(3, archive.Find(First.Id.ToString()).Notes.Count);
        });
        AssertWhole();
    }

    [Fact]
    public void The_index_of_the_words_follows_them_one_by_one()
    {
        _archive.Import(Enumerable.Range(3, 40).Select(InventedDump.Number));
        Assert.Empty(Searched("heading"));
        var index = new FileInfo(_archive.Path + ".search");
        Say(new Note { Title = "Another heading" });
        Assert.Equal([First.Id], Searched("heading"));
        _archive.Import(Second with { Body = ["Another body with a seal in it."] });
        Say(new Note { Date = new DateOnly(1999, 1, 1), Category = "quay" });
        Assert.Equal([Second.Id], Searched("seal"));
        Assert.Equal([First.Id], Searched("heading date:1999 category:quay"));
        TakeBack(NoteKind.Edit);
        TakeBack(NoteKind.Edit);
        Assert.Empty(Searched("heading"));
        Assert.Equal([First.Id], Searched($"category:{First.Category} sentence 1 opens date:2024-03-02"));
        AssertWhole();
    }

    [Fact]
    public void Articles_that_their_notes_make_longer_than_a_page_hide_none_beside_them()
    {
        _archive.Import(Enumerable.Range(3, 200).Select(InventedDump.Number));
        var random = new Random(7);
        for (var run = 0; run < 20; run++)
        {
            using (var archive = _archive.OpenToWrite())
            {
                var articles = archive.Select(new Selection { Order = SortOrder.AsImported }).ToArray();
                random.Shuffle(articles);
                archive.Annotate(articles[..20], new Note { Comment = new string((char)('a' + run), random.Next(6000)) + run, Tags = [$"run-{run}"] });
            }

            AssertWhole();
        }

        var before = _archive.Describe();
        VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]);
        Assert.Equal(before, TestArchive.Describe(_archive.Folder["saved.db"]));
    }

    [Fact]
    public void One_article_has_a_bounded_amount_of_notes()
    {
        var comment = new string('x', 3 << 20);
        Say(new Note { Comment = comment });
        Assert.Contains("more notes", Assert.Throws<ArchiverException>(() => Say(new Note { Comment = comment + "y" })).Message);
        Assert.Equal(comment, CommentOf(_archive.Find(First.Id)));
    }

    private Guid[] Searched(string query)
    {
        using var archive = _archive.OpenToRead();
        Assert.True(archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, Assert.Fail));
        return [.. archive.Load(archive.Search(Of(query)).ToArray()).Select(article => article.Id)];
    }

    /// <summary>What list, export and search find, which is one article.</summary>
    private Article Found(string query)
    {
        var found = _archive.OpenedToRead(archive => Assert.Single(archive.Select(Of(query))));
        Assert.Equal(found.Id, _archive.OpenedToRead(archive => Assert.Single(archive.SelectWithText(Of(query)))).Article.Id);
        Assert.Equal(found.Id, Assert.Single(Searched(query)));
        return found;
    }

    private static Selection Of(string text)
    {
        Assert.True(Query.TryParse(text, TimeProvider.System, out var query, out _), text);
        return new Selection { Query = query, Order = SortOrder.AsImported };
    }

    private Article Say(Note note)
    {
        using var archive = _archive.OpenToWrite();
        return archive.Annotate([archive.Find(First.Id.ToString())], note)[0];
    }

    private Article TakeBack(NoteKind kind)
    {
        using var archive = _archive.OpenToWrite();
        return archive.TakeBackNote([archive.Find(First.Id.ToString())], kind)[0];
    }

    private static string? CommentOf(Article article) => article.Details.Other.FirstOrDefault(other => other.Key == ReaderNotes.CommentKey).Value;

    private static WallTime At(string text) => WallTime.TryParse(text, out var time) ? time : throw new ArgumentException(text);

    private void AssertWhole() => Assert.Empty(_archive.Checked().Findings);
}
