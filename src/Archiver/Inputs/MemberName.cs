using System.Text;
using Archiver.Texts.Encodings;

namespace Archiver.Inputs;

/// <summary>
/// The name of a member, as it stands in an archive file. It is shown and kept, and nothing else: no file is opened or
/// made by it, so whatever is in it does no harm.
/// </summary>
internal static class MemberName
{
    private const int MaxLength = 1024;

    /// <param name="name">The name's bytes, in whatever encoding.</param>
    public static string Of(ReadOnlySpan<byte> name)
    {
        name = name[..Math.Min(name.Length, 4 * MaxLength)];
        var text = System.Text.Unicode.Utf8.IsValid(name) ? Encoding.UTF8.GetString(name)
            : Encoding.UTF8.GetString(EncodingGuess.Of(name).ToUtf8(name, out _));
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";
    }
}
