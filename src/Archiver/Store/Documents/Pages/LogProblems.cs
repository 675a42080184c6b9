using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Store.Documents.Pages;

/// <summary>What to say where a log and an archive do not belong together.</summary>
internal static class LogProblems
{
    /// <param name="problem">What is wrong.</param>
    /// <param name="archive">The archive's file.</param>
    /// <exception cref="ArchiverException">Something is.</exception>
    public static void Refuse(LogProblem problem, string archive)
    {
        if (problem != LogProblem.None)
        {
            throw new ArchiverException(problem is LogProblem.Missing or LogProblem.Damaged ? Failure.Damaged : Failure.General,
                $"{Describe(problem, archive)} Nothing was changed{WhatToDo(problem)}");
        }
    }

    /// <summary>What is wrong, as a sentence.</summary>
    public static string Describe(LogProblem problem, string archive)
    {
        var log = ArchiveFiles.LogPath(archive);
        return problem switch
        {
            LogProblem.OtherArchive => $"{log}, the log beside {archive}, belongs to another archive.",
            LogProblem.OtherState => $"{log}, the log beside {archive}, belongs to another state of the archive.",
            LogProblem.Missing => $"{log}, the log of {archive}, is missing or empty, and what was imported last is in it.",
            LogProblem.Damaged => $"{log}, the log of {archive}, is cut or damaged, and what was imported last is in it.",
            _ => $"{log} is where the log of {archive} belongs, but it is something else.",
        };
    }

    /// <summary>Beside what is to be done about every damage.</summary>
    private static string WhatToDo(LogProblem problem) => problem switch
    {
        LogProblem.OtherArchive => ": move it to its archive, or away.",
        LogProblem.OtherState => ": put back the archive that it was beside, or move it away.",
        LogProblem.Missing => ": put it back, if you still have it.",
        LogProblem.Damaged => ".",
        _ => ": move it away, or name another archive with --archive FILE.",
    };
}
