using System.Text;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>How the originals of exports are kept, of which the text is kept, too.</summary>
public sealed class KeptOriginalTests : IDisposable
{
    private const string Entry = """
        {"title":"The swing bridge","url":"https://ebbford.example/bridge","content":"<p>The swing bridge at Ebbford will be <b>closed</b> to all traffic for nine weeks.</p><p>Nobody knows &quot;who&quot; will turn it when the tide comes in at night, since the keepers have gone, and the council has no money for new ones until the spring of next year, as its clerk said on Monday.</p>","is_archived":0,"is_starred":1,"tags":[]}
        """;

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void An_export_is_kept_as_a_frame_around_its_text_wherever_it_is_copied()
    {
        _archive.Import(TestArchive.Input($"[{Entry}]"));
        AssertKept(_archive);
        using var other = new TestArchive();
        other.Import(Archiver.Inputs.ImportInput.FromPath(_archive.Path, new HashSet<string>()));
        AssertKept(other);
        other.Compacted();
        AssertKept(other);
        VerifyTest.Salvaged(other.Path, other.Folder["saved.db"]);
        using var saved = TestArchive.OpenToRead(other.Folder["saved.db"]);
        Assert.Equal(Entry, Encoding.UTF8.GetString(TestArchive.OriginalOf(saved, Assert.Single(saved.Select(new Selection())))));
    }

    [Fact]
    public void A_frame_of_an_export_is_there_once()
    {
        _archive.Import(TestArchive.Input($"[{Entry}]"));
        var before = _archive.ReferencesOf(Articles(_archive))[0];
        _archive.Import(TestArchive.Input($"[{Entry.Replace("nine weeks", "two years")}]"));
        Assert.Empty(_archive.Checked().Findings);
        var after = _archive.ReferencesOf(Articles(_archive))[0];
        Assert.Equal(before.Body[1], after.Body[1]);
        Assert.NotEqual(before.Body[0], after.Body[0]);
    }

    private static Article[] Articles(TestArchive archive) => archive.OpenedToRead(opened => opened.Select(new Selection()).ToArray());

    private static void AssertKept(TestArchive archive)
    {
        var article = Assert.Single(Articles(archive));
        var references = Assert.Single(archive.ReferencesOf(article));
        Assert.NotEqual(TextNumber.None, references.Frame);
        Assert.Empty(references.Original);
        Assert.Equal(Entry, Encoding.UTF8.GetString(archive.Original(article.Id)));
        Assert.Empty(archive.Checked().Findings);
    }
}
