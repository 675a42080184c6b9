using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Inputs;

namespace Archiver.Formats.Apps;

/// <summary>Matter's export: a list, and beside it the texts that it names.</summary>
internal static class Matter
{
    private const string Name = "matter";

    private const string List = "_matter_history.csv";

    private const long MaxText = 64 << 20;

    public static AppSetFormat Format { get; } = new(Name, "Matter: the zip file, the list out of it", new Zip(), new Table());

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("title", "url", "publisher", "last interaction date");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Title = EncodedWords.Decode(fields["title"]);
            facts.Author(EncodedWords.Decode(fields["author"]));
            facts.Site = EncodedWords.Decode(fields["publisher"]);
            facts.Address(EncodedWords.Decode(fields["url"]));
            facts.Tags(fields["tags"], ';');
            facts.Words = int.TryParse(fields["word count"], out var words) ? words : null;
            facts.IsStarred = IsYes(fields["favorited"]);
            facts.IsRead = fields["read"] is { } read ? IsYes(read) : null;
            var time = times.Of(fields["last interaction date"]);
            facts.Created = time;
            facts.LastRead = facts.IsRead == true ? time : null;
            return null;
        }
    }

    private sealed class Zip : ISetKind
    {
        public bool Recognizes(IReadOnlyList<string> names) => names.Any(name => Sets.FileName(name) == List);

        public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options)
        {
            var byName = Sets.ByName(members, out var others);
            var (used, folder) = (new HashSet<SetMember>(), "");
            var reader = new Table().NewReader(options, (fields, facts) =>
            {
                var row = fields.Bytes.ToArray();
                if (fields["file id"]?.Trim() is not { } file || (byName.GetValueOrDefault($"{folder}{file}") ?? byName.GetValueOrDefault(file)
                    ?? byName.GetValueOrDefault($"{folder}{file}.html")) is not { } member)
                {
                    return row;
                }

                var text = member.ReadAll(MaxText, out var trouble);
                facts.Html(HtmlDecoding.Of(text.Span).Text);
                used.Add(member);
                if (trouble is not null)
                {
                    facts.Warning($"{member.Name} cannot be read to its end: {trouble}");
                }

                return (byte[])[.. row, .. text.Span];
            });
            foreach (var list in byName.Values.Where(member => Sets.FileName(member.Name) == List))
            {
                folder = Sets.FolderOf(list.Name);
                foreach (var piece in Sets.Read(list, reader))
                {
                    yield return piece;
                }
            }

            foreach (var member in used)
            {
                yield return Sets.Whole(member, StretchKind.Used, Name);
            }

            foreach (var other in others)
            {
                yield return Sets.Replaced(other, byName[other.Name], Name);
            }
        }
    }
}
