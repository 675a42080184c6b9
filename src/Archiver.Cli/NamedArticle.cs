using System.Text;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>An article by the name that it was given on the command line, or on a line of standard input.</summary>
/// <param name="Name">Its name: an ID, the beginning of one, or a URL.</param>
/// <param name="Line">The line of standard input, from 1; 0 on the command line.</param>
internal readonly record struct NamedArticle(string Name, int Line)
{
    /// <summary>The word that stands for the names on standard input.</summary>
    public const string Input = "-";

    /// <summary>In bytes: longer than any name.</summary>
    private const int LongestLine = 128 << 10;

    /// <summary>The names, with those on standard input where <c>-</c> stands, each once.</summary>
    /// <exception cref="ArchiverException">What is there are no names.</exception>
    public static IReadOnlyList<NamedArticle> Read(IEnumerable<string> words, Session session)
    {
        var names = new List<NamedArticle>();
        foreach (var word in words.Distinct(StringComparer.Ordinal))
        {
            names.AddRange(word == Input ? OfInput(session) : [new NamedArticle(word, 0)]);
        }

        return names;
    }

    /// <summary>What finds the one article that is named so, for a verb that is about no more.</summary>
    public static Func<Archive, IReadOnlyList<Article>> Only(string word, Session session) => Read([word], session) is [var only]
        ? archive => [only.Find(archive.Find)]
        : throw new ArchiverException(Failure.General, "this is about one article, and standard input names several.");

    /// <summary>
    /// Does the same with each of the articles, which are all found before the first is printed; what is printed of two has
    /// an empty line between, unless it is JSON or bytes.
    /// </summary>
    /// <param name="names">Their names.</param>
    /// <param name="archive">Where they are.</param>
    /// <param name="session">Where the empty line goes.</param>
    /// <param name="run">Does it with one, which was named so.</param>
    /// <param name="hasGaps">Whether empty lines stand between.</param>
    /// <returns>The exit code of the first that had another than 0.</returns>
    public static int ForEach(IReadOnlyList<NamedArticle> names, Archive archive, Session session,
        Func<Article, string, int> run, bool hasGaps = true)
    {
        var code = ExitCode.Done;
        Article[] articles = [.. names.Select(name => name.Find(archive.Find))];
        foreach (var (at, article) in articles.Index())
        {
            if (at > 0 && hasGaps)
            {
                session.Text.WriteLine();
            }

            code = run(article, names[at].Name) is var one && code == ExitCode.Done ? one : code;
        }

        return code;
    }

    /// <summary>The article, found by its name; what is wrong with a line is said with its number.</summary>
    public Article Find(Func<string, Article> find)
    {
        try
        {
            return find(Name);
        }
        catch (AmbiguousNameException ambiguous) when (Line > 0)
        {
            throw new AmbiguousNameException($"{Place(Line)}: {Name}", ambiguous.Articles);
        }
        catch (ArchiverException exception) when (Line > 0 && exception.Failure is Failure.NotFound or Failure.General)
        {
            throw new ArchiverException(exception.Failure, $"{Place(Line)}: {exception.Message}", exception);
        }
    }

    /// <summary>A name a line, or between NULs. Blank lines mean nothing.</summary>
    private static List<NamedArticle> OfInput(Session session)
    {
        var names = new List<NamedArticle>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in Lines(session))
        {
            var name = TextOf(line.Span, number).Trim().TrimStart('\uFEFF');
            if (name.Length > 0 && seen.Add(name))
            {
                names.Add(new NamedArticle(name, number));
            }
        }

        return names.Count > 0 ? names : throw new ArchiverException(Failure.NotFound,
            "standard input names no article: there is nothing in it but blank lines.");
    }

    private static string TextOf(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line);
        }
        catch (DecoderFallbackException)
        {
            throw new ArchiverException(Failure.General,
                $"{Place(number)} is not UTF-8. Give a name of an article a line, as `list --fields id` prints them.");
        }
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Line, int Number)> Lines(Session session)
    {
        using var input = session.OpenInput();
        var (buffer, held, number) = (new byte[LongestLine], 0, 1);
        while (true)
        {
            var read = Read(input, new ArraySegment<byte>(buffer, held, buffer.Length - held));
            held += read;
            var start = 0;
            while (buffer.AsSpan(start, held - start).IndexOfAny((byte)'\n', (byte)0) is >= 0 and var length)
            {
                yield return (buffer.AsMemory(start, length), number++);
                start += length + 1;
            }

            if (read == 0)
            {
                yield return (buffer.AsMemory(start, held - start), number);
                yield break;
            }

            buffer.AsSpan(start, held - start).CopyTo(buffer);
            held -= start;
            if (held == buffer.Length)
            {
                throw new ArchiverException(Failure.General,
                    $"{Place(number)} is longer than any name of an article. Give a name a line.");
            }
        }
    }

    private static int Read(Stream input, ArraySegment<byte> buffer) =>
        FileFailure.InWords("standard input", "read", () => input.Read(buffer), Failure.General);

    private static string Place(int line) => $"standard input, line {line}";
}
