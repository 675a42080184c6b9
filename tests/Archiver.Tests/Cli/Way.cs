using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Archiver.Tests.Cli;

/// <summary>How a test runs a whole command.</summary>
public enum Way
{
    /// <summary>In the test's own process, with streams and terminals of its own.</summary>
    InProcess,

    /// <summary>As a process: the program of <see cref="NativeBinary"/>.</summary>
    Native,
}

/// <summary>Runs a test in process, and where there is a published binary with that, too; further values follow the way.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothWaysAttribute(params object?[] values) : DataAttribute
{
    private static readonly Way[] Ways = NativeBinary.IsPublished ? [Way.InProcess, Way.Native] : [Way.InProcess];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Ways.Select(way => new TheoryDataRow([way, .. values]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>
/// A test of signals, limits and closed streams: what the published binary does with them is not what the runtime does that
/// the built program has. Without that binary there is no such test.
/// </summary>
[XunitTestCaseDiscoverer(typeof(PublishedDiscoverer<FactDiscoverer>))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedFactAttribute([CallerFilePath] string? path = null, [CallerLineNumber] int line = -1)
    : FactAttribute(path, line);

/// <inheritdoc cref="PublishedFactAttribute"/>
[XunitTestCaseDiscoverer(typeof(PublishedDiscoverer<TheoryDiscoverer>))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedTheoryAttribute([CallerFilePath] string? path = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(path, line);

public sealed class PublishedDiscoverer<TDiscoverer> : IXunitTestCaseDiscoverer
    where TDiscoverer : IXunitTestCaseDiscoverer, new()
{
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        NativeBinary.IsPublished ? new TDiscoverer().Discover(discoveryOptions, testMethod, factAttribute) : new([]);
}

/// <summary>The published binary, which the environment names; where it names none, the program that was built.</summary>
internal static class NativeBinary
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("ARCHIVER_BINARY");

    public static bool IsPublished => !string.IsNullOrEmpty(Named);

    public static string Path =>
        IsPublished ? System.IO.Path.GetFullPath(Named!) : System.IO.Path.Combine(AppContext.BaseDirectory, "archiver");
}
