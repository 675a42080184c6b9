using System.Text;
using Archiver.Formats.Notes;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Notes;

public sealed class EnexTests
{
    private const string Beginning = "<?xml version=\"1.0\"?><en-export>";

    /// <summary>A note's files may be longer than the memory.</summary>
    [Fact]
    public void An_attached_file_is_left_out_while_it_is_read()
    {
        using var input = new Endless($"{Beginning}<note><title>One</title><content><![CDATA[<en-note>text</en-note>]]></content><resource><data>", 96 << 20,
            "</data></resource></note>\n<note><title>Two</title><content><![CDATA[<en-note>more</en-note>]]></content></note></en-export>");
        var reader = new EnexFormat().NewReader(new ReadingOptions());
        reader.Begin(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var stretches = new List<Stretch>();
        while (reader.Read() is { } stretch)
        {
            stretches.Add(stretch);
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20);
        Assert.Equal(["One", "Two"], stretches.Select(stretch => stretch.Article?.Details.Title).OfType<string>());
        Assert.Contains("attached", Assert.Single(stretches, stretch => stretch.Kind == StretchKind.Ignored).Reason, StringComparison.Ordinal);
        Assert.Equal(input.Total, stretches.Sum(stretch => stretch.Length));
    }

    [Theory]
    [InlineData("<note><title>A & B <b></title><content><![CDATA[<en-note>x<br></br>y</en-note>]]></content></note>", "A & B", "x y")]
    [InlineData("<note><content>&lt;en-note&gt;x &amp;amp; y&lt;/en-note&gt;</content><title>A</title></note>", "A", "x & y")]
    [InlineData("<note><title>A</title><content><![CDATA[<en-note><div/>x<en-todo checked=\"true\"/> y]]></content></note>", "A", "x y")]
    [InlineData("<note><title>A</title><content><![CDATA[<en-note>x y</en-note>]]></content>", "A", "x y")]
    public void A_note_that_is_no_valid_xml_is_read(string note, string title, string paragraph)
    {
        var reader = new EnexFormat().NewReader(new ReadingOptions());
        reader.Begin(new MemoryStream(Encoding.UTF8.GetBytes($"{Beginning}<note><title>first</title></note>{note}<note><content><![CDATA[z]]></content></note></en-export>")));
        var stretches = new List<Stretch>();
        while (reader.Read() is { } stretch)
        {
            stretches.Add(stretch);
        }

        var articles = stretches.Select(stretch => stretch.Article).OfType<StatedArticle>().ToArray();
        Assert.Equal(2, articles.Length);
        Assert.Equal(title, articles[0].Details.Title);
        Assert.Equal(paragraph, Encoding.UTF8.GetString(Assert.Single(articles[0].Paragraphs).Of(articles[0].Text.Span)));
        Assert.Single(stretches, stretch => stretch.Kind == StretchKind.Rejected);
    }

    [Fact]
    public void A_note_of_files_alone_is_rejected_by_that_reason() => Assert.Equal(
        [
            "rejected: no article: there are only files in the note, which are not imported",
            "rejected: no article: the note has neither a text nor an address",
        ],
        Records.Of(Beginning + Note("Picture", "20240506T110000Z", "<en-media hash=\"x\" type=\"image/png\"/>")
            + Note("Blank", "20240507T110000Z", "<br/>") + "</en-export>"));

    [Fact]
    public void What_is_locked_in_a_note_is_no_text_of_it() => Assert.Equal(
        ["enex | Secret | created 2024-05-07T11:00 | text Said:"],
        Records.Of(Beginning + Note("Secret", "20240507T110000Z", "Said:<en-crypt hint=\"x\">RU5DMI</en-crypt>") + "</en-export>"));

    [Fact]
    public void Notes_of_one_title_and_one_second_are_several_articles()
    {
        using var archive = new TestArchive();
        var notes = Note("Untitled Note", "20240506T110000Z", "Apples") + Note("Untitled Note", "20240506T110000Z", "Pears");
        var reports = archive.Import(TestArchive.Input($"{Beginning}{notes}</en-export>"));
        Assert.Equal([Outcome.Imported, Outcome.Imported], TestArchive.Outcomes(reports));
    }

    private static string Note(string title, string created, string text) =>
        $"<note><title>{title}</title><content><![CDATA[<en-note><div>{text}</div></en-note>]]></content><created>{created}</created></note>";

    private sealed class Endless(string before, int length, string after) : MemoryStream
    {
        private long _position;

        public long Total => before.Length + length + after.Length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            for (; read < count && _position < Total; read++, _position++)
            {
                buffer[offset + read] = (byte)(_position < before.Length ? before[(int)_position]
                    : _position < before.Length + length ? 'A' : after[(int)(_position - before.Length - length)]);
            }

            return read;
        }
    }
}
