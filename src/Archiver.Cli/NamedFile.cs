using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>Writes a file that the user named.</summary>
internal static class NamedFile
{
    /// <param name="path">The file; it is complete or not there at all.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="cancellation">Ends the waiting for who reads, where it is a pipe.</param>
    /// <returns>What <paramref name="write"/> returns.</returns>
    public static T Write<T>(string path, Func<Stream, T> write, CancellationToken cancellation)
    {
        try
        {
            using var file = Waiting.For(() => OutputFile.Create(path), cancellation);
            var result = write(file.Stream);
            file.Complete();
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || FileFailure.IsTooLong(exception))
        {
            throw new ArchiverException(Failure.NotWritable, $"{path} cannot be written: {FileFailure.Reason(exception)}", exception);
        }
    }
}
