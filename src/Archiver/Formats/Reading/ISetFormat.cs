using Archiver.Inputs;

namespace Archiver.Formats.Reading;

/// <summary>A way to write articles down as several files that belong together, such as the members of an app's zip file.</summary>
internal interface ISetFormat : IFormat, ISetKind;

/// <summary>A kind of sets of files: recognises them, and reads articles from them.</summary>
internal interface ISetKind
{
    /// <summary>Whether files are such a set.</summary>
    /// <param name="names">Their names, in their order there; some may be alike.</param>
    bool Recognizes(IReadOnlyList<string> names);

    /// <summary>
    /// Reads a set. The stretches of a member follow one another and add up to its length; those of several members may come
    /// in any order. A member that has none is read on its own afterwards, as if the set were none; so what is left out needs
    /// a stretch that says so (<see cref="StretchKind.Used"/>, <see cref="StretchKind.Ignored"/>).
    /// </summary>
    IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options);
}
