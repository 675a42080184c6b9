using Archiver.Articles;
using Archiver.Querying;
using Archiver.Tests.Upkeep;
using CsCheck;

namespace Archiver.Tests.Importing;

/// <summary>
/// Imports of several states of one article, in several formats, between what the reader says of it. A second archive gets
/// the same imports and no notes: what nobody spoke of must be the same in both.
/// </summary>
public sealed class NotesPropertyTests
{
    private static readonly InventedDump Dump = InventedDump.Number(1);

    private static readonly string[] Long =
        [.. Enumerable.Range(1, 6).Select(number => $"In the year {number} the harbour was open again, and the boats went out with the tide before the sun had risen.")];

    /// <summary>
    /// States of the article: dumps, older and newer, one of which comes first and gives the ID; pages with and without their
    /// text, and entries of apps.
    /// </summary>
    private static readonly string[] States =
    [
        Dump.ToString(),
        (Dump with { Category = "moved", Date = "2024-05-05", OtherDetails = ["Updated: 2025/02/05 07:00", "Note: of the app"] }).ToString(),
        (Dump with { Body = ["Another body."], Date = null, OtherDetails = ["Updated: 2025/02/01 07:00"] }).ToString(),
        (Dump with { Category = null, Body = [.. Long] }).ToString(),
        Page("The harbour opens again", Long),
        Page("Log in to the harbour", ["Log in to read on."]),
        Entry("sea\",\"boats", isStarred: 1, "The harbour"),
        Entry("sea", isStarred: 0, "A harbour"),
        $$"""{"formatVersion":1,"id":"{{Dump.Id}}","category":"exported","title":"As it was","titleSource":"stated","url":"{{Dump.Url}}","tags":["Quay"],"starred":true,"date":"2001-02-03","details":{"Note":"once"},"paragraphs":["Another body."],"highlights":[{"text":"body","comment":null,"created":null}]}""",
    ];

    private static readonly string[] Words = ["sea", "Sea", "boats", "quay", "new"];

    private static readonly Gen<Note> AnyNote = Gen.Select(Gen.Int[0, 9], Gen.Int[0, Words.Length - 1], Gen.Int[0, Words.Length - 1], (kind, first, second) => kind switch
    {
        0 => new Note { Tags = [Words[first], Words[second]] },
        1 => new Note { WithoutTags = [Words[first]] },
        2 => new Note { Tags = [Words[first]], WithoutTags = [$"not {Words[second]}"] },
        3 => new Note { IsStarred = first % 2 == 0 },
        4 => new Note { Comment = $"{Words[first]}\n{second}" },
        5 => new Note { Title = Words[first] },
        6 => new Note { Category = Words[first], Date = new DateOnly(2000 + second, 1, 1) },
        7 => new Note { Authors = [Words[first], $"{second}"], Site = Words[second] },
        8 => new Note { WithoutHighlight = second % 2 == 0 ? "body" : Words[first] },
        _ => new Note { Highlight = new Highlight(Words[first], second == 0 ? null : Words[second]) },
    });

    private static readonly Gen<Step> AnyStep = Gen.Select(Gen.Int[0, 9], Gen.Int[0, States.Length - 1], AnyNote, (what, state, note) => what switch
    {
        < 4 => new Step(State: States[state]),
        < 8 => new Step(Said: note),
        8 => new Step(TakesBack: note.KindOf()),
        _ => new Step(Moves: true),
    });

    [Fact]
    public void Imports_in_any_order_never_undo_what_the_reader_says() =>
        Gen.Select(Gen.Int[0, 3], AnyStep.Array[1, 16]).Sample(
            (first, steps) =>
            {
                using var archive = new TestArchive();
                using var plain = new TestArchive();
                var model = new Model();
                foreach (var step in steps.Prepend(new Step(State: States[first])))
                {
                    step.Run(archive);
                    step.RunOnImports(plain);
                    model.Run(step);
                    model.Check(archive.Path, plain.Path);
                }

                Assert.Empty(archive.Checked().Findings);
                archive.Compacted();
                archive.BackedUp(archive.Folder["backup.db"]);
                VerifyTest.Salvaged(archive.Path, archive.Folder["saved.db"]);
                Assert.All((string[])[archive.Path, archive.Folder["backup.db"], archive.Folder["saved.db"]], path => model.Check(path, plain.Path));
            },
            iter: Extent.Of(8, 100), threads: 1);

    private sealed record Step(string? State = null, Note? Said = null, NoteKind? TakesBack = null, bool Moves = false)
    {
        public void Run(TestArchive place)
        {
            RunOnImports(place);
            using var archive = place.OpenToWrite();
            var article = Only(archive);
            if (Said is not null)
            {
                archive.Annotate([article], Said);
            }

            if (TakesBack is { } kind && article.Notes.Any(note => note.KindOf() == kind))
            {
                archive.TakeBackNote([article], kind);
            }
        }

        public void RunOnImports(TestArchive place)
        {
            if (State is not null)
            {
                place.Import(TestArchive.Input(State));
            }

            if (Moves)
            {
                using var archive = place.OpenToWrite();
                archive.Remove([Only(archive)]);
                archive.Restore(archive.LastRemoved());
            }
        }
    }

    /// <summary>What was said: of each thing the value that was said last, and what it was before.</summary>
    private sealed class Model
    {
        private readonly List<(NoteKind Kind, (string Key, string? Value)[] Said)> _notes = [];

        public void Run(Step step)
        {
            if (step.Said is { } note)
            {
                var before = Last();
                (string Key, string? Value)[] said = [.. SaidIn(note).Where(each => !before.TryGetValue(each.Key, out var last) || !Says(last, each.Value, each.Key))];
                if (said.Length > 0)
                {
                    _notes.Add((note.KindOf(), said));
                }
            }

            if (step.TakesBack is { } kind && _notes.FindLastIndex(each => each.Kind == kind) is >= 0 and var index)
            {
                _notes.RemoveAt(index);
            }
        }

        public void Check(string path, string plainPath)
        {
            using var opened = TestArchive.OpenToRead(path);
            using var plain = TestArchive.OpenToRead(plainPath);
            var (article, imported) = (Only(opened), Only(plain));
            var (now, expected) = (ValuesOf(opened, article), ValuesOf(plain, imported));
            foreach (var (key, value) in Last())
            {
                expected[key] = value;
            }

            Assert.Equal(Lines(expected), Lines(now));
            Assert.Equal(imported.Revisions.Count, article.Revisions.Count);
            Assert.Equal(TestArchive.OriginalOf(plain, imported), TestArchive.OriginalOf(opened, article));
            Assert.Equal([$"{article.Details.Category} 1"], opened.Categories().Select(group => $"{group.Name} {group.Count}"));
            Assert.Equal(article.Details.Tags.Order(StringComparer.OrdinalIgnoreCase), opened.Tags().Select(tag => tag.Name));
        }

        private Dictionary<string, string?> Last()
        {
            var last = new Dictionary<string, string?>();
            foreach (var (key, value) in _notes.SelectMany(note => note.Said))
            {
                last[key] = value;
            }

            return last;
        }

        /// <summary>Whether something was said already: a highlight without a comment whatever its comment was.</summary>
        private static bool Says(string? last, string? value, string key) => last == value || (key.StartsWith("mark ", StringComparison.Ordinal) && value == "marked: ");

        private static IEnumerable<(string Key, string? Value)> SaidIn(Note note)
        {
            (string Key, string? Value)[] fields =
            [
                ("title", note.Title), ("category", note.Category), ("date", note.Date?.ToString("yyyy-MM-dd")), ("site", note.Site), ("comment", note.Comment),
                ("authors", note.Authors is { } authors ? string.Join('|', authors) : null), ("star", note.IsStarred?.ToString()),
                ($"mark {note.Highlight?.Text}", note.Highlight is { } highlight ? $"marked: {highlight.Comment}" : null),
            ];
            return (note.Tags ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Select(tag => ($"tag {tag.ToLowerInvariant()}", (string?)"on"))
                .Concat((note.WithoutTags ?? []).Select(tag => ($"tag {tag.ToLowerInvariant()}", (string?)null)))
                .Concat(note.WithoutHighlight is { } unmarked ? [($"mark {unmarked}", (string?)null)] : [])
                .Concat(fields.Where(field => field.Value is not null));
        }

        private static Dictionary<string, string?> ValuesOf(Archive archive, Article article)
        {
            var details = article.Details;
            var values = new Dictionary<string, string?>
            {
                ["title"] = article.Title,
                ["category"] = details.Category,
                ["date"] = details.Date?.ToString("yyyy-MM-dd"),
                ["site"] = details.Site,
                ["comment"] = details.Other.SingleOrDefault(other => other.Key == "Note").Value,
                ["authors"] = string.Join('|', details.Authors),
                ["star"] = details.IsStarred.ToString(),
            };
            foreach (var tag in details.Tags)
            {
                values.Add($"tag {tag.ToLowerInvariant()}", "on");
            }

            foreach (var highlight in archive.ReadText(article).Highlights)
            {
                values[$"mark {highlight.Text}"] = $"marked: {highlight.Comment}";
            }

            return values;
        }

        private static IEnumerable<string> Lines(Dictionary<string, string?> values) =>
            values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} = {pair.Value}").Order(StringComparer.Ordinal);
    }

    private static Article Only(Archive archive) => Assert.Single(archive.Select(new Selection { Order = SortOrder.AsImported }));

    private static string Page(string title, string[] paragraphs) =>
        $"""
        <!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{Dump.Url}">
        <meta name="author" content="Oda Brandt"><meta property="og:site_name" content="Coast Post"></head><body><article><h1>{title}</h1>
        {string.Concat(paragraphs.Select(paragraph => $"<p>{paragraph}</p>\n"))}</article></body></html>
        """;

    private static string Entry(string tags, int isStarred, string title) => $$"""
        [{"id":7,"url":"{{Dump.Url}}","title":"{{title}}","is_archived":1,"is_starred":{{isStarred}},"tags":["{{tags}}"],"content":"",
        "created_at":"2024-03-09T10:00:00+0000","updated_at":"2024-03-09T10:00:00+0000","mimetype":"text/html","language":"en"}]
        """;
}
