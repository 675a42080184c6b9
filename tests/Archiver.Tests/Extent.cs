using System.Globalization;
using System.Runtime.CompilerServices;
using Archiver.Store.Documents;

namespace Archiver.Tests;

/// <summary>
/// How often a test tries something: quick for those who work on the code, thorough where <c>ARCHIVER_THOROUGH</c> is 1, as
/// in the gate, or as a variable of the test's own says.
/// </summary>
internal static class Extent
{
    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("ARCHIVER_THOROUGH") == "1";

    public static int Of(int quick, int thorough) => IsThorough ? thorough : quick;

    public static int Of(string variable, int quick, int thorough) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var stated) ? stated : Of(quick, thorough);

    /// <summary>Who reads in the test's own process does not end while an import waits for it.</summary>
    [ModuleInitializer]
    internal static void DoNotWait() => Database.CheckpointWait = TimeSpan.Zero;
}
