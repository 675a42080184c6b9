namespace Archiver.Articles;

/// <summary>What the notes of an article come to: of each field what was said last, of each tag, and of each highlighted text.</summary>
public sealed class ReaderNotes
{
    /// <summary>The detail that has the reader's comment, as exports of reading apps have theirs.</summary>
    public const string CommentKey = "Note";

    private readonly Note _last = new();
    private readonly List<string> _tags = [];

    /// <summary>How each tag was written last; null where the article is not to have it.</summary>
    private readonly Dictionary<string, string?> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _marked = [];

    /// <summary>What was said last of each marked text (<see cref="KeyOf"/>); null where it is not to be marked any more.</summary>
    private readonly Dictionary<string, Highlight?> _highlights = new(StringComparer.Ordinal);

    /// <param name="notes">The notes, in the order in which they were made.</param>
    public ReaderNotes(IReadOnlyList<Note> notes)
    {
        foreach (var note in notes)
        {
            _last = Later(_last, note);
            foreach (var (tag, written) in TagsOf(note))
            {
                if (!_written.ContainsKey(tag))
                {
                    _tags.Add(tag);
                }

                _written[tag] = written;
            }

            foreach (var (text, marked) in ((string?, Highlight?)[])[(note.WithoutHighlight, null), (note.Highlight?.Text, note.Highlight)])
            {
                if (text is not null && !_highlights.ContainsKey(KeyOf(text)))
                {
                    _marked.Add(KeyOf(text));
                }

                if (text is not null)
                {
                    _highlights[KeyOf(text)] = marked;
                }
            }
        }
    }

    /// <summary>
    /// The notes of two copies of an article: those of both once, in the order in which they were made; where that is not
    /// known, in one that does not depend on whose they are.
    /// </summary>
    public static IReadOnlyList<Note> Joined(IReadOnlyList<Note> one, IReadOnlyList<Note> other)
    {
        (Queue<(string Key, Note Note)> Left, Queue<(string Key, Note Note)> Right) rest = (Keyed(one), Keyed(other));
        var (inLeft, inRight) = (rest.Left.Select(note => note.Key).ToHashSet(), rest.Right.Select(note => note.Key).ToHashSet());
        var joined = new List<Note>();
        var known = new HashSet<string>();
        while (DropKnown(rest.Left) | DropKnown(rest.Right))
        {
            // One that the other copy has, too, waits until what stands before it there has come.
            var takesLeft = rest.Right.Count == 0 || (rest.Left.Count > 0
                && Rank(rest.Left.Peek(), inRight).CompareTo(Rank(rest.Right.Peek(), inLeft)) <= 0);
            var (key, note) = (takesLeft ? rest.Left : rest.Right).Dequeue();
            known.Add(key);
            joined.Add(note);
        }

        return joined;

        static Queue<(string, Note)> Keyed(IReadOnlyList<Note> notes) => new(notes.Select(note => (note.Key(), note)));

        static (bool, WallTime, string) Rank((string Key, Note Note) next, HashSet<string> others) =>
            (others.Contains(next.Key), next.Note.At, next.Key);

        bool DropKnown(Queue<(string Key, Note Note)> notes)
        {
            while (notes.TryPeek(out var next) && known.Contains(next.Key))
            {
                notes.Dequeue();
            }

            return notes.Count > 0;
        }
    }

    /// <summary>What the reader has highlighted, in the order in which it was first.</summary>
    public IEnumerable<Highlight> Highlights => _marked.Select(text => _highlights[text]).OfType<Highlight>();

    /// <summary>Whether something was said of a marked text: that counts, and not what an input states.</summary>
    public bool IsAbout(Highlight highlight) => _highlights.ContainsKey(KeyOf(highlight.Text));

    /// <summary>What two ways to write down one marked text have in common: inputs keep white space around it, forms write line ends otherwise.</summary>
    private static string KeyOf(string marked) => marked.Trim().ReplaceLineEndings("\n");

    /// <summary>What an article says of itself with the notes over it.</summary>
    public Details Over(Details known) => known with
    {
        Title = _last.Title ?? known.Title,
        Category = _last.Category ?? known.Category,
        Authors = _last.Authors ?? known.Authors,
        Site = _last.Site ?? known.Site,
        Language = _last.Language ?? known.Language,
        Date = _last.Date ?? known.Date,
        IsStarred = _last.IsStarred ?? known.IsStarred,
        Tags = Over(known.Tags),
        Other = _last.Comment is not { } comment ? known.Other
            : [.. known.Other.Where(other => other.Key != CommentKey), KeyValuePair.Create(CommentKey, comment)],
    };

    /// <summary>
    /// What of a note was not said last anyhow. What an input states makes no difference: another may take that back, and a
    /// note is to stay.
    /// </summary>
    public Note NewOf(Note note)
    {
        var (tags, without) = (New(note.Tags, isOn: true), New(note.WithoutTags, isOn: false));
        return note with
        {
            Tags = tags,
            WithoutTags = without,
            IsStarred = note.IsStarred == _last.IsStarred ? null : note.IsStarred,
            Comment = note.Comment == _last.Comment ? null : note.Comment,
            Title = note.Title == _last.Title ? null : note.Title,
            Category = note.Category == _last.Category ? null : note.Category,
            Authors = note.Authors is { } authors && _last.Authors is { } former && authors.SequenceEqual(former) ? null : note.Authors,
            Site = note.Site == _last.Site ? null : note.Site,
            Language = note.Language == _last.Language ? null : note.Language,
            Date = note.Date == _last.Date ? null : note.Date,
            Highlight = note.Highlight is { } highlight && _highlights.GetValueOrDefault(KeyOf(highlight.Text)) is { } marked
                && (highlight.Comment is null || highlight.Comment == marked.Comment)
                && (highlight.Paragraph is null || highlight.Paragraph == marked.Paragraph) ? null : note.Highlight,
            WithoutHighlight = note.WithoutHighlight is { } unmarked
                && _highlights.TryGetValue(KeyOf(unmarked), out var was) && was is null ? null : note.WithoutHighlight,
        };
    }

    private IReadOnlyList<string> Over(IReadOnlyList<string> known)
    {
        if (_tags.Count == 0)
        {
            return known;
        }

        var there = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. known.Select(tag => _written.GetValueOrDefault(tag, tag)).OfType<string>(),
            .. _tags.Where(tag => !there.Contains(tag)).Select(tag => _written[tag]).OfType<string>(),
        ];
    }

    private string[]? New(IReadOnlyList<string>? tags, bool isOn)
    {
        string[] changed =
            [.. tags?.Where(tag => !_written.TryGetValue(tag, out var was) || was is null == isOn) ?? []];
        return changed.Length > 0 ? changed : null;
    }

    private static Note Later(Note former, Note note) => former with
    {
        IsStarred = note.IsStarred ?? former.IsStarred,
        Comment = note.Comment ?? former.Comment,
        Title = note.Title ?? former.Title,
        Category = note.Category ?? former.Category,
        Authors = note.Authors ?? former.Authors,
        Site = note.Site ?? former.Site,
        Language = note.Language ?? former.Language,
        Date = note.Date ?? former.Date,
    };

    private static IEnumerable<(string Tag, string? Written)> TagsOf(Note note) =>
        (note.Tags ?? []).Select(tag => (tag, (string?)tag)).Concat((note.WithoutTags ?? []).Select(tag => (tag, (string?)null)));
}
