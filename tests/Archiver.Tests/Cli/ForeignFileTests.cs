using Archiver.Store.Runs;
using LiteDB;

namespace Archiver.Tests.Cli;

/// <summary>What is no archive stays byte for byte as it was, and nothing appears beside it.</summary>
public sealed class ForeignFileTests
{
    [Theory]
    [BothWays("text", 10)]
    [BothWays("empty", 10)]
    [BothWays("picture", 10)]
    [BothWays("foreign", 10)]
    [BothWays("truncated", 12)]
    [BothWays("header", 12)]
    public void It_is_refused_by_every_verb(Way way, string kind, int code)
    {
        // What is damaged is for verify and salvage.
        var verbs = ProgramVerbs.OfAnArchive.Where(verb => code == 10 || verb is not ("verify" or "salvage"));
        Assert.All(verbs.Append("import --dry-run"), verb =>
        {
            using var place = new Workplace();
            Make(kind, place);
            var before = File.ReadAllBytes(place.Archive);
            var run = place.Run(way, [.. ProgramVerbs.Call(verb.Split(' ')[0], place), .. verb.Split(' ')[1..]]);
            Assert.Equal((code, ""), (run.Code, run.Text));
            Assert.StartsWith($"archiver: {place.Archive}", Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
            Assert.Equal(before, File.ReadAllBytes(place.Archive));
            Assert.Equal(["archive.db"], place.Files());
        });
    }

    [Theory, BothWays]
    public void A_folder_is_refused(Way way)
    {
        using var place = new Workplace();
        Assert.Equal(10, place.Run(way, "list", "--archive", place.Folder).Code);
        Assert.Equal(10, place.Run(way, "import", Fixture.Corpus, "--archive", place.Folder).Code);
        Assert.Empty(place.Files());
    }

    [Theory, BothWays]
    public void A_path_below_a_file_is_refused(Way way)
    {
        using var place = Workplace.WithCorpus();
        var below = Path.Combine(place.Archive, "archive.db");
        Assert.Equal(10, place.Run(way, "list", "--archive", below).Code);
        Assert.Equal(13, place.Run(way, "import", Fixture.Corpus, "--archive", below).Code);
    }

    private static void Make(string kind, Workplace place)
    {
        switch (kind)
        {
            case "text":
                File.Copy(Fixture.In("corpus", "lighthouse.txt"), place.Archive);
                break;
            case "empty":
                File.WriteAllBytes(place.Archive, []);
                break;
            case "picture":
                File.Copy(Fixture.In("rejected", "picture.png"), place.Archive);
                break;
            case "foreign":
                using (var database = new LiteDatabase(place.Archive))
                {
                    database.GetCollection("invoices").Insert(new BsonDocument { ["total"] = 12 });
                }

                break;
            default:
                using (var whole = Workplace.WithCorpus())
                {
                    var bytes = File.ReadAllBytes(whole.Archive);
                    File.WriteAllBytes(place.Archive, bytes[..(kind == "header" ? 8192 : bytes.Length - 100)]);
                }

                break;
        }
    }
}
