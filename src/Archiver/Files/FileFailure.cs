using Archiver.Articles;

namespace Archiver.Files;

/// <summary>
/// Why a file that the user named cannot be written, in words that follow its name. .NET's own name the file that it was
/// about, which may be one of Archiver's own beside it.
/// </summary>
public static class FileFailure
{
    /// <summary>Does something with a file that the user named. Where it fails for the file's sake, that is said with its name.</summary>
    /// <param name="path">The file, as it was named.</param>
    /// <param name="what">What is done with it: <c>read</c>, <c>written</c>.</param>
    /// <param name="action">Does it.</param>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="more">What else there is to say then.</param>
    /// <exception cref="ArchiverException">It failed.</exception>
    public static T InWords<T>(
        string path, string what, Func<T> action, Failure failure = Failure.NotWritable, string more = "")
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            var reason = what == "read" && exception is (FileNotFoundException or DirectoryNotFoundException)
                ? "it does not exist." : Reason(exception);
            throw new ArchiverException(failure, $"{path} cannot be {what}: {reason}{more}", exception);
        }
    }

    /// <summary>Whether an exception tells of a file, and is no bug.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException || IsTooLong(exception);

    public static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException when !HasCurrentFolder() => "the current folder is not there any more. Go to another folder.",
        FileNotFoundException => "nothing can be made there. Name another place.",
        DirectoryNotFoundException => "its folder does not exist. Create it, or name another place.",
        UnauthorizedAccessException when exception.Message.EndsWith("is a folder.", StringComparison.Ordinal) =>
            "it is a folder. Name a file in it.",
        UnauthorizedAccessException => "permission is missing. Check the permissions of the file and its folder.",
        _ when DiskError.IsNameTooLong(exception) => "its name is too long.",
        _ when DiskError.IsCircle(exception) => "its links lead in a circle.",
        _ when DiskError.IsTooManyOpen(exception) => "too many files are open. Allow more (`ulimit -n`), and run the command again.",
        _ when IsTooLong(exception) =>
            "it would be longer than the system allows (`ulimit -f`, or the limit of its disk). "
                + "Allow more, or name another place.",
        _ when DiskError.IsNoSpace(exception) => "no space is left. Make room, and run the command again.",
        _ when DiskError.IsReadOnlyPlace(exception) => "the place can only be read. Name another place.",
        _ => Sentence(exception.Message),
    };

    /// <summary>Whether a file may not become as long as it would: EFBIG, of which .NET makes something of its own.</summary>
    public static bool IsTooLong(Exception? exception) => exception is not null
        && (exception is ArgumentOutOfRangeException { ParamName: "value" }
            && exception.Message.StartsWith("Specified file length was too large", StringComparison.Ordinal)
            || IsTooLong(exception.InnerException));

    /// <summary>Whether anything is at a path. .NET's own say no as well where they cannot tell.</summary>
    /// <exception cref="ArchiverException">That cannot be told: its folder may not be entered, or the disk fails.</exception>
    public static bool IsThere(string path)
    {
        try
        {
            File.GetAttributes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new ArchiverException(Failure.NotWritable,
                $"{path} cannot be opened: {Reason(exception)}", exception);
        }
    }

    /// <summary>It may have been deleted, and nothing can be named in it.</summary>
    public static bool HasCurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory.Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Without the path that .NET puts behind the system's words.</summary>
    private static string Sentence(string message)
    {
        var path = message.LastIndexOf(" : '", StringComparison.Ordinal);
        return $"{(path < 0 ? message : message[..path]).TrimEnd('.')}.";
    }
}
