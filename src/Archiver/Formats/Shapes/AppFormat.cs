using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Shapes;

/// <summary>What an app exports, in all the ways in which it does.</summary>
/// <param name="name">The name of the format.</param>
/// <param name="description">What its inputs are.</param>
/// <param name="kinds">The ways; where none is recognised, the first is meant.</param>
internal class AppFormat(string name, string description, params IInputKind[] kinds) : IArticleFormat
{
    public string Name => name;

    public string Description => description;

    public bool Recognizes(InputHead head) => KindOf(head) is not null;

    public IArticleReader NewReader(ReadingOptions options) => new Reader(this, options);

    private IInputKind? KindOf(InputHead head)
    {
        foreach (var kind in kinds)
        {
            if (kind.Recognizes(head))
            {
                return kind;
            }
        }

        return null;
    }

    private sealed class Reader(AppFormat format, ReadingOptions options) : IArticleReader
    {
        private readonly Dictionary<IInputKind, IArticleReader> _readers = [];
        private IArticleReader? _current;

        public void Begin(Stream input)
        {
            if (input is not ByteSource source)
            {
                source = new ByteSource(options.Cancellation);
                source.Begin(input);
            }

            var kind = format.KindOf(InputHead.Of(source)) ?? format.Kinds[0];
            if (!_readers.TryGetValue(kind, out _current))
            {
                _readers[kind] = _current = kind.NewReader(options);
            }

            _current.Begin(source);
        }

        public Stretch? Read() => _current?.Read();
    }

    private IInputKind[] Kinds => kinds;
}

/// <summary>What an app exports, in all the ways in which it does, where some of its files belong together.</summary>
/// <param name="name">The name of the format.</param>
/// <param name="description">What its inputs are.</param>
/// <param name="set">Reads such files.</param>
/// <param name="kinds">The ways in which single inputs are written.</param>
internal sealed class AppSetFormat(string name, string description, ISetKind set, params IInputKind[] kinds)
    : AppFormat(name, description, kinds), ISetFormat
{
    public bool Recognizes(IReadOnlyList<string> names) => set.Recognizes(names);

    public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options) => set.Read(members, options);
}
