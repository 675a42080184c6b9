using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Tests.Store;

/// <summary>
/// Everything that reaches the two files of an archive, in order, and from it what a disk may hold when the power goes:
/// all that was synced, and of what came later any sectors.
/// </summary>
internal sealed class RecordedDisk : PageFiles
{
    private readonly Lock _lock = new();
    private readonly List<Event> _events = [];
    private int _files;
    private bool _isNew = true;

    private enum Kind
    {
        Write,
        Length,
        Sync,

        /// <summary>Another file has taken this one's place, in one step.</summary>
        Replace,
    }

    private enum Part
    {
        Data,
        Log,
    }

    /// <summary>Called before each write and sync; what it throws is what the disk answers.</summary>
    public Action? Before { get; set; }

    /// <summary>How much has happened.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>How often something was synced.</summary>
    public int Syncs
    {
        get
        {
            lock (_lock)
            {
                return _events.Count(each => each.Kind == Kind.Sync);
            }
        }
    }

    /// <summary>Runs an action whose archives have their files on this disk.</summary>
    public void Run(Action action)
    {
        Database.Files ??= new AsyncLocal<PageFiles?>();
        Database.Files.Value = this;
        try
        {
            action();
        }
        finally
        {
            Database.Files.Value = null;
        }
    }

    public override LogFile Log(SafeFileHandle file, DataFile data) => new RecordedLog(this, file, data);

    public override DataFile Data(SafeFileHandle file)
    {
        if (_isNew)
        {
            _isNew = false;
            var bytes = new byte[RandomAccess.GetLength(file)];
            RandomAccess.Read(file, bytes, 0);
            Add(new Event(Part.Data, Kind.Replace, bytes, 0));
        }

        return new RecordedData(this, file);
    }

    /// <summary>A file is about to take the place of the archive's.</summary>
    public void Replace(byte[] file)
    {
        _files++;
        Add(new Event(Part.Data, Kind.Replace, file, 0));
    }

    /// <summary>A random number of events after which a sync comes: the moment when most can be lost.</summary>
    public int BeforeSync(Random random)
    {
        lock (_lock)
        {
            var syncs = _events.Index().Where(each => each.Index > 0 && each.Item.Kind == Kind.Sync).ToArray();
            return syncs[random.Next(syncs.Length)].Index;
        }
    }

    /// <summary>What the disk may hold of both files after that many events.</summary>
    public (byte[] Data, byte[] Log) After(int events, Random random)
    {
        Event[] happened;
        lock (_lock)
        {
            happened = [.. _events.Take(events)];
        }

        return (OnDisk(happened.Where(each => each.Part == Part.Data), random),
            OnDisk(happened.Where(each => each.Part == Part.Log), random));
    }

    private static byte[] OnDisk(IEnumerable<Event> events, Random random)
    {
        var disk = new MemoryStream();
        var pending = new List<Event>();
        foreach (var happened in events)
        {
            switch (happened.Kind)
            {
                case Kind.Replace:
                    pending.Clear();
                    disk.SetLength(0);
                    Write(disk, happened.Bytes!, 0);
                    break;
                case Kind.Sync:
                    pending.ForEach(each => Apply(disk, each));
                    pending.Clear();
                    break;
                default:
                    pending.Add(happened);
                    break;
            }
        }

        // Some power cuts lose little, some nearly everything.
        var kept = random.Next(11);
        foreach (var each in pending)
        {
            if (each.Kind == Kind.Length)
            {
                if (random.Next(2) == 0)
                {
                    Apply(disk, each);
                }

                continue;
            }

            // A page lost, whole, torn, or with nothing but its length on the disk.
            var isTorn = random.Next(3) == 0;
            var isWhole = random.Next(10) < kept;
            for (int start = 0, end; start < each.Bytes!.Length; start = end)
            {
                end = (int)Math.Min(each.Bytes.Length, ((each.Offset + start) / Page.Sector * Page.Sector) + Page.Sector - each.Offset);
                if (isTorn ? random.Next(10) < kept : isWhole)
                {
                    Write(disk, each.Bytes.AsSpan(start, end - start), each.Offset + start);
                }
            }

            if (random.Next(10) == 0)
            {
                disk.SetLength(Math.Max(disk.Length, each.Offset + each.Bytes.Length));
            }
        }

        return disk.ToArray();
    }

    private static void Apply(MemoryStream disk, Event happened)
    {
        if (happened.Kind == Kind.Length)
        {
            disk.SetLength(happened.Offset);
        }
        else
        {
            Write(disk, happened.Bytes, happened.Offset);
        }
    }

    private static void Write(MemoryStream disk, ReadOnlySpan<byte> bytes, long offset)
    {
        disk.Position = offset;
        disk.Write(bytes);
    }

    private void Add(Event happened)
    {
        lock (_lock)
        {
            _events.Add(happened);
        }
    }

    // A write counts once it was done, a sync from its beginning: what is between belongs to neither.
    private void Wrote(Part part, ReadOnlySpan<byte> bytes, long offset) =>
        Add(new Event(part, Kind.Write, bytes.ToArray(), offset));

    /// <param name="Part">Which file.</param>
    /// <param name="Kind">What.</param>
    /// <param name="Bytes">What was written, or the file that took the place.</param>
    /// <param name="Offset">Where, or the new length.</param>
    private sealed record Event(Part Part, Kind Kind, byte[]? Bytes, long Offset);

    private sealed class RecordedLog(RecordedDisk disk, SafeFileHandle file, DataFile data) : LogFile(file, data, writable: true)
    {
        protected override void ChangeLength(long length)
        {
            disk.Add(new Event(Part.Log, Kind.Length, null, length));
            base.ChangeLength(length);
        }

        public override void Sync()
        {
            disk.Before?.Invoke();
            disk.Add(new Event(Part.Log, Kind.Sync, null, 0));
            base.Sync();
        }

        protected override void Put(ReadOnlySpan<byte> bytes, long offset)
        {
            disk.Before?.Invoke();
            base.Put(bytes, offset);
            disk.Wrote(Part.Log, bytes, offset);
        }
    }

    private sealed class RecordedData(RecordedDisk disk, SafeFileHandle file) : DataFile(file, writable: true)
    {
        private readonly int _file = disk._files;

        /// <summary>What is written to a file that was replaced is gone with it.</summary>
        private bool IsCurrent => disk._files == _file;

        protected override void ChangeLength(long length)
        {
            if (IsCurrent)
            {
                disk.Add(new Event(Part.Data, Kind.Length, null, length));
            }

            base.ChangeLength(length);
        }

        public override void Sync()
        {
            disk.Before?.Invoke();
            if (IsCurrent)
            {
                disk.Add(new Event(Part.Data, Kind.Sync, null, 0));
            }

            base.Sync();
        }

        protected override void Put(ReadOnlySpan<byte> bytes, long offset)
        {
            disk.Before?.Invoke();
            base.Put(bytes, offset);
            if (IsCurrent)
            {
                disk.Wrote(Part.Data, bytes, offset);
            }
        }
    }
}
