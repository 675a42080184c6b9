namespace Archiver.Inputs;

/// <summary>The names in an archive file of what may have companions: all of them where that has a directory, else those so far.</summary>
/// <param name="all">All names; null where they are not known beforehand. Only who needs them asks, once.</param>
internal sealed class MemberNames(Func<IEnumerable<string>?> all)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isRead;

    public void Add(string name)
    {
        if (Companions.MayHaveSome(name))
        {
            _names.Add(name);
        }
    }

    public bool Contains(string name)
    {
        if (!_isRead)
        {
            _isRead = true;
            _names.UnionWith((all() ?? []).Where(Companions.MayHaveSome));
        }

        return _names.Contains(name);
    }
}
