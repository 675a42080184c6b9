using System.Globalization;
using System.Text;

namespace Archiver.Files;

/// <summary>
/// What was written into a folder: a line a file, of the XXH3 of its content, with what it was made of where that is
/// known, of its length and its name. A later line of the same name adds to the earlier. In memory is what earlier times
/// wrote, with hashes for the names.
/// </summary>
/// <remarks>
/// A line comes before its file. Where several lines of a name have different hashes somebody was ended between them, or
/// between the last of them and its file, and only the file itself says which of them it is.
/// </remarks>
internal sealed class OutputRecord : IDisposable
{
    /// <summary>In bytes.</summary>
    private const int UsualLine = 96;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly Func<string, ulong> _keyOf;
    private readonly Dictionary<ulong, (ulong Hash, long Length, ulong State)> _last = [];
    private readonly HashSet<(ulong Name, ulong Hash)> _older = [];
    private readonly HashSet<ulong> _unsure = [];
    private bool _isLong;

    private OutputRecord(string path, Func<string, ulong> keyOf) => (_path, _file, _keyOf) = (path, OpenAlone(path), keyOf);

    /// <summary>Reads what is there, and keeps others from writing it.</summary>
    /// <exception cref="IOException">Another process is writing it.</exception>
    public static OutputRecord Open(string path, Func<string, ulong> keyOf)
    {
        var record = new OutputRecord(path, keyOf);
        var end = record.Load();

        // A line that was cut off was that of a file that did not get its name.
        record._file.SetLength(end);
        record._file.Position = end;
        return record;
    }

    public bool IsEmpty => _last.Count == 0;

    /// <summary>What earlier times wrote last under this name; the length is -1 where that may not have become a file.</summary>
    public (ulong Hash, long Length, ulong State)? Last(ulong key) =>
        !_last.TryGetValue(key, out var last) ? null : _unsure.Contains(key) ? last with { Length = -1 } : last;

    /// <summary>Whether earlier times ever wrote a file of this name with this content.</summary>
    public bool HasWritten(ulong key, ulong hash) => Last(key)?.Hash == hash || _older.Contains((key, hash));

    /// <summary>Adds a line, which is there after <see cref="Flush"/>.</summary>
    public void Add(ulong key, ulong hash, long length, string name, ulong state)
    {
        _isLong |= _last.ContainsKey(key);
        _file.Write(Line(hash, length, name, state));
    }

    /// <summary>Adds a line before one that replaces what is of somebody else: if it comes to no file, that is known.</summary>
    public void AddForeign(string name)
    {
        _isLong = true;
        _file.Write(Line(0, 0, name, 0));
    }

    public void Flush() => _file.Flush();

    /// <summary>The names that are not among these, each once.</summary>
    public IEnumerable<string> Stale(HashSet<ulong> names)
    {
        var seen = new HashSet<ulong>();
        foreach (var (name, _, _, _, _) in Lines())
        {
            var key = _keyOf(name);
            if (!names.Contains(key) && seen.Add(key))
            {
                yield return name;
            }
        }
    }

    /// <summary>Writes it anew with a line a name, where more is in it than that.</summary>
    public void Complete(HashSet<ulong> names, string temporary)
    {
        if (!_isLong && Lines().All(line => names.Contains(_keyOf(line.Name))))
        {
            return;
        }

        Load();

        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            var written = new HashSet<ulong>();
            foreach (var (name, _, _, _, _) in Lines())
            {
                var key = _keyOf(name);
                if (names.Contains(key) && written.Add(key))
                {
                    var (hash, length, state) = _last[key];
                    file.Write(Line(hash, length, name, state));
                }
            }

            DiskFile.Sync(file.SafeFileHandle);
        }

        // Windows replaces no file that is open.
        _file.Dispose();
        File.Move(temporary, _path, overwrite: true);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads all lines into memory.</summary>
    /// <returns>Where the last whole one ends.</returns>
    private long Load()
    {
        _last.Clear();
        _last.EnsureCapacity((int)Math.Min(_file.Length / UsualLine, 1 << 24));
        var end = 0L;
        foreach (var (name, hash, length, state, next) in Lines())
        {
            Know(_keyOf(name), hash, length, state);
            end = next;
        }

        return end;
    }

    private void Know(ulong key, ulong hash, long length, ulong state)
    {
        if (!_last.TryGetValue(key, out var before))
        {
            _last.Add(key, (hash, length, state));
            return;
        }

        _isLong = true;
        if (before.Hash != hash)
        {
            _older.Add((key, before.Hash));
            _unsure.Add(key);
        }

        _last[key] = (hash, length, state);
    }

    private static byte[] Line(ulong hash, long length, string name, ulong state) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{hash:x16}{(state == 0 ? "" : "-")}{(state == 0 ? "" : state.ToString("x16", CultureInfo.InvariantCulture))} {length} {name}\n"));

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return DiskFile.OpenAlone(path, FileMode.OpenOrCreate);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path) && !DiskError.IsNoSpace(exception))
        {
            throw new IOException("another process is writing it.", exception);
        }
    }

    /// <summary>The whole lines, each with where the next begins.</summary>
    private IEnumerable<(string Name, ulong Hash, long Length, ulong State, long Next)> Lines()
    {
        _file.Flush();
        _file.Position = 0;
        using var reader = new StreamReader(_file, new UTF8Encoding(false), false, 64 << 10, leaveOpen: true);
        var (next, total) = (0L, _file.Length);
        while (reader.ReadLine() is { } line)
        {
            next += Encoding.UTF8.GetByteCount(line) + 1;
            var parts = line.Split(' ', 3);
            var (made, state) = parts[0].Split('-') is [var before, var after]
                && ulong.TryParse(after, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var known) ? (before, known) : (parts[0], 0);
            if (next <= total && parts.Length == 3
                && ulong.TryParse(made, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                yield return (parts[2], hash, length, state, next);
            }
        }
    }
}
