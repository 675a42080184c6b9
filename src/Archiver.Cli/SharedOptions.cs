using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>The options that mean the same with every verb.</summary>
internal static class SharedOptions
{
    private const string ArchiveVariable = "ARCHIVER_ARCHIVE";
    private const string DefaultArchive = "archive.db";
    private const string ArticleDescription = "Its ID, the first four or more characters of it, or its URL.";

    public static readonly Option<string?> Archive = new("--archive")
    {
        Description = $"The archive's file; else ${ArchiveVariable}, else {DefaultArchive} in the current folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<double> Wait = new("--wait")
    {
        Description = "How long to wait for another process that holds the archive.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 60,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0 and <= 1e9)
            {
                return seconds;
            }

            result.AddError($"--wait takes a number of seconds, not '{result.Tokens[0].Value}'.");
            return 0;
        },
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Archive);
        root.Options.Add(Wait);
    }

    /// <summary>The argument that names the article a verb is about.</summary>
    public static Argument<string> AddArticleTo(Command verb)
    {
        var article = new Argument<string>("ARTICLE") { Description = ArticleDescription };
        AddTo(verb, article);
        return article;
    }

    /// <summary>The same for any number of articles.</summary>
    public static Argument<string[]> AddArticlesTo(Command verb)
    {
        var articles = new Argument<string[]>("ARTICLE") { Description = ArticleDescription, Arity = ArgumentArity.ZeroOrMore };
        AddTo(verb, articles);
        return articles;
    }

    /// <summary>No ID and no URL begins with hyphens: what does is an option that the verb does not have.</summary>
    private static void AddTo(Command verb, Argument articles)
    {
        verb.Arguments.Add(articles);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(articles)?.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
            {
                result.AddError($"{verb.Name} has no option '{option.Value}'.");
            }
        });
    }

    /// <param name="description">What there are at most so many of.</param>
    /// <param name="lowest">The lowest number that makes sense.</param>
    /// <param name="highest">The highest.</param>
    /// <param name="name">The option's name.</param>
    public static Option<int?> Limit(string description, int lowest = 0, int highest = int.MaxValue, string name = "--limit") => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                && limit >= lowest && limit <= highest)
            {
                return limit;
            }

            result.AddError($"{name} takes a number from {lowest} {(highest == int.MaxValue ? "on" : $"to {highest}")}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <summary>An option that takes no value: a word after it is no part of it, be it "true" or "false".</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> Json(string what) => Flag("--json", what);

    /// <summary>Which archive, and how long to wait for it.</summary>
    /// <exception cref="ArchiverException">It has a name that cannot be opened.</exception>
    public static ArchivePlace PlaceOf(ParseResult parsed, Session session)
    {
        var path = parsed.GetValue(Archive) ?? (session.Variable(ArchiveVariable) is { Length: > 0 } variable ? variable : DefaultArchive);
        if (GivenValues.NotUtf8(ArchiveVariable, path) is { } wrong)
        {
            throw new ArchiverException(Failure.General, wrong);
        }

        if (!ProcessBytes.CanNameFolder())
        {
            throw new ArchiverException(Failure.General,
                "the name of the current folder is not UTF-8, and files in it cannot be named. Go to another folder, or rename this one.");
        }

        return new ArchivePlace(path, TimeSpan.FromSeconds(parsed.GetValue(Wait)));
    }
}

/// <param name="Path">The archive's file.</param>
/// <param name="Wait">How long to wait for another process.</param>
internal sealed record ArchivePlace(string Path, TimeSpan Wait)
{
    public Archive OpenToRead(CancellationToken cancellation = default) => Archive.OpenToRead(Path, Wait, cancellation);

    public Archive OpenToWrite(CancellationToken cancellation = default) => Archive.OpenToWrite(Path, Wait, cancellation);

    /// <summary>To write, where there is an archive already.</summary>
    public Archive OpenToChange(CancellationToken cancellation) => Archive.OpenToChange(Path, Wait, cancellation);

    /// <summary>Refuses to write a report or an export over the archive or over what is to be read.</summary>
    /// <param name="option">The option that names the file to write.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="inputs">What is to be read beside the archive.</param>
    /// <exception cref="ArchiverException">It is one of them.</exception>
    public void Protect(string option, string file, IEnumerable<string> inputs)
    {
        var written = RealPath.Of(file);
        if (Archive.FilesOf(Path).Concat(inputs).Any(read => RealPath.Of(read) == written))
        {
            throw new ArchiverException(Failure.General,
                $"{option} {file} would overwrite what is to be read. Name another file.");
        }
    }
}
