using Archiver.Upkeep.Checks;

namespace Archiver.Cli.Terminal;

/// <summary>The progress of a task with several steps: a line for each, one after the other.</summary>
internal sealed class StepProgress(Session session) : IDisposable
{
    private Progress? _line;
    private MaintenanceStep _step;

    public void Report(MaintenanceProgress progress)
    {
        if (_line is null || _step != progress.Step)
        {
            _line?.Dispose();
            _step = progress.Step;
            var (verb, unit) = NameOf(_step);
            _line = Progress.Start(session.ErrorTerminal, session.Error, verb, progress.Total, unit);
        }

        _line.Report(progress.Done, progress.Done);
    }

    public void Dispose() => _line?.Dispose();

    private static (string Verb, string Unit) NameOf(MaintenanceStep step) => step switch
    {
        MaintenanceStep.ReadPages => ("Reading", "pages"),
        MaintenanceStep.ReadPacks => ("Unpacking", "packs"),
        MaintenanceStep.CopyPages => ("Copying", "pages"),
        MaintenanceStep.CopyArticles => ("Copying", "articles"),
        MaintenanceStep.Verify => ("Verifying", "articles"),
        _ => ("Replacing", "files"),
    };
}
