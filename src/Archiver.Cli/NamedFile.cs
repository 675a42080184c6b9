using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>Writes a file that the user named.</summary>
internal static class NamedFile
{
    /// <summary>
    /// Writes it, if that ends with <see cref="ExitCode.Done"/> or <see cref="ExitCode.DoneInPart"/>; else it is as it was.
    /// </summary>
    /// <param name="path">The file; it is complete or not there at all.</param>
    /// <param name="mayReplace">Whether a file that is there may be replaced.</param>
    /// <param name="write">Writes it, and says with which exit code that ends.</param>
    /// <param name="cancellation">Ends the wait for a reader, where the file is a pipe.</param>
    /// <returns>What <paramref name="write"/> returns.</returns>
    public static int Write(
        string path, bool mayReplace, Func<Stream, int> write, CancellationToken cancellation) =>
        FileFailure.InWords(path, "written", () =>
        {
            Check(path, mayReplace);
            using var file = Waiting.For(() => OutputFile.Create(path), cancellation);
            var code = write(file.Stream);
            if (code is ExitCode.Done or ExitCode.DoneInPart)
            {
                // Somebody else may have made it meanwhile.
                Check(path, mayReplace);
                file.Complete();
            }

            return code;
        });

    /// <summary>A pipe or a device is written as it is, and nothing in it is lost.</summary>
    private static void Check(string path, bool mayReplace)
    {
        if (!mayReplace && OutputFile.WouldReplace(path))
        {
            throw new ArchiverException(Failure.General,
                $"{path} exists. Name another file, or replace it with --force.");
        }
    }
}
