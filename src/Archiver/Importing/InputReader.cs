using Archiver.Files;
using Archiver.Formats;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Importing;

/// <summary>
/// Reads inputs stretch by stretch, through whatever they are packed in. An input that is packed keeps its name; the
/// members of an archive file are inputs of their own, named <c>outer.tar.gz!inner.zip!letter.txt</c>.
/// </summary>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed partial class InputReader(ImportOptions options, CancellationToken cancellation)
{
    /// <summary>How many layers there may be, one in another: each packing and each archive file is one.</summary>
    public const int MaxLayers = 8;

    private readonly IFormat? _stated = options.StatedFormat;
    private readonly ReadingOptions _reading = new(options.Encoding, cancellation)
    {
        TimeZone = options.TimeZone,
        IsFormatStated = options.Format is not null,
        Map = options.Map,
    };
    private readonly Dictionary<IArticleFormat, IArticleReader> _readers = [];

    /// <summary>One for each layer, and one for what is in the last.</summary>
    private readonly List<ByteSource> _sources = [];

    public IEnumerable<(ImportInput Input, Stretch Stretch)> Read(IEnumerable<ImportInput> inputs) =>
        Groups(inputs).SelectMany(Read);

    /// <summary>
    /// The stretches of an input and of all members in it. One that is empty, or cannot be read (on), ends with a
    /// rejected stretch that says why, whatever the reason: one input never ends the import of the others.
    /// </summary>
    public IEnumerable<(ImportInput Input, Stretch Stretch)> Read(ImportInput input)
    {
        using var pieces = Pieces(input).GetEnumerator();
        var hasNext = true;
        while (true)
        {
            var failure = Try(() => hasNext = pieces.MoveNext());
            if (failure is not null)
            {
                yield return (input, Rejected(0, 0, failure));
            }

            if (failure is not null || !hasNext)
            {
                yield break;
            }

            yield return pieces.Current;
        }
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Pieces(ImportInput input)
    {
        if (input.Companionship is { } companionship)
        {
            yield return (input, Ignored(input.Length ?? 0, companionship));
            yield break;
        }

        Stream? stream = null;
        try
        {
            if (Try(() => stream = input.Open(cancellation)) is { } failure)
            {
                yield return (input, Rejected(0, input.Length ?? 0, failure));
                yield break;
            }

            var source = Source(0);
            source.Begin(stream!, input.Length is null ? input.MaxLength : null);
            var limit = new UnpackLimit(input.MaxLength, () => input.Length ?? source.Position);
            foreach (var piece in Content(input, 0, limit))
            {
                yield return piece;
            }
        }
        finally
        {
            stream?.Dispose();
        }
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Content(ImportInput input, int layer, UnpackLimit limit)
    {
        var source = Source(layer);
        var packing = Packings.Of(source.Peek(Packings.HeadLength));
        if (packing == Packing.None && layer == 0 && input.FilePath is { } file && !SystemName.IsBytes(file)
            && OtherArchive.Reads(source.Peek(Packings.HeadLength), file))
        {
            return new OtherArchive(input, file, options.Into, cancellation).Read(source);
        }

        if (packing == Packing.None && ArchiveInput.IsArchive(source.Peek(Packings.HeadLength)))
        {
            return Copied(input, layer, source);
        }

        if (packing == Packing.None)
        {
            return Articles(input, layer == 0 ? input.Length : null, source);
        }

        if (layer == MaxLayers)
        {
            return [(input, Rejected(0, source.Skip(long.MaxValue), $"too deep: there are more than {MaxLayers} layers around it"))];
        }

        return packing switch
        {
            Packing.Tar => Members(input, layer, limit, () => TarFile.Members(source)),
            Packing.Zip when source.File is null => Spooled(input, layer, limit, source),
            Packing.Zip => Zips(input, layer, limit, source),
            Packing.Gzip => Unpacked(input, layer, limit, new GzipUnpacker(source, limit)),
            _ => Unpacked(input, layer, limit, new ZstandardUnpacker(source, isOuter: layer == 0, limit)),
        };
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Unpacked(
        ImportInput input, int layer, UnpackLimit limit, Unpacker unpacker)
    {
        using (unpacker)
        {
            Source(layer + 1).Begin(unpacker);
            foreach (var piece in Content(input, layer + 1, limit))
            {
                yield return piece;
            }
        }
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Members(
        ImportInput archive, int layer, UnpackLimit limit,
        Func<IEnumerable<Member>> open, Func<IEnumerable<string>?>? names = null)
    {
        IEnumerator<Member>? members = null;
        var around = new MemberNames(names ?? (() => null));
        var (isEmpty, hasNext) = (true, true);
        try
        {
            while (true)
            {
                // An archive file that is read in any order has no source around it that takes its failures.
                var failure = Try(() => hasNext = (members ??= open().GetEnumerator()).MoveNext());
                if (failure is not null)
                {
                    yield return (archive, Rejected(0, 0, failure));
                }

                if (failure is not null || !hasNext)
                {
                    break;
                }

                isEmpty = false;
                var member = members!.Current;
                var input = member.Name is { } name ? archive.Member(name) : archive;
                if (member.Content is not { } content)
                {
                    yield return (input, Rejected(member.Offset, member.Length, member.Reason!));
                    continue;
                }

                Source(layer + 1).Begin(content);
                var path = member.Name!.Replace('\\', '/');
                around.Add(path);
                if (Companions.ReasonOf(path, 0, around.Contains) is { } companionship)
                {
                    yield return (input, Ignored(Source(layer + 1).Skip(long.MaxValue), companionship));
                    continue;
                }

                foreach (var piece in Content(input, layer + 1, limit))
                {
                    yield return piece;
                }
            }
        }
        finally
        {
            members?.Dispose();
        }

        if (isEmpty)
        {
            yield return (archive, Rejected(0, 0, "there is nothing in it"));
        }
    }

    private IEnumerable<(ImportInput Input, Stretch Stretch)> Articles(
        ImportInput input, long? length, ByteSource source)
    {
        IArticleReader? reader = null;
        Stretch? next = null;
        InputHead? head = null;
        var (end, line) = (0L, 1L);
        var bug = Try(() =>
        {
            head = InputHead.Of(source);
            reader = ReaderOf(_stated as IArticleFormat ?? ArticleFormats.Of(head, _reading.Map));
            reader.Begin(source);
            next = reader.Read();
            if (next is { Offset: 0, Kind: StretchKind.Rejected, Format: null } only && only.Length == length
                && _stated is null && ArticleFormats.HintOf(head) is { } hint)
            {
                next = Rejected(0, only.Length, $"no article: {hint}");
            }
        });
        var last = next;
        while (last is not null)
        {
            next = null;
            bug = Try(() => next = reader!.Read());
            (end, line) = (last.Offset + last.Length, last.FirstLine + last.LineCount);
            yield return (input, next is null && source.Trouble is not null ? BrokenOff(last) : last);
            last = next;
        }

        if ((bug ?? source.Trouble) is { } failure)
        {
            yield return (input, Rejected(end, Math.Max(0, (length ?? end) - end), failure, line));
        }
        else if (end == 0 && !input.MayBeEmpty && !cancellation.IsCancellationRequested)
        {
            yield return (input, input.IsNamed ? Rejected(0, 0, "it is empty") : Ignored(0, "it is empty"));
        }
    }

    private IArticleReader ReaderOf(IArticleFormat format)
    {
        if (!_readers.TryGetValue(format, out var reader))
        {
            _readers[format] = reader = format.NewReader(_reading);
        }

        return reader;
    }

    private ByteSource Source(int layer)
    {
        while (_sources.Count <= layer)
        {
            _sources.Add(new ByteSource(cancellation));
        }

        return _sources[layer];
    }

    /// <summary>What is read last before a failure may go on behind it, even where it has the look of a whole.</summary>
    private static Stretch BrokenOff(Stretch stretch) => stretch.Article is null ? stretch
        : stretch with { Reason = "the input breaks off here, so it may not be whole" };

    private static Stretch Rejected(long offset, long length, string reason, long line = 1) => new()
    {
        Offset = offset,
        Length = length,
        FirstLine = line,
        LineCount = 0,
        Kind = StretchKind.Rejected,
        Reason = reason,
    };

    /// <summary>An input that is there for another.</summary>
    private static Stretch Ignored(long length, string reason) => new()
    {
        Length = length,
        Kind = StretchKind.Ignored,
        Reason = reason,
    };

    /// <returns>Why it failed; null where it did not.</returns>
    private static string? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return ByteSource.ReasonOf(exception);
        }
    }
}
