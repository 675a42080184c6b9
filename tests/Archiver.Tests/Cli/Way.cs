using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Archiver.Tests.Cli;

/// <summary>How a test runs a whole command.</summary>
public enum Way
{
    /// <summary>In the test's own process, with streams and terminals of its own.</summary>
    InProcess,

    /// <summary>As a process: the published binary that <see cref="NativeBinary"/> finds.</summary>
    Native,
}

/// <summary>Runs a test both ways, once for each; further values follow the way.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothWaysAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow([Way.InProcess, .. values]), new TheoryDataRow([Way.Native, .. values]) { Skip = NativeBinary.Missing }]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>The published binary, which the environment names.</summary>
internal static class NativeBinary
{
    private const string Variable = "ARCHIVER_BINARY";

    public static string? Missing => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
        ? $"{Variable} does not name the published binary."
        : null;

    public static string Path => System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable(Variable)!);

    /// <summary>Skips a test that is about processes where there is no binary to run.</summary>
    public static void Require()
    {
        Assert.SkipUnless(Missing is null, Missing ?? "");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test is about shells and signals of Unix.");
    }
}
