namespace Archiver.Files;

/// <summary>Tells the failures of a disk apart, on Unix by errno and on Windows by error code.</summary>
internal static class DiskError
{
    private const int UnixWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int UnixNoSpace = 28;
    private const int UnixReadOnly = 30;
    private const int UnixTooManyOpen = 24;
    private const int UnixNameTooLong = 36;
    private const int MacNameTooLong = 63;
    private const int UnixTooManyLinks = 40;
    private const int MacTooManyLinks = 62;
    private const int UnixQuota = 122;
    private const int WindowsSharing = unchecked((int)0x80070020);
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    public static bool IsSharingViolation(IOException exception) =>
        exception.HResult is WindowsSharing or UnixWouldBlock or MacWouldBlock;

    public static bool IsCircle(Exception exception) => exception.HResult is UnixTooManyLinks or MacTooManyLinks;

    public static bool IsNameTooLong(Exception exception) =>
        exception is PathTooLongException || exception.HResult is UnixNameTooLong or MacNameTooLong;

    public static bool IsTooManyOpen(Exception exception) => exception.HResult is UnixTooManyOpen;

    public static bool IsReadOnlyPlace(Exception exception) =>
        exception.HResult is UnixReadOnly or WindowsWriteProtected;

    public static bool IsNoSpace(Exception exception) =>
        exception.HResult is UnixNoSpace or UnixQuota or WindowsDiskFull or WindowsHandleDiskFull
        || (exception.InnerException is IOException inner && IsNoSpace(inner));
}
