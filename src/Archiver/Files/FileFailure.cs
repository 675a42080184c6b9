using Archiver.Articles;

namespace Archiver.Files;

/// <summary>
/// Why a file that the user named cannot be written, in words that follow its name. .NET's own name the file that it was
/// about, which may be one of Archiver's own beside it.
/// </summary>
public static class FileFailure
{
    public static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException => "nothing can be made there. Name another place.",
        DirectoryNotFoundException => "its folder does not exist. Create it, or name another place.",
        UnauthorizedAccessException when exception.Message.EndsWith("is a folder.", StringComparison.Ordinal) => "it is a folder. Name a file in it.",
        UnauthorizedAccessException => "permission is missing. Check the permissions of the file and its folder.",
        PathTooLongException => "its name is too long.",
        _ when IsTooLong(exception) => "it would be longer than the system allows (`ulimit -f`, or the limit of its disk). Allow more, or name another place.",
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
            throw new ArchiverException(Failure.NotWritable, $"{path} cannot be opened: {Reason(exception)}", exception);
        }
    }

    /// <summary>Without the path that .NET puts behind the system's words.</summary>
    private static string Sentence(string message)
    {
        var path = message.LastIndexOf(" : '", StringComparison.Ordinal);
        return $"{(path < 0 ? message : message[..path]).TrimEnd('.')}.";
    }
}
