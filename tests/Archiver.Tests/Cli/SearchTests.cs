using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Importing;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class SearchTests
{
    private const string Languages = """
        The Straße in Łódź: Müller waited, and a well-known café closed.
        Details
        ID: 11111111-0000-4000-8000-000000000000
        Date: 2025-01-31

        東京タワーは高い。
        Details
        ID: 22222222-0000-4000-8000-000000000000

        서울특별시에서 만났다
        Details
        ID: 33333333-0000-4000-8000-000000000000

        İstanbul ve Diyarbakır
        Details
        ID: 44444444-0000-4000-8000-000000000000

        Cafe\u0301 closed. Müller left, then the end

        Straße opened
        Details
        ID: 55555555-0000-4000-8000-000000000000

        日中关系的一天。我们在北京大学吃饺子 🥟👍🏽
        Details
        ID: 77777777-0000-4000-8000-000000000000

        か\u3099っこう ﾀﾞﾝｽ ＡＢＣ \u1112\u1161\u11AB\u1100\u1173\u11AF й и\u0306ога ﬁre 👨‍👩‍👧 ❤️
        Details
        ID: 88888888-0000-4000-8000-000000000000

        L'élève a mangé une crêpe à l'hôtel; où est le cœur ? IĞDIR'ın ılık çayı. Bridges were bridged, cities ran
        Details
        ID: 99999999-0000-4000-8000-000000000000
        """;

    [Theory]
    [BothWays("muller", "1 5")]
    [BothWays("STRASSE", "1 5")]
    [BothWays("lodz", "1")]
    [BothWays("café", "1 5")]
    [BothWays("京タ", "2")]
    [BothWays("タワー", "2")]
    [BothWays("京ワ", "")]
    [BothWays("특별시", "3")]
    [BothWays("istanbul", "4")]
    [BothWays("diyarbakir", "4")]
    [BothWays("\"end strasse\"", "")]
    [BothWays("str* -lodz", "5")]
    [BothWays("muller OR 東京", "1 2 5")]
    [BothWays("muller date:2025", "1")]
    [BothWays("title:cafe -(lodz OR 東京)", "5")]
    [BothWays("-muller", "2 3 4 7 8 9")]
    [BothWays("北京", "7")]
    [BothWays("京大学吃", "7")]
    [BothWays("北大", "")]
    [BothWays("🥟", "7")]
    [BothWays("👍", "7")]
    [BothWays("👍🏽", "7")]
    [BothWays("🎉", "")]
    [BothWays("👨‍👩‍👧", "8")]
    [BothWays("👧", "8")]
    [BothWays("❤", "8")]
    [BothWays("がっこう", "8")]
    [BothWays("かっこう", "")]
    [BothWays("ダンス", "8")]
    [BothWays("ﾀﾞﾝｽ", "8")]
    [BothWays("abc", "8")]
    [BothWays("한글", "8")]
    [BothWays("글", "8")]
    [BothWays("\u1112\u1161\u11AB", "8")]
    [BothWays("йога", "8")]
    [BothWays("fire", "8")]
    [BothWays("eleve", "9")]
    [BothWays("élève", "9")]
    [BothWays("crepe mange", "9")]
    [BothWays("coeur", "9")]
    [BothWays("l'hôtel", "9")]
    [BothWays("hotel", "9")]
    [BothWays("ığdır", "9")]
    [BothWays("igdir", "9")]
    [BothWays("IĞDIR", "9")]
    [BothWays("ılık", "9")]
    [BothWays("ÇAYI", "9")]
    [BothWays("bridging", "9")]
    [BothWays("\"bridges\"", "9")]
    [BothWays("\"bridge\"", "")]
    [BothWays("city", "9")]
    [BothWays("\"city\"", "")]
    [BothWays("citi*", "9")]
    public void A_word_is_found_as_its_reader_writes_it_and_as_list_finds_it(Way way, string query, string expected)
    {
        using var place = WithLanguages();
        Assert.Equal(expected, Hits(place.Run(way, "list", "--json", query)));
        Assert.Equal(expected, Hits(place.Run(way, "search", "--json", query)));
        Assert.Equal(expected, Hits(place.Run(way, "search", "--json", query, "--sort", "-date")));
    }

    [Theory, BothWays]
    public void Damage_to_the_index_changes_no_answer(Way way)
    {
        using var place = WithLanguages();
        Assert.Equal("1 5", Hits(place.Run(way, "search", "--json", "muller")));
        var index = place.Archive + ".search";
        var whole = File.ReadAllBytes(index);
        foreach (var damaged in (byte[][])[[], whole[..(whole.Length / 2)], whole[..5000], new byte[whole.Length], [.. whole[..100], .. new byte[whole.Length - 100]]])
        {
            File.WriteAllBytes(index, damaged);
            Assert.Equal("1 5", Hits(place.Run(way, "search", "--json", "muller")));
            Assert.Equal("", place.Run(way, "search", "--json", "muller").Error);
        }

        File.WriteAllBytes(index, [1, 2, 3]);
        var foreign = place.Run(way, "search", "--json", "muller");
        Assert.Equal("1 5", Hits(foreign));
        Assert.Contains($"{index} is where a file of the index belongs, but it is something else", foreign.Error);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(index));

        File.Delete(index);
        Directory.CreateDirectory(index);
        Assert.Equal("1 5", Hits(place.Run(way, "search", "--json", "muller")));
    }

    [Theory, BothWays]
    public void What_is_imported_removed_and_restored_is_followed(Way way)
    {
        using var place = WithLanguages();
        Assert.Equal("1 5", Hits(place.Run(way, "search", "--json", "muller")));
        place.Run(way, "remove", "55555555", "--yes");
        Assert.Equal("1", Hits(place.Run(way, "search", "--json", "muller")));
        place.Run(way, "restore", "55555555");
        Assert.Equal("1 5", Hits(place.Run(way, "search", "--json", "muller")));
        place.Run(way, "import", place.Write("b.txt", "Something else.\nDetails\nID: 11111111-0000-4000-8000-000000000000\nDate: 2025-01-31\n"));
        Assert.Equal("5", Hits(place.Run(way, "search", "--json", "muller")));
        Assert.Equal("1", Hits(place.Run(way, "search", "--json", "something")));
        place.Run(way, "import", place.Write("c.txt", "Müller again.\nDetails\nID: 66666666-0000-4000-8000-000000000000\n"));
        Assert.Equal("5 6", Hits(place.Run(way, "search", "--json", "muller")));
        Assert.Equal("2\n", place.Run(way, "search", "--count", "muller").Text);
    }

    [Theory, BothWays]
    public void An_index_of_another_archive_is_not_believed(Way way)
    {
        using var place = new Workplace();
        foreach (var word in (string[])["first", "other"])
        {
            File.Delete(place.Archive);
            place.Run(way, "import", place.Write("a.txt", $"The {word} word.\nDetails\nID: 11111111-0000-4000-8000-000000000000\n"));
            Assert.Equal("1", Hits(place.Run(way, "search", "--json", word)));
        }

        Assert.Equal("", Hits(place.Run(way, "search", "--json", "first")));
    }

    private static Workplace WithLanguages()
    {
        var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", Regex.Unescape(Languages)));
        return place;
    }

    private static string Hits(CommandResult run)
    {
        Assert.True(run.Code is 0 or 2, run.Error);
        return run.Code == 2 ? "" : string.Join(' ', DocumentedReport.Articles(run.Text)
            .Select(article => article.GetProperty("id").GetString()![0]).Order());
    }
}
