namespace Archiver.Formats.Dumps;

/// <summary>
/// The second copy of a body. A dump's body is B followed by a suffix of B; reversed, that is a sequence beginning
/// with the same block twice, and the Z-function finds every such block in linear time, hostile input included.
/// </summary>
internal sealed class Repeat
{
    private int[] _matches = [];
    private int _count;

    /// <summary>Prepares the answers for the body made of these lines.</summary>
    /// <param name="hashes">One hash a line: equal lines have equal hashes.</param>
    public void Prepare(ReadOnlySpan<ulong> hashes)
    {
        _count = hashes.Length;
        if (_matches.Length < _count)
        {
            _matches = new int[Math.Max(_count, 2 * _matches.Length)];
        }

        // matches[i] is how many lines before line count - i equal, going backwards, those before the end.
        int left = 0, right = 0;
        for (var i = 1; i < _count; i++)
        {
            var match = i < right ? Math.Min(right - i, _matches[i - left]) : 0;
            while (i + match < _count && hashes[_count - 1 - match] == hashes[_count - 1 - i - match])
            {
                match++;
            }

            if (i + match > right)
            {
                (left, right) = (i, i + match);
            }

            _matches[i] = match;
        }
    }

    /// <summary>The longest possible repeat of at most so many lines; 0 where there is none.</summary>
    public int AtMost(int lines)
    {
        for (var length = Math.Min(lines, _count / 2); length > 0; length--)
        {
            if (_matches[length] >= length)
            {
                return length;
            }
        }

        return 0;
    }
}
