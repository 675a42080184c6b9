using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli.Options;

/// <summary>The options that mean the same with every verb.</summary>
internal static class SharedOptions
{
    private const string LimitName = "--limit";
    private const string ArticleDescription =
        "Its ID, the first four or more characters of it, or its URL; - for names on standard input, one a line.";

    private const string ArticleOrTagDescription =
        "An article: its ID, the first four or more characters of it, or its URL; - for names on standard input. "
        + "With + or - before it a tag.";

    public static readonly Option<string?> Archive = new("--archive", "-a")
    {
        Description = $"The archive's file. Without it: ${ArchivePlace.Variable}, else {ArchivePlace.FileName} in the current folder "
            + "if it is there, else the one in your data folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet =
        Flag("--quiet", "Say nothing but errors and warnings; data is printed all the same.", "-q");

    public static readonly Option<bool> NoPager =
        Flag("--no-pager", "Do not page output that is longer than the screen.");

    public const string Always = "always";
    public const string Never = "never";

    public static readonly Option<string?> Color = new Option<string?>("--color")
    {
        Description = $"{Always}, {Never} or auto: on a terminal, unless NO_COLOR is set. [default: auto]",
        HelpName = "WHEN",
        Recursive = true,
    }.Takes($"{Always}, {Never} or auto", word => word is Always or Never or "auto" ? word : null);

    public static readonly Option<double?> Wait = new Option<double?>("--wait")
    {
        Description = "How long to wait for another process that holds the archive.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 60,
        Recursive = true,
    }.Takes("a number of seconds", word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= 1e9 ? seconds : null);

    public static void AddTo(RootCommand root)
    {
        Quiet.Recursive = NoPager.Recursive = true;
        foreach (var option in (Option[])[Archive, Wait, Quiet, NoPager, Color])
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Whether this is an option of every verb.</summary>
    public static bool IsShared(Option option) => option.Recursive;

    /// <summary>The argument that names the article a verb is about.</summary>
    public static Argument<string> AddArticleTo(Command verb)
    {
        var article = new Argument<string>("ARTICLE") { Description = ArticleDescription };
        verb.Arguments.Add(article);
        return article;
    }

    /// <summary>The name of an argument of articles and tags.</summary>
    public const string ArticlesAndTags = "ARTICLE +TAG -TAG";

    /// <summary>The argument that names the articles a verb is about, any number of them.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="withTags">Whether tags may stand among them.</param>
    public static Argument<string[]> AddArticlesTo(Command verb, bool withTags = false)
    {
        var articles = new Argument<string[]>(withTags ? ArticlesAndTags : "ARTICLE")
        {
            Description = withTags ? ArticleOrTagDescription : ArticleDescription,
            Arity = ArgumentArity.ZeroOrMore,
        };
        verb.Arguments.Add(articles);
        return articles;
    }

    /// <param name="description">What there are at most so many of.</param>
    /// <param name="lowest">The lowest number that makes sense.</param>
    /// <param name="highest">The highest.</param>
    /// <param name="name">The option's name.</param>
    public static Option<int?> Limit(string description, int lowest = 0, int highest = int.MaxValue, string name = LimitName) =>
        new Option<int?>(name, name == LimitName ? ["-n"] : [])
        {
            Description = description,
            HelpName = "N",
        }.Takes($"a number from {lowest} {(highest == int.MaxValue ? "on" : $"to {highest}")}",
            word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                && limit >= lowest && limit <= highest ? limit : null);

    /// <summary>An option that takes no value: a word after it is no part of it, be it "true" or "false".</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> Json(string what) => Flag("--json", what);

    /// <summary>Whether a file that is there may be replaced.</summary>
    public static Option<bool> Force(string file) => Flag("--force", $"Replace {file} if it is there.");

    /// <summary>Which archive, and how long to wait for it.</summary>
    /// <exception cref="ArchiverException">It has a name that cannot be opened.</exception>
    public static ArchivePlace PlaceOf(ParseResult parsed, Session session) => ArchivePlace.Find(
        parsed.GetValue(Archive), new LockWait(TimeSpan.FromSeconds(parsed.GetValue(Wait)!.Value), session.SayWaiting), session);
}
