namespace Archiver.Store.Documents.Pages;

/// <summary>Goes through the primary index of a collection, in the order of the numbers. For one thread.</summary>
/// <param name="documents">Reads the nodes.</param>
/// <param name="head">The node before the first.</param>
/// <param name="tail">The node after the last.</param>
internal sealed class IndexCursor(PageDocuments documents, PageAddress head, PageAddress tail)
{
    /// <summary>So far ahead it is shorter to go from node to node: most numbers are there, and their nodes lie together.</summary>
    private const int Near = 64;

    /// <summary>How the last number was found, a step a level: the next is mostly found by the same steps from the highest.</summary>
    private readonly Step[] _steps = new Step[IndexNode.MaxLevels];

    private PageAddress _next;

    /// <summary>The number of the document.</summary>
    public int Number { get; private set; }

    /// <summary>Where the document begins; none where the cursor is at no document.</summary>
    public PageAddress Block { get; private set; } = PageAddress.None;

    /// <summary>Moves to the first document whose number is not below this one.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Seek(int number)
    {
        if (Block == PageAddress.None || number < Number || number - Number > Near)
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
        (Number, Block) = (0, PageAddress.None);
        var above = new Step(head, 0, tail, int.MaxValue);
        for (var level = IndexNode.MaxLevels - 1; level >= 0; level--)
        {
            var step = _steps[level];
            if (step.Number < above.Number || step.Number >= number || step.NextNumber == 0)
            {
                step = StepFrom(above.Node, above.Number, level, above);
            }

            while (step.NextNumber < number)
            {
                step = StepFrom(step.Next, step.NextNumber, level, above);
            }

            above = _steps[level] = step;
        }

        (Number, _next) = (above.Number, above.Next);
    }

    /// <summary>Finds the node after one, which need not be read where it is that of the level above.</summary>
    private Step StepFrom(PageAddress address, int number, int level, Step above)
    {
        var next = Node(address, level).Next(level);
        if (next == above.Next)
        {
            return new Step(address, number, next, above.NextNumber);
        }

        // A level that never had a node is not linked at all; the lowest has all of them.
        _next = next;
        return next == tail || (level > 0 && next == PageAddress.None)
            ? new Step(address, number, tail, int.MaxValue)
            : new Step(address, number, next, NumberOf(Node(next, level), number));
    }

    private IndexNode Node(PageAddress address, int level)
    {
        var node = documents.Node(address);
        return node.Levels > level ? node : throw documents.Unusable(address);
    }

    /// <summary>Numbers rise, so that no walk goes round in circles.</summary>
    private int NumberOf(IndexNode node, int before) =>
        node.Key is { } number && number > before ? number : throw documents.Unusable(_next);

    /// <param name="Node">Where a node is.</param>
    /// <param name="Number">Its number; 0 for the head.</param>
    /// <param name="Next">Where the next node is on the level.</param>
    /// <param name="NextNumber">Its number; <see cref="int.MaxValue"/> for the tail, 0 where it is not known.</param>
    private readonly record struct Step(PageAddress Node, int Number, PageAddress Next, int NextNumber);
}
