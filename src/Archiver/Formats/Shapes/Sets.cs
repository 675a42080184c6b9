using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Shapes;

/// <summary>What readers of sets of files have in common.</summary>
internal static class Sets
{
    /// <summary>The stretches of a member, as a reader has them; and, where it cannot be read on, why.</summary>
    public static IEnumerable<(SetMember Member, Stretch Stretch)> Read(SetMember member, IArticleReader reader)
    {
        Stream? content = null;
        var trouble = member.Obstacle;
        try
        {
            content = trouble is null ? member.Open() : null;
        }
        catch (UnreadableException exception)
        {
            trouble = exception.Message;
        }

        using (content)
        {
            var source = new ByteSource();
            source.Begin(content ?? Stream.Null);
            var end = 0L;
            var line = 1L;
            reader.Begin(source);
            while (reader.Read() is { } stretch)
            {
                (end, line) = (stretch.Offset + stretch.Length, stretch.FirstLine + stretch.LineCount);
                yield return (member, stretch);
            }

            if ((trouble ?? source.Trouble) is { } reason)
            {
                yield return (member, Stretch(end, 0, line, StretchKind.Rejected, null, reason));
            }
        }
    }

    /// <summary>A member as one stretch that is no article.</summary>
    public static (SetMember Member, Stretch Stretch) Whole(SetMember member, StretchKind kind, string? format, string? reason = null) =>
        (member, Stretch(0, Math.Max(0, member.Length), 1, kind, format, reason));

    /// <summary>A member as one article.</summary>
    public static (SetMember Member, Stretch Stretch) Whole(SetMember member, long length, StatedArticle article) => (member, new Stretch
    {
        Length = length,
        LineCount = 1,
        Kind = StretchKind.Article,
        Article = article,
    });

    /// <summary>The members by name: of those with the same name the last, and the others, which are none.</summary>
    public static Dictionary<string, SetMember> ByName(IEnumerable<SetMember> members, out IReadOnlyList<SetMember> others)
    {
        var (byName, replaced) = (new Dictionary<string, SetMember>(StringComparer.Ordinal), new List<SetMember>());
        foreach (var member in members)
        {
            if (byName.TryGetValue(member.Name, out var former))
            {
                replaced.Add(former);
            }

            byName[member.Name] = member;
        }

        others = replaced;
        return byName;
    }

    /// <summary>What to say of a member that another of its name takes the place of.</summary>
    public static (SetMember Member, Stretch Stretch) Replaced(SetMember member, SetMember by, string format) =>
        member.Length == by.Length && member.Checksum == by.Checksum
            ? Whole(member, StretchKind.Ignored, format, "it is there twice, with the same bytes")
            : Whole(member, StretchKind.Ignored, format, "another file of this name comes after it, with other bytes, and was taken");

    /// <summary>The original of an article that several pieces make up: these, one after the other.</summary>
    public static ReadOnlyMemory<byte> Joined(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        if (pieces.Count == 1)
        {
            return pieces[0];
        }

        var whole = new byte[pieces.Sum(piece => piece.Length)];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>The folder of a name, with the slash behind it; empty where it lies in none.</summary>
    public static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];

    public static string FileName(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static Stretch Stretch(long offset, long length, long line, StretchKind kind, string? format, string? reason) => new()
    {
        Offset = offset,
        Length = length,
        FirstLine = line,
        LineCount = length > 0 ? 1 : 0,
        Kind = kind,
        Format = format,
        Reason = reason,
    };
}
