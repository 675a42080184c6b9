using System.CommandLine;
using System.CommandLine.Invocation;

namespace Archiver.Cli;

/// <summary>Prints the version.</summary>
internal sealed class VersionAction(string version) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"archiver {version}");
        return ExitCode.Done;
    }
}
