namespace Archiver.Articles;

/// <summary>What kind of trouble ends a command; the command line gives each its exit code.</summary>
public enum Failure
{
    /// <summary>A usage error, or a failure that no other kind names.</summary>
    General,

    /// <summary>No such article, or a selection that names something the archive does not have.</summary>
    NotFound,

    /// <summary>There is no archive at that place, or the file there is not an archive.</summary>
    NoArchive,

    /// <summary>Another process holds the archive.</summary>
    Busy,

    /// <summary>The archive is damaged.</summary>
    Damaged,

    /// <summary>No space is left, or the place cannot be written.</summary>
    NotWritable,
}

/// <summary>
/// Tell the user and stop. The message says what failed, where, and what to do; any other exception is a bug.
/// </summary>
public class ArchiverException(Failure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public Failure Failure { get; } = failure;

    /// <summary>What to do about it with verbs and options: the end of the message.</summary>
    public string? OnCommandLine { get; init; }

    public override string Message => OnCommandLine is null ? Trouble : $"{Trouble} {OnCommandLine}";

    /// <summary>The message for who has no command line before him.</summary>
    public string Trouble => base.Message;
}
