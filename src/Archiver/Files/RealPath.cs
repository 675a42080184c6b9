using Archiver.Articles;

namespace Archiver.Files;

/// <summary>Where paths lead to, whatever links there are on the way.</summary>
/// <remarks>
/// .NET takes <c>a/..</c> out of a path by its text; the system goes to where the link <c>a</c> leads, and up from there. So
/// that the files beside a file are looked for where it lies, paths are resolved here as the system does it.
/// </remarks>
public static class RealPath
{
    /// <summary>So many links a system follows.</summary>
    private const int MaxLinks = 40;

    /// <summary>The path without links, but those that lead in a circle, and without steps up. The file need not be there.</summary>
    public static string Of(string path) => Resolve(path, out _);

    /// <summary>
    /// The path as it is written where that leads nowhere else, else as <see cref="Of"/>: messages name what people wrote.
    /// </summary>
    /// <exception cref="ArchiverException">Its links lead in a circle.</exception>
    public static string OfFile(string path)
    {
        if (new FileInfo(path).LinkTarget is null && !path.Split('/').Contains(".."))
        {
            return path;
        }

        var real = Resolve(path, out var isCircle);
        return isCircle ? throw new ArchiverException(Failure.NotWritable,
            $"{path} cannot be read or written: its links lead in a circle. Name another place.") : real;
    }

    private static string Resolve(string path, out bool isCircle)
    {
        isCircle = false;
        if (OperatingSystem.IsWindows())
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }

        var real = path.StartsWith('/') ? "" : Environment.CurrentDirectory.TrimEnd('/');
        var steps = new Stack<string>(path.Split('/').Reverse());
        for (var links = 0; steps.TryPop(out var step);)
        {
            if (step is "" or ".")
            {
                continue;
            }

            if (step == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }

            var next = $"{real}/{step}";
            isCircle |= links > MaxLinks;
            if (isCircle || new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            links++;

            real = target.StartsWith('/') ? "" : real;
            foreach (var part in target.Split('/').Reverse())
            {
                steps.Push(part);
            }
        }

        return real.Length == 0 ? "/" : real;
    }
}
