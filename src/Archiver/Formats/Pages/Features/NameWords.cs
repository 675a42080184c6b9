namespace Archiver.Formats.Pages.Features;

/// <summary>
/// Finds words within the names of classes and IDs, all of them in one pass: pages have thousands of names. A tree of
/// letters, in which every word is a way from the root.
/// </summary>
internal sealed class NameWords
{
    /// <summary>The letters of ASCII and the hyphen; words have no others.</summary>
    private const int Letters = 27;

    /// <summary>Of each node the next by letter, node after node; 0 where no word goes on so.</summary>
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
    }

    /// <summary>A bit for each group that has a word in the names, in large letters or small.</summary>
    public ulong GroupsIn(ReadOnlySpan<char> names)
    {
        var groups = 0UL;
        for (var start = 0; start < names.Length; start++)
        {
            var node = 0;
            for (var at = start; at < names.Length && LetterOf(names[at]) is >= 0 and var letter
                && (node = _next[(node * Letters) + letter]) != 0; at++)
            {
                groups |= _groups[node];
            }
        }

        return groups;
    }

    private static int LetterOf(char character) => char.ToLowerInvariant(character) switch
    {
        >= 'a' and <= 'z' and var letter => letter - 'a',
        '-' => Letters - 1,
        _ => -1,
    };
}
