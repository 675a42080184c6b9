namespace Archiver.Inputs;

/// <summary>
/// What an archive file holds at one place: a member, whose content is to be read before the next is asked for; a
/// member that cannot be read; or, without a name, a place where the archive file itself is damaged.
/// </summary>
/// <param name="Name">The member's name, made fit for a line; null where it is about the archive file itself.</param>
/// <param name="Content">Its content; null where there is a reason why not.</param>
/// <param name="Reason">Why it cannot be read, or what is wrong with the archive file.</param>
internal sealed record Member(string? Name, Stream? Content, string? Reason = null)
{
    /// <summary>Where the damage lies in the archive file.</summary>
    public long Offset { get; init; }

    /// <summary>How much of the archive file could not be read there.</summary>
    public long Length { get; init; }

    public static Member Damage(long offset, long length, string reason) =>
        new(null, null, reason) { Offset = offset, Length = length };
}
