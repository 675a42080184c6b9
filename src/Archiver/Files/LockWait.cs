namespace Archiver.Files;

/// <summary>How long to wait for another process, and who is told that one waits.</summary>
/// <param name="Time">How long.</param>
/// <param name="Tell">
/// Told once, as soon as one waits, of what (<c>archive.db</c>) and for whom (<c>process 4711</c>); null where nobody is.
/// </param>
public readonly record struct LockWait(TimeSpan Time, Action<string, string>? Tell = null)
{
    /// <summary>Who has just to put something right holds the lock no longer than this, and is not worth a word.</summary>
    internal static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(100);

    public static LockWait FromTimeSpan(TimeSpan time) => new(time);

    public static implicit operator LockWait(TimeSpan time) => FromTimeSpan(time);
}
