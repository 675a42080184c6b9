using Archiver.Articles;

namespace Archiver.Cli;

/// <summary>The exit codes: a contract with scripts, printed by every verb's help.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failure = 1;
    public const int NothingMatched = 2;
    public const int DoneInPart = 3;
    public const int NoArchive = 10;
    public const int Busy = 11;
    public const int Damaged = 12;
    public const int NotWritable = 13;
    public const int Cancelled = 130;

    private static readonly (int Code, string Meaning)[] Meanings =
    [
        (Done, "done"),
        (Failure, "a usage error, or a failure that no other code names"),
        (NothingMatched, "nothing matched: no such article, or an empty selection where one was named"),
        (DoneInPart, "done in part: inputs were rejected, gave warnings and --strict was given, or something could not be saved"),
        (NoArchive, "no archive at that place"),
        (Busy, "another process holds the archive"),
        (Damaged, "the archive is damaged"),
        (NotWritable, "no space left, no permission, or the place cannot be written"),
        (Cancelled, "cancelled"),
    ];

    public static int[] All => [.. Meanings.Select(meaning => meaning.Code)];

    public static int Of(Failure failure) => failure switch
    {
        Archiver.Articles.Failure.NotFound => NothingMatched,
        Archiver.Articles.Failure.NoArchive => NoArchive,
        Archiver.Articles.Failure.Busy => Busy,
        Archiver.Articles.Failure.Damaged => Damaged,
        Archiver.Articles.Failure.NotWritable => NotWritable,
        _ => Failure,
    };

    public static string MeaningOf(int code) => Meanings.First(meaning => meaning.Code == code).Meaning;
}
