using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;

namespace Archiver.Tests.Importing;

/// <summary>How an import ends that does not come to its end.</summary>
public sealed class PipelineTests : IDisposable
{
    private const int Many = 5000;

    private static readonly string Input = InventedDump.Glued(Enumerable.Range(0, Many).Select(InventedDump.Number));

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_cancelled_import_keeps_what_it_reported_and_nothing_else()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new List<StretchReport>();
        using (var archive = _archive.OpenToWrite())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => archive.Import([Endless()], stretches =>
            {
                reports.AddRange(stretches);
                cancellation.Cancel();
            }, cancellation.Token));
        }

        AssertHolds(reports);
        _archive.Import(InventedDump.Number(-1));
    }

    [Fact]
    public void A_report_that_throws_ends_the_import_with_its_exception()
    {
        foreach (var input in new[] { Input, InventedDump.Number(1).ToString() + (InventedDump.Number(1) with { Category = "x" }) })
        {
            using var archive = _archive.OpenToWrite();
            var failure = Assert.Throws<InvalidOperationException>(() => archive.Import([TestArchive.Input(input)],
                _ => throw new InvalidOperationException("mine"), CancellationToken.None));
            Assert.Equal("mine", failure.Message);
        }

        Assert.Equal(Many, TestArchive.Outcomes(_archive.Import(TestArchive.Input(Input))).Length);
    }

    [Fact]
    public void Inputs_that_throw_end_the_import_with_their_exception()
    {
        using (var archive = _archive.OpenToWrite())
        {
            Assert.Throws<InvalidOperationException>(() => archive.Import(Inputs(), _ => { }, CancellationToken.None));
        }

        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(InventedDump.Number(-1))));

        static IEnumerable<ImportInput> Inputs()
        {
            yield return TestArchive.Input(Input);
            throw new InvalidOperationException("mine");
        }
    }

    [Fact]
    public void What_is_left_out_of_an_input_ends_no_batch()
    {
        var notes = string.Concat(Enumerable.Range(0, 40).Select(number =>
            $"<note><title>Note {number}</title><content><![CDATA[<en-note>Text {number}</en-note>]]></content><resource>{new string('x', 1 << 20)}</resource></note>"));
        using var archive = _archive.OpenToWrite();
        var batches = 0;
        archive.Import([TestArchive.Input($"<en-export>{notes}</en-export>")], _ => batches++, CancellationToken.None);
        Assert.Equal((40, 1), (archive.Count, batches));
    }

    [Fact]
    public void What_is_reported_can_be_read_at_that_moment()
    {
        using var archive = _archive.OpenToWrite();
        var (states, seen) = (0, 0);
        archive.Import([TestArchive.Input(InventedDump.Glued(Enumerable.Range(0, 40)
            .Select(turn => InventedDump.Number(turn / 4) with { Category = $"turn {turn}" })))], stretches =>
            {
                seen += stretches.Count(stretch => stretch.Id is not null);
                using var reader = _archive.OpenToRead();
                states = reader.Select(new Selection()).Sum(article => 1 + article.Revisions.Count);
                Assert.True(states >= seen);
            }, CancellationToken.None);
        Assert.Equal((40, 40), (states, seen));
    }

    [Fact]
    public void Dumps_of_many_batches_are_all_there_once()
    {
        var reports = _archive.Import(TestArchive.Input(Input));
        Assert.Equal(Enumerable.Range(0, Many).Select(number => (Guid?)InventedDump.Number(number).Id), reports.Select(report => report.Id));
        AssertHolds(reports);
        Assert.Empty(_archive.Folder.Names.Except(["archive.db", "archive-log.db", "archive.db.lock", "archive.db.writer"]));
    }

    private void AssertHolds(List<StretchReport> reports)
    {
        using var archive = _archive.OpenToRead();
        var articles = archive.Select(new Selection { Order = SortOrder.AsImported }).ToArray();
        Assert.Equal(reports.Where(report => report.Outcome == Outcome.Imported).Select(report => report.Id!.Value),
            articles.Select(article => article.Id));
        Assert.Equal(articles.Length, archive.Count);
        Assert.All(articles.Where((_, index) => index % 50 == 0), article =>
            Assert.NotEmpty(TestArchive.OriginalOf(archive, article)));
    }

    /// <summary>An input that goes on for as long as it is read.</summary>
    private static ImportInput Endless() => ImportInput.FromStream("endless", new EndlessStream());

    private sealed class EndlessStream : MemoryStream
    {
        private int _number;
        private ReadOnlyMemory<byte> _rest;

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            _rest = _rest.IsEmpty ? InventedDump.Number(_number++).ToBytes() : _rest;
            var length = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..length].CopyTo(buffer);
            _rest = _rest[length..];
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
