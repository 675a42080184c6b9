using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <summary>Checks an archive and changes nothing.</summary>
public static class Verify
{
    /// <param name="path">The archive's file.</param>
    /// <param name="quick">Whether to leave the packs packed: what is in them is not checked then.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArchiverException">There is no archive, or it is held.</exception>
    public static VerifyResult Run(string path, bool quick, LockWait wait,
        Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        using var verification = new Verification(ArchivePages.Open(path, wait, cancellation));
        return verification.Run(quick, report, cancellation);
    }
}
