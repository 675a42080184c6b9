namespace Archiver.Upkeep.Checks;

/// <summary>What a long task on a whole archive is doing.</summary>
public enum MaintenanceStep
{
    /// <summary>Reading pages by themselves.</summary>
    ReadPages,

    /// <summary>Unpacking packs.</summary>
    ReadPacks,

    /// <summary>Copying pages as they are.</summary>
    CopyPages,

    /// <summary>Copying articles and their revisions into a new archive.</summary>
    CopyArticles,

    /// <summary>Reading an archive's articles, all of them.</summary>
    Verify,

    /// <summary>Putting the new archive in its place.</summary>
    Replace,
}

/// <param name="Step">What is going on.</param>
/// <param name="Done">How many pages or articles are done.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct MaintenanceProgress(MaintenanceStep Step, long Done, long Total);
