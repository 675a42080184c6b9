using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>A list of articles: those of a month, a category or a tag. What differs only in case is one.</summary>
internal sealed class SiteList
{
    public enum Kind
    {
        Month,
        Category,
        Tag,
    }

    private const int MostOfSlug = 40;

    private List<int>? _rows;

    /// <param name="kind">Of what it is.</param>
    /// <param name="title">Its title.</param>
    /// <param name="number">Its number among the lists, from 0.</param>
    public SiteList(Kind kind, string title, int number)
    {
        (Of, Title, Number) = (kind, title, number);
        var folded = title.ToLowerInvariant();
        var mark = kind == Kind.Month ? "" : string.Create(CultureInfo.InvariantCulture, $"-{(uint)Checksum.Of(Encoding.UTF8.GetBytes(folded)):x8}");
        Name = $"lists/{kind.ToString().ToLowerInvariant()}-{SafeFileName.Slug(folded, MostOfSlug)}{mark}";
    }

    public Kind Of { get; }

    public string Title { get; }

    public int Number { get; }

    /// <summary>The beginning of the names of its pages.</summary>
    public string Name { get; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; set; }

    /// <summary>The numbers of its rows among all, when they are arranged.</summary>
    public IReadOnlyList<int> Rows => _rows ?? [];

    public void Add(int row) => (_rows ??= new List<int>(Count)).Add(row);

    /// <summary>The name of a page, from 0, as a link has it.</summary>
    public string LinkOf(int page) => Uri.EscapeDataString(NameOf(page)).Replace("%2F", "/", StringComparison.Ordinal);

    public string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"{Name}{(page == 0 ? "" : $"-p{page + 1}")}.html");
}

/// <summary>
/// The rows of a site's lists. Until all are known they lie in a file, each behind its day, its length, its hash and the
/// numbers of its lists: of an article nothing is in memory while texts are.
/// </summary>
internal sealed class SiteRows(OutputFolder folder) : IDisposable
{
    private FileStream? _file;
    private int _ofLists;
    private Row[] _rows = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <param name="day">The number of the article's day; 0 where it has none.</param>
    /// <param name="html">The row, with U+0000 for the way to the root.</param>
    /// <param name="lists">The lists that it is in.</param>
    public void Add(int day, string html, SiteList[] lists)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        _file ??= folder.OpenScratch();
        var hash = Checksum.Of(bytes);
        _file.Write(MemoryMarshal.AsBytes<int>([day, bytes.Length, lists.Length, (int)hash, (int)(hash >> 32), .. lists.Select(list => list.Number)]));
        _file.Write(bytes);
        Array.ForEach(lists, list => list.Count++);
        _ofLists += lists.Length;
        Count++;
    }

    /// <summary>
    /// Gives each list the numbers of its rows, which are in the order of their articles, or from the newest to the oldest;
    /// of a day those that came last are first.
    /// </summary>
    public void Arrange(List<SiteList> lists, bool isSorted)
    {
        _rows = new Row[Count];
        var ofLists = new int[_ofLists];
        var (head, next) = (new int[5], 0);
        _file!.Position = 0;
        for (var at = 0; at < Count; at++)
        {
            _file.ReadExactly(MemoryMarshal.AsBytes(head.AsSpan()));
            _file.ReadExactly(MemoryMarshal.AsBytes(ofLists.AsSpan(next, head[2])));
            _rows[at] = new Row(head[0], _file.Position, head[1], (uint)head[3] | ((ulong)(uint)head[4] << 32), next, head[2]);
            _file.Seek(head[1], SeekOrigin.Current);
            next += head[2];
        }

        if (!isSorted)
        {
            Array.Sort(_rows, (left, right) => right.Day != left.Day ? right.Day.CompareTo(left.Day) : right.Offset.CompareTo(left.Offset));
        }

        for (var at = 0; at < Count; at++)
        {
            foreach (var list in ofLists.AsSpan(_rows[at].FirstList, _rows[at].Lists))
            {
                lists[list].Add(at);
            }
        }
    }

    /// <summary>The hashes of rows, which say together whether a page of them is as it was.</summary>
    public byte[] HashesOf(IEnumerable<int> rows) => [.. MemoryMarshal.AsBytes<ulong>([.. rows.Select(row => _rows[row].Hash)])];

    /// <summary>A row as it stands on a page from which the way to the root is so.</summary>
    public string Read(int number, string toRoot)
    {
        var bytes = new byte[_rows[number].Length];
        if (RandomAccess.Read(_file!.SafeFileHandle, bytes, _rows[number].Offset) < bytes.Length)
        {
            throw new EndOfStreamException("a list cannot be read again.");
        }

        return Encoding.UTF8.GetString(bytes).Replace("\0", toRoot, StringComparison.Ordinal);
    }

    public void Dispose() => _file?.Dispose();

    private readonly record struct Row(int Day, long Offset, int Length, ulong Hash, int FirstList, int Lists);
}
