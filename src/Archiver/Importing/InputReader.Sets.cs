using Archiver.Files;
using Archiver.Formats;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Importing;

/// <content>Files that belong together: the members of a zip file, or what was in one and lies in a folder now.</content>
internal sealed partial class InputReader
{
    /// <summary>A zip file that comes through a pipe can be read as a whole if it is no longer; else it is read as it comes.</summary>
    private const long LongestSpooled = 256 << 20;

    /// <summary>Inputs that may belong together: those of one folder. Others are alone.</summary>
    private static IEnumerable<IReadOnlyList<ImportInput>> Groups(IEnumerable<ImportInput> inputs)
    {
        List<ImportInput> group = [];
        foreach (var input in inputs)
        {
            if (group.Count > 0 && (input.Folder is null || input.Folder != group[^1].Folder))
            {
                yield return group;
                group = [];
            }

            group.Add(input);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Read(IReadOnlyList<ImportInput> group)
    {
        if (group.Count == 1 || cancellation.IsCancellationRequested)
        {
            return group.SelectMany(Read);
        }

        var inputs = group.Where(input => input is { Companionship: null, Length: > 0 }).ToDictionary(input => new SetMember(
            input.ShortName.Replace(Path.DirectorySeparatorChar, '/'), input.Length!.Value, 0, null, () => input.Open(cancellation)));
        return FormatOf([.. inputs.Keys]) is { } format ? Folder(group, inputs, format) : group.SelectMany(Read);
    }

    /// <summary>What in a folder belongs together, and then the rest of it, in which other files may.</summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> Folder(
        IReadOnlyList<ImportInput> group, Dictionary<SetMember, ImportInput> inputs, ISetFormat format)
    {
        var read = new HashSet<ImportInput>();
        foreach (var (member, stretch) in Pieces(format, [.. inputs.Keys]))
        {
            var input = member is null ? group[0] : inputs[member];
            read.Add(input);
            yield return (input, stretch);
        }

        var rest = group.Where(input => !read.Contains(input)).ToArray();
        foreach (var piece in read.Count == 0 ? group.SelectMany(Read) : Read(rest))
        {
            yield return piece;
        }
    }

    /// <summary>Zip files that follow one another in one, and what comes behind them.</summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> Zips(
        ImportInput input, int layer, UnpackLimit limit, ByteSource source)
    {
        foreach (var (start, end) in source.File is { } file ? ZipFile.Before(file) : [])
        {
            var (rest, part) = (new ByteSource(cancellation), new ByteSource(cancellation));
            rest.Begin(new FilePart(source.File!.SafeFileHandle, start));
            part.Begin(new Slice(rest, end - start));
            foreach (var piece in Spooled(input, layer, limit, part))
            {
                yield return piece;
            }
        }

        foreach (var piece in Zip(input, layer, limit, source))
        {
            yield return piece;
        }

        if (source.File is { } whole && ZipFile.Behind(whole) is { } behind)
        {
            yield return (input, Rejected(behind.Offset, behind.Length, behind.Reason!));
        }
    }

    /// <summary>A zip file: as a set where it is one and lies in a file, whose members can be read in any order.</summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> Zip(
        ImportInput input, int layer, UnpackLimit limit, ByteSource source) =>
        SetOf(source, limit) is var (format, members) ? Set(input, layer, limit, format, members)
            : Members(input, layer, limit,
                () => ZipFile.Members(source, limit),
                () => ZipSet.Of(source, limit)?.Select(member => member.Name));

    private (ISetFormat Format, IReadOnlyList<SetMember> Members)? SetOf(ByteSource zip, UnpackLimit limit) =>
        (_stated is null or ISetFormat)
            && ZipSet.Of(zip, limit) is { Count: > 0 } members
            && (_stated as ISetFormat ?? FormatOf(members)) is { } format
            ? (format, members)
            : null;

    /// <summary>A zip file that comes through a pipe, or lies in another file: as much of it as is kept, then the rest.</summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> Spooled(
        ImportInput input, int layer, UnpackLimit limit, ByteSource source)
    {
        using var file = ScratchFile.TryCreate();
        var zip = source;
        if (file is not null)
        {
            var buffer = new byte[ByteSource.Capacity];
            for (int read; file.Length < LongestSpooled && (read = source.Read(buffer)) > 0;)
            {
                file.Write(buffer, 0, read);
            }

            // What is no set is read as it came: only then nothing depends on a directory at its end.
            file.Position = 0;
            zip = new ByteSource(cancellation);
            zip.Begin(file);
            if (file.Length >= LongestSpooled || (SetOf(zip, limit) is null && ZipFile.Before(file).Count == 0))
            {
                file.Position = 0;
                zip.Begin(new JoinedStream(file, source));
            }
        }

        foreach (var piece in Zips(input, layer, limit, zip))
        {
            yield return piece;
        }

        if (zip != source && source.Trouble is { } trouble)
        {
            yield return (input, Rejected(file!.Length, 0, trouble));
        }
    }

    /// <summary>What files are that belong together; null where they stand alone.</summary>
    private ISetFormat? FormatOf(IReadOnlyList<SetMember> members)
    {
        string[] names = [.. members.Select(member => member.Name)];
        return _stated is null ? ArticleFormats.OfSet(names)
            : _stated is ISetFormat stated && stated.Recognizes(names) ? stated : null;
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Set(
        ImportInput archive, int layer, UnpackLimit limit, ISetFormat format, IReadOnlyList<SetMember> members)
    {
        var read = new HashSet<SetMember>();
        foreach (var (member, stretch) in Pieces(format, members))
        {
            if (member is not null)
            {
                read.Add(member);
            }

            yield return (member is null ? archive : archive.Member(member.Name), stretch);
        }

        var others = members.Where(member => !read.Contains(member)).ToArray();
        if (others.Length > 0 && !cancellation.IsCancellationRequested)
        {
            foreach (var piece in Members(archive, layer, limit, () => Opened(others), () => members.Select(member => member.Name)))
            {
                yield return piece;
            }
        }
    }

    /// <summary>The stretches of a set; one of no member says why it cannot be read on.</summary>
    private IEnumerable<(SetMember? Member, Stretch Stretch)> Pieces(
        ISetFormat format, IReadOnlyList<SetMember> members)
    {
        using var pieces = format.Read(members, _reading).GetEnumerator();
        while (true)
        {
            var hasNext = false;
            if (Try(() => hasNext = pieces.MoveNext()) is { } failure)
            {
                yield return (null, Rejected(0, 0, failure));
            }

            if (!hasNext)
            {
                yield break;
            }

            yield return pieces.Current;
        }
    }

    private static IEnumerable<Member> Opened(IEnumerable<SetMember> members)
    {
        foreach (var member in members)
        {
            Stream? content = null;
            var failure = Try(() => content = member.Open());
            yield return new Member(member.Name, content, failure);
            content?.Dispose();
        }
    }
}
