namespace Archiver.Storage;

/// <summary>Goes through the primary index of a collection, in the order of the numbers. For one thread.</summary>
/// <param name="documents">Reads the nodes.</param>
/// <param name="head">The node before the first.</param>
/// <param name="tail">The node after the last.</param>
internal sealed class IndexCursor(PageDocuments documents, PageAddress head, PageAddress tail)
{
    /// <summary>So far ahead it is shorter to go from node to node: most numbers are there, and their nodes lie together.</summary>
    private const int Near = 64;

    private PageAddress _next;

    /// <summary>The number of the document; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Where the document begins.</summary>
    public PageAddress Block { get; private set; }

    /// <summary>Moves to the first document whose number is not below this one.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Seek(int number)
    {
        if (Number == 0 || number < Number || number - Number > Near)
        {
            Descend(number);
            return MoveNext();
        }

        while (Number < number)
        {
            if (!MoveNext())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stops at each document whose number is among these, which rise.</summary>
    public IEnumerable<int> Among(IEnumerable<int> numbers) =>
        numbers.Where(number => Seek(number) && Number == number);

    /// <summary>Stops at each document from one number to another.</summary>
    public IEnumerable<int> Between(int first, int last)
    {
        for (var found = Seek(first); found && Number <= last; found = MoveNext())
        {
            yield return Number;
        }
    }

    private bool MoveNext()
    {
        if (_next == tail)
        {
            return false;
        }

        var node = Node(_next, 0);
        (Number, Block, _next) = (NumberOf(node, Number), node.Block, node.Next(0));
        return true;
    }

    /// <summary>From the highest level down, on each as far as the numbers are lower.</summary>
    private void Descend(int number)
    {
        var (at, beyond) = (head, tail);
        Number = 0;
        for (var level = IndexNode.MaxLevels - 1; level >= 0; level--)
        {
            _next = Node(at, level).Next(level);

            // A level that never had a node is not linked at all.
            while (_next != beyond && _next != tail && _next != PageAddress.None)
            {
                var node = Node(_next, level);
                var found = NumberOf(node, Number);
                if (found >= number)
                {
                    beyond = _next;
                    break;
                }

                (at, Number, _next) = (_next, found, node.Next(level));
            }
        }
    }

    private IndexNode Node(PageAddress address, int level)
    {
        var node = documents.Node(address);
        return node.Levels > level ? node : throw documents.Unusable(address);
    }

    /// <summary>Numbers rise, so that no walk goes round in circles.</summary>
    private int NumberOf(IndexNode node, int before) =>
        node.Key is { } number && number > before ? number : throw documents.Unusable(_next);
}
