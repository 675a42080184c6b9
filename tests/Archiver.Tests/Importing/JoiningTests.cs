using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Importing;

namespace Archiver.Tests.Importing;

/// <summary>How dumps are joined and written is no content: the same dump out of another file is the same.</summary>
public sealed class JoiningTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);
    private static readonly InventedDump Second = InventedDump.Number(2);
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    private readonly TestArchive _archive = new();

    public static TheoryData<string> Joinings => new(
        "glued", "lines", "blank lines", "blank lines before", "crlf", "crlf glued", "cr", "cr glued", "mixed", "mark", "marks", "utf-16",
        "blank between all", "unglued counts", "other dates", "not repeated", "small ID");

    public void Dispose() => _archive.Dispose();

    [Theory, MemberData(nameof(Joinings))]
    public void The_same_dumps_joined_otherwise_are_unchanged(string joining)
    {
        _archive.Import(TestArchive.Input(First.ToString()), TestArchive.Input(Second.ToString()));
        var (before, bytes) = (_archive.Describe(), File.ReadAllBytes(_archive.Path));
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Joined(joining)))));
        Assert.Equal(before, _archive.Describe());
        Assert.Equal(bytes, File.ReadAllBytes(_archive.Path));
        using var archive = _archive.OpenToRead();
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged],
            TestArchive.Outcomes(Archive.PreviewImport(archive, [TestArchive.Input(Joined(joining))], CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Joinings))]
    public void So_they_are_in_one_import(string joining)
    {
        byte[][] inputs = [First.ToBytes(), Second.ToBytes(), Joined(joining), Joined("lines"), Joined(joining)];
        Outcome[] expected = [Outcome.Imported, Outcome.Imported, .. Enumerable.Repeat(Outcome.Unchanged, 6)];
        Assert.Equal(expected, TestArchive.Outcomes(
            Archive.PreviewImport(null, inputs.Select(input => TestArchive.Input(input)), CancellationToken.None)));
        Assert.Equal(expected, TestArchive.Outcomes(_archive.Import(inputs.Select(input => TestArchive.Input(input)))));
        Assert.Equal(First.ToBytes(), _archive.Original(First.Id));
        Assert.Empty(_archive.Find(First.Id).Revisions);
    }

    [Theory, MemberData(nameof(Joinings))]
    public void An_older_state_is_known_however_it_is_joined(string joining)
    {
        _archive.Import(First, Second);
        _archive.Import(First with { Category = "moved" }, Second with { Body = ["Another."] });
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Joined(joining)))));
        Assert.Single(_archive.Find(First.Id).Revisions);
    }

    [Theory]
    [InlineData("Author: Ann"), InlineData("Author: Ann Lee"), InlineData("Mood: calm"), InlineData("Updated: never")]
    public void An_unknown_detail_at_the_end_of_each_is_kept_when_they_are_glued(string last)
    {
        string[] dumps = [.. new[] { First, Second }.Select(dump => $"{dump}\n{last}")];
        _archive.Import(dumps.Select(dump => TestArchive.Input(dump)));
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(string.Concat(dumps)))));
    }

    /// <summary>One change of each thing that an article states is seen, so that what is the same is not merely not looked at.</summary>
    [Fact]
    public void Whatever_is_read_and_changes_is_content()
    {
        InventedDump[] changed =
        [
            First with { Category = "other" }, First with { Date = "2020-01-01" }, First with { Url = "https://other.example/" },
            First with { Similar = [.. First.Similar.Reverse()] }, First with { Summary = ["Other"] }, First with { Summary = [] },
            First with { Reads = 2 }, First with { LastRead = "2025/02/01 11:11" }, First with { OtherDetails = ["Mood: calm"] },
            First with { OtherDetails = ["Created: 2025/01/01 10:00"] }, First with { OtherDetails = ["Updated: 2025/01/01 10:00"] },
            First with { Body = [.. First.Body, First.Body[^1]] }, First with { Body = [string.Concat(First.Body)] },
            First with { Body = [.. First.Body.Reverse()] },
        ];
        _archive.Import(First);
        foreach (var dump in changed)
        {
            Assert.Equal([Outcome.Updated], TestArchive.Outcomes(_archive.Import(dump)));
        }

        using var archive = _archive.OpenToRead();
        Assert.Equal(changed.Length + 1, archive.History(archive.Find(First.Id.ToString())).Count);
    }

    private static byte[] Joined(string joining)
    {
        var (first, second) = (First.ToString(), Second.ToString());
        var lines = $"{first}\n{second}\n";
        return joining switch
        {
            "glued" => Bytes(first + second),
            "lines" => Bytes(lines),
            "blank lines" => Bytes($"{first}\n\n\n\n{second}\n \n\t\n"),
            "blank lines before" => Bytes($"\n\n{lines}"),
            "crlf" => Bytes(lines.Replace("\n", "\r\n")),
            "crlf glued" => Bytes((first + second).Replace("\n", "\r\n")),
            "cr" => Bytes(lines.Replace('\n', '\r')),
            "cr glued" => Bytes((first + second).Replace('\n', '\r')),
            "mixed" => Bytes($"{first}\r\n{second.Replace("\n", "\r\n")}\n"),
            "mark" => [.. WithMark.Preamble, .. Bytes(lines)],
            "marks" => [.. WithMark.Preamble, .. Bytes(first), .. WithMark.Preamble, .. Bytes(second)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(lines)],
            "blank between all" => Bytes(lines.Replace("\n", "\n\n")),
            "unglued counts" => Bytes(lines.Replace("Words1", "Words\n1").Replace("CountDetails", "Count\nDetails")),
            "other dates" => Bytes(lines.Replace("2025/02/01 11:10", "2025-02-01 11:10").Replace("2024-03-", "March ").Replace("March 02", "March 2, 2024").Replace("March 03", "March 3, 2024")),
            "not repeated" => Bytes($"{WithoutRepeat(First)}{WithoutRepeat(Second)}"),
            _ => Bytes(lines.Replace(First.Id.ToString(), First.Id.ToString().ToUpperInvariant())),
        };

        static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
        static string WithoutRepeat(InventedDump dump) => dump.ToString().Replace(
            $"{string.Join('\n', dump.Body.Skip(1))}\nSimilar", "Similar");
    }
}
