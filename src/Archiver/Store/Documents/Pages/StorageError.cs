using Archiver.Articles;
using Archiver.Files;
using LiteDB;

namespace Archiver.Store.Documents.Pages;

/// <summary>Tells what the exceptions mean that come up where an archive is read and written.</summary>
internal static class StorageError
{
    /// <summary>
    /// Whether an exception says that stored bytes are not what they should be. What decodes them throws these two and no
    /// other; LiteDB throws its own where it cannot use its pages.
    /// </summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException
        or ArchiverException { Failure: Failure.Damaged } or LiteException
    {
        ErrorCode: LiteException.INVALID_DATAFILE_STATE
            or LiteException.INVALID_DATABASE or LiteException.INVALID_FREE_SPACE_PAGE or LiteException.INVALID_DATA_TYPE
    };

    /// <summary>
    /// The failure as the user should read it: what failed, where, and what to do. What nobody expected stays as it is,
    /// for it is a bug and no damage.
    /// </summary>
    public static Exception Describe(Exception exception, string archive) => exception switch
    {
        ArchiverException => exception,
        _ when DiskError.IsNoSpace(exception) => new ArchiverException(Failure.NotWritable,
            $"No space is left for {archive}. What was acknowledged is safe; make room and run the command again.",
            exception),
        _ when FileFailure.IsTooLong(exception) => new ArchiverException(Failure.NotWritable,
            $"{archive} or a file beside it cannot be written: {FileFailure.Reason(exception)} What was acknowledged is safe.", exception),
        UnauthorizedAccessException => new ArchiverException(Failure.NotWritable,
            $"{archive} cannot be opened: {FileFailure.Reason(exception)}",
            exception),
        DirectoryNotFoundException => new ArchiverException(Failure.NotWritable,
            $"The folder of {archive} does not exist.", exception)
        {
            OnCommandLine = "Create it, or name another place with --archive.",
        },
        IOException => new ArchiverException(Failure.NotWritable,
            $"{archive} cannot be read or written: {FileFailure.Reason(exception)}", exception),
        _ when IsDamage(exception) => new ArchiverException(Failure.Damaged,
            $"{archive} is damaged: {exception.Message}", exception),
        _ => exception,
    };
}
