namespace Archiver.Formats.Pages.Features;

/// <summary>
/// Finds words within the names of classes and IDs, all of them in one pass: pages have thousands of names. A tree of
/// letters, in which every word is a way from the root (Aho and Corasick's).
/// </summary>
internal sealed class NameWords
{
    /// <summary>The letters of ASCII and the hyphen; words have no others.</summary>
    private const int Letters = 27;

    /// <summary>Of each node the next by letter, node after node; 0 where no word begins so.</summary>
    private readonly ushort[] _next;

    /// <summary>Of each node the groups that have the word that ends there.</summary>
    private readonly ulong[] _groups;

    /// <param name="groups">At most 64 groups of words in small letters.</param>
    public NameWords(string[][] groups)
    {
        var most = 1 + groups.Sum(words => words.Sum(word => word.Length));
        (_next, _groups) = (new ushort[most * Letters], new ulong[most]);
        var nodes = 1;
        for (var group = 0; group < groups.Length; group++)
        {
            foreach (var word in groups[group])
            {
                var node = 0;
                foreach (var character in word)
                {
                    ref var next = ref _next[(node * Letters) + LetterOf(character)];
                    next = next == 0 ? (ushort)nodes++ : next;
                    node = next;
                }

                _groups[node] |= 1UL << group;
            }
        }

        Connect();
    }

    /// <summary>A bit for each group that has a word in the names, in large letters or small.</summary>
    public ulong GroupsIn(ReadOnlySpan<char> names)
    {
        var (node, groups) = (0, 0UL);
        foreach (var character in names)
        {
            node = LetterOf(character) is >= 0 and var letter ? _next[(node * Letters) + letter] : 0;
            groups |= _groups[node];
        }

        return groups;
    }

    /// <summary>
    /// Where a word does not go on, the longest end of what was read may begin another one: every node gets the words that
    /// end there, too, and the ways of that end where it has none of its own.
    /// </summary>
    private void Connect()
    {
        var waiting = new Queue<(int Node, int End)>([(0, 0)]);
        while (waiting.TryDequeue(out var at))
        {
            _groups[at.Node] |= _groups[at.End];
            for (var letter = 0; letter < Letters; letter++)
            {
                ref var next = ref _next[(at.Node * Letters) + letter];
                var afterEnd = at.Node == 0 ? (ushort)0 : _next[(at.End * Letters) + letter];
                if (next == 0)
                {
                    next = afterEnd;
                }
                else
                {
                    waiting.Enqueue((next, afterEnd));
                }
            }
        }
    }

    private static int LetterOf(char character) => character switch
    {
        >= 'a' and <= 'z' => character - 'a',
        >= 'A' and <= 'Z' => character - 'A',
        '-' => Letters - 1,
        > '\x7F' when char.ToLowerInvariant(character) is >= 'a' and <= 'z' and var letter => letter - 'a',
        _ => -1,
    };
}
