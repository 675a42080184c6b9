namespace Archiver.Storage;

/// <summary>A file that appears at its place complete or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        try
        {
            using (var file = File.OpenHandle(beside, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
