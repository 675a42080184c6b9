using System.CommandLine;

namespace Archiver.Cli;

/// <summary>A verb in the list of all.</summary>
/// <param name="Group">Under which heading help lists it.</param>
/// <param name="Name">What is typed.</param>
/// <param name="Does">What it does, in a few words.</param>
/// <param name="Create">Makes it.</param>
internal sealed record VerbRow(string Group, string Name, string Does, Func<Session, Command> Create)
{
    /// <summary>Whether it says of each thing that it is done, and what was said stays when it is cancelled.</summary>
    public bool Acknowledges { get; init; }
}
