using System.Text.Json;

namespace Archiver.Tests.Cli;

/// <summary>The verbs by which the reader says something about articles.</summary>
public sealed class NoteTests
{
    private static readonly Surroundings Noon = new() { Clock = new FixedClock(2025, 5, 1) };

    [Theory, BothWays]
    public void Tags_are_given_with_a_plus_and_taken_away_with_a_hyphen(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "tag", Fixture.Cat, "+pets", "+two words", "-b", "--", "-a");
        Assert.Equal((0, "", $"Tagged: {Fixture.Cat}; its tags are pets, two words.\n"), (run.Code, run.Text, run.Error));
        Assert.Equal([Fixture.Cat], Found(place, way, "tag:PETS", "tag:two*"));
        Assert.Equal($"Tagged: {Fixture.Cat}; its tags are two words.\n", place.Run(way, "tag", Fixture.Cat, "-Pets").Error);
        Assert.Equal($"This was said already: {Fixture.Cat}; its tags are two words.\n", place.Run(way, "tag", Fixture.Cat, "-pets").Error);
        Assert.Equal($"Taken back: {Fixture.Cat}; its tags are pets, two words.\n", place.Run(way, "tag", Fixture.Cat, "--undo").Error);
        Assert.Equal($"Taken back: {Fixture.Cat}; it has no tags.\n", place.Run(way, "tag", Fixture.Cat, "--undo").Error);
        Assert.Equal(2, place.Run(way, "tag", Fixture.Cat, "--undo").Code);
        Assert.Equal(0, place.Run(way, "verify").Code);
    }

    [Theory, BothWays]
    public void Of_both_signs_of_a_tag_the_last_counts(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal($"Tagged: {Fixture.Cat}; its tags are m.\n", place.Run(way, "tag", Fixture.Cat, "+k", "+m", "-K").Error);
        Assert.Equal($"Tagged: {Fixture.Cat}; its tags are m, k.\n", place.Run(way, "tag", Fixture.Cat, "-k", "+k").Error);
        Assert.Equal($"Tagged: {Fixture.Cat}; its tags are m.\n", place.Run(way, "tag", Fixture.Cat, "+k", "-k", "+k", "-k").Error);
    }

    [Theory, BothWays]
    public void What_matches_a_query_is_tagged_at_once_and_tags_lists_the_tags(Way way)
    {
        using var place = Workplace.WithCorpus();
        var all = place.Run(way, "list").Lines.Length;
        Assert.Equal($"Tagged: {all} articles.\n", place.Run(way, "tag", "--query", "words:>=0", "+all").Error);
        place.Run(way, "tag", Fixture.Cat, Fixture.Lighthouse, "+Sea", "+all");
        var tags = place.Run(way, "tags");
        Assert.Equal(["all", "Sea"], tags.Lines.Select(line => line.Split('\t')[0]));
        Assert.Equal([$"{all}", "2"], tags.Lines.Select(line => line.Split('\t')[1]));
        var json = JsonDocument.Parse(place.Run(way, "tags", "--json").Text).RootElement;
        Assert.Equal(["all", "Sea"], json.EnumerateArray().Select(tag => tag.GetProperty("tag").GetString()));
        Assert.StartsWith("TAG ", place.Run(Way.InProcess, Surroundings.Terminal(80), "tags").Text);
        Assert.Equal(2, place.Run(way, "tag", "--query", "tag:nobody", "+x").Code);
    }

    [Theory, BothWays]
    public void What_one_command_said_of_several_articles_is_taken_back_and_nothing_before(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Run(way, "tag", Fixture.Cat, "+work", "+home");
        Assert.Equal("Tagged: 1 article; 1 stays as before.\n", place.Run(way, "tag", Fixture.Cat, Fixture.Lighthouse, "+work").Error);
        Assert.Equal("Taken back: 1 article; 1 stays as before.\n", place.Run(way, "tag", Fixture.Cat, Fixture.Lighthouse, "--undo").Error);
        Assert.Equal([Fixture.Cat], Found(place, way, "tag:work", "tag:home"));
        Assert.Equal("Taken back: 1 article; 1 stays as before.\n", place.Run(way, "tag", Fixture.Cat, Fixture.Lighthouse, "--undo").Error);
        Assert.Equal(2, place.Run(way, "tag", Fixture.Cat, Fixture.Lighthouse, "--undo").Code);
        place.Run(way, "star", Fixture.Cat);
        place.Run(way, "star", Fixture.Cat, Fixture.Lighthouse, Fixture.Controls);
        place.Run(way, "star", "--query", "is:starred", "--undo");
        Assert.Equal([Fixture.Cat], Found(place, way, "is:starred"));
    }

    [Theory, BothWays]
    public void A_reading_of_several_articles_is_taken_back_of_those_that_were_read_last(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2025-02-01T10:00");
        place.Run(way, "read", Fixture.Lighthouse, Fixture.Controls, "--mark", "--at", "2025-02-02T10:00");
        Assert.Equal(0, place.Run(way, "read", Fixture.Cat, Fixture.Lighthouse, Fixture.Controls, "--undo").Code);
        Assert.Equal($"{Fixture.Cat}\t2025-02-01T10:00\n", place.Run(way, "read", "--list", Fixture.Cat, Fixture.Lighthouse, Fixture.Controls).Text);
    }

    [Theory, BothWays]
    public void A_language_is_kept_as_BCP_47_names_it(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "edit", Fixture.Cat, "--language", "EN_us").Code);
        Assert.Equal([Fixture.Cat], Found(place, way, "language:en-us"));
        Assert.Equal("archiver: --language takes a language as BCP 47 names it, such as en or pt-BR, not 'xx yy zz'.",
            place.Run(way, "edit", Fixture.Cat, "--language", "xx yy zz").Error.Split('\n')[0]);
    }

    [Theory, BothWays]
    public void A_star_is_given_and_taken_away(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal("Starred: 2 articles.\n", place.Run(way, "star", Fixture.Cat, Fixture.Lighthouse).Error);
        Assert.Equal("Starred: 0 articles; 2 stay as before.\n", place.Run(way, "star", Fixture.Cat, Fixture.Lighthouse).Error);
        Assert.Equal($"Unstarred: {Fixture.Cat}.\n", place.Run(way, "unstar", Fixture.Cat).Error);
        Assert.Equal([Fixture.Lighthouse], Found(place, way, "is:starred"));
        Assert.Equal($"Taken back: {Fixture.Cat}.\n", place.Run(way, "unstar", Fixture.Cat, "--undo").Error);
        var json = JsonDocument.Parse(place.Run(way, "star", Fixture.Cat, "--json").Text).RootElement;
        Assert.True(Assert.Single(json.EnumerateArray()).GetProperty("starred").GetBoolean());
    }

    [Theory, BothWays]
    public void A_comment_is_among_the_details_and_a_later_one_takes_its_place(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal($"Noted: {Fixture.Cat}.\n", place.Run(way, "note", Fixture.Cat, "Whose", "cat", "is it?").Error);
        Assert.Contains("Note        Whose cat is it?\n", place.Run(way, "show", Fixture.Cat).Text);
        var json = JsonDocument.Parse(place.Run(way, "note", Fixture.Cat, "Hers.\nSo they say.", "--json").Text).RootElement;
        Assert.Equal("Hers.\nSo they say.", json.GetProperty("details").GetProperty("Note").GetString());
        Assert.Equal(0, place.Run(way, "note", Fixture.Cat, "--undo").Code);
        Assert.Contains("\"Note\":\"Whose cat is it?\"", place.Run(way, "export").Text);
    }

    [Theory, BothWays]
    public void What_is_corrected_is_what_lists_have_and_what_was_imported_is_still_shown(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = JsonDocument.Parse(place.Run(way, "show", Fixture.Cat, "--json").Text).RootElement;
        var run = place.Run(way, Noon, "edit", Fixture.Cat, "--title", "A cat, again", "--category", "pets", "--date", way == Way.InProcess ? "yesterday" : "2025-04-30", "--author", "Ann", "--author", "Bob");
        Assert.Equal((0, "", $"Edited: {Fixture.Cat}.\n"), (run.Code, run.Text, run.Error));
        Assert.Equal([Fixture.Cat], Found(place, way, "category:pets", "date:2025-04-30", "title:again", "author:bob"));
        var shown = place.Run(way, "show", Fixture.Cat).Text;
        Assert.StartsWith("A cat, again\nTitle was ", shown);
        Assert.Contains($"Category    pets (imported: {before.GetProperty("category").GetString()})\n", shown);
        Assert.Contains($"Date        2025-04-30 (imported: {before.GetProperty("date").GetString()})\n", shown);
        Assert.Equal(before.GetRawText(), JsonDocument.Parse(place.Run(way, "show", Fixture.Cat, "--revision", "1", "--json").Text).RootElement.GetRawText());
        Assert.Equal(0, place.Run(way, "edit", Fixture.Cat, "--undo").Code);
        Assert.Equal(before.GetRawText(), JsonDocument.Parse(place.Run(way, "show", Fixture.Cat, "--json").Text).RootElement.GetRawText());
    }

    [Theory, BothWays]
    public void A_highlight_is_shown_below_the_article(Way way)
    {
        using var place = Workplace.WithCorpus();
        var word = place.Run(way, "show", Fixture.Cat, "--plain").Lines[0].Split(' ')[0];
        var run = place.Run(way, "highlight", Fixture.Cat, "--text", word, "--comment", "Why?");
        Assert.Equal((0, $"Highlighted: {Fixture.Cat}.\n"), (run.Code, run.Error));
        Assert.Contains($"Highlights\n> {word}\n  Why?\n", place.Run(way, "show", Fixture.Cat).Text);
        Assert.Contains("not in the article", place.Run(way, "highlight", Fixture.Cat, "--text", "no such text").Error);
        Assert.Equal(1, place.Run(way, "highlight", Fixture.Cat, "--comment", "Why?").Code);
        Assert.Equal([Fixture.Cat], Found(place, way, "has:highlights"));
    }

    [Fact]
    public void History_has_them_the_newest_first_and_not_what_was_taken_back()
    {
        const Way way = Way.InProcess;
        using var place = Workplace.WithCorpus();
        string[][] said = [["tag", Fixture.Cat, "+pets", "-cats"], ["star", Fixture.Cat], ["note", Fixture.Cat, "Two\nlines"], ["star", Fixture.Cat, "--undo"]];
        Assert.All(said, arguments => Assert.Equal(0, place.Run(way, Noon, arguments).Code));
        var lines = place.Run(way, "history", Fixture.Cat).Lines;
        Assert.Equal(["\t2025-05-01T12:00\t\t\tnote: Two lines", "\t2025-05-01T12:00\t\t\t+pets, -cats"], lines[..2]);
        Assert.Single(lines[2..]);
        var json = JsonDocument.Parse(place.Run(way, "history", Fixture.Cat, "--json").Text).RootElement;
        Assert.Equal(["Two\nlines"], json[0].GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("comment").GetString()).OfType<string>());
        Assert.Contains("Note: 2025-05-01 12:00\n  note: Two lines\n", place.Run(Way.InProcess, Surroundings.Terminal(60), "history", Fixture.Cat).Text);
    }

    [Theory]
    [BothWays("tag c0ff")]
    [BothWays("tag +sea")]
    [BothWays("tag c0ff +sea --undo")]
    [BothWays("tag c0ff --query tide +sea")]
    [BothWays("tag c0ff + -")]
    [BothWays("tag c0ff --sea")]
    [BothWays("tag c0ff -undo")]
    [BothWays("tag c0ff -q")]
    [BothWays("star")]
    [BothWays("star c0ff +sea")]
    [BothWays("note c0ff")]
    [BothWays("note c0ff text --undo")]
    [BothWays("note c0ff --text x")]
    [BothWays("edit c0ff")]
    [BothWays("edit c0ff --date 2025")]
    [BothWays("edit c0ff --title x --undo")]
    [BothWays("highlight c0ff")]
    [BothWays("highlight c0ff --comment x --undo")]
    [BothWays("tags sea")]
    public void What_says_nothing_or_two_things_is_refused(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(way, command.Split(' '));
        Assert.True(run.Code is 1 or 2, run.Error);
        Assert.Equal("", run.Text);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void What_is_exported_comes_back_as_the_reader_has_it(Way way)
    {
        using var place = Workplace.WithCorpus();
        string[][] said =
        [
            ["tag", Fixture.Cat, "+pets"], ["star", Fixture.Cat], ["note", Fixture.Cat, "Two\nlines"], ["highlight", Fixture.Cat, "--text", "cat", "--comment", "!"],
            ["edit", Fixture.Cat, "--title", "A cat", "--category", "pets", "--date", "2020-01-01", "--site", "S", "--language", "en", "--author", "A"],
        ];
        Assert.All(said, arguments => Assert.Equal(0, place.Run(way, Noon, arguments).Code));
        var exported = place.Run(way, "export", "--format", "jsonl").Text;
        place.Write("exported.jsonl", exported);
        Assert.Equal(0, place.Run(way, "import", place.At("exported.jsonl"), "--archive", place.At("other.db")).Code);
        var again = place.Run(way, "export", "--format", "jsonl", "--archive", place.At("other.db")).Text;
        Assert.Equal(WithoutSource(exported), WithoutSource(again));

        static string WithoutSource(string lines) => System.Text.RegularExpressions.Regex.Replace(lines, "\"source\":.*", "");
    }

    /// <summary>What all of these queries find.</summary>
    private static string[] Found(Workplace place, Way way, params string[] queries)
    {
        var ids = queries.Select(query => JsonDocument.Parse(place.Run(way, "list", query, "--json").Text).RootElement
            .EnumerateArray().Select(article => article.GetProperty("id").GetString()!).ToArray()).ToArray();
        Assert.All(ids, found => Assert.Equal(ids[0], found));
        return ids[0];
    }
}
