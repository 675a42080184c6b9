using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Files;
using Archiver.Formats.Dumps;
using Archiver.Likeness;

namespace Archiver.Cli.Commands;

internal static class SimilarCommand
{
    private const int DefaultLimit = 10;

    /// <summary>More of a text tells nothing more of what it is about.</summary>
    private const int MostBytes = 4 << 20;

    /// <param name="Place">The archive.</param>
    /// <param name="Articles">The articles; none where there is a file.</param>
    /// <param name="File">The file with the text; <c>-</c> for standard input.</param>
    /// <param name="Limit">How many articles at most.</param>
    /// <param name="Json">Whether to print JSON.</param>
    public sealed record Options(ArchivePlace Place, IReadOnlyList<NamedArticle> Articles, string? File, int Limit, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("similar", "Finds the articles that are most about the same as one article, or as a text that is not "
            + $"archived, {DefaultLimit} unless told otherwise; and the archived ones among its dump's own similar readings.");
        var article = SharedOptions.AddArticleTo(verb);
        article.Arity = ArgumentArity.ZeroOrOne;
        var file = new Option<string?>("--text")
        {
            Description = "Compare with the text in this file (- for standard input), a paragraph a line, instead of an article; "
                + "with its first 4 MiB where it is longer.",
            HelpName = "FILE",
        };
        var limit = SharedOptions.Limit($"At most this many articles. [default: {DefaultLimit}]");
        var json = SharedOptions.Json("Print one object.");
        verb.Options.Add(file);
        verb.Options.Add(limit);
        verb.Options.Add(json);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(article)?.Tokens.Count > 0 == result.GetResult(file) is not null)
            {
                result.AddError("similar takes an article or --text FILE.");
            }
        });
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session),
            NamedArticle.Read(parsed.GetValue(article) is { } name ? [name] : [], session),
            parsed.GetValue(file), parsed.GetValue(limit) ?? DefaultLimit, parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver similar 98c8ea6a --limit 5",
            "A line an article: similar, score, ID, date, category, title, terms. A line a reading of the dump: reading, how it "
                + "was found (exact or near), ID, date, category, title, the title under the similar readings.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var text = options.File is null ? null : ReadText(options.File, session);
        using var archive = options.Place.OpenToRead();
        if (text is not null)
        {
            return Write(archive.FindSimilar(text, options.Limit, session.Complain), [], options, session);
        }

        return NamedArticle.ForEach(options.Articles, archive, session, (article, _) =>
        {
            var similar = archive.FindSimilar(article, options.Limit, session.Complain);
            return Write(similar, archive.ResolveReadings(article, session.Complain), options, session);
        }, hasGaps: !options.Json);
    }

    private static int Write(
        IReadOnlyList<SimilarArticle> similar, IReadOnlyList<SimilarReading> readings, Options options, Session session)
    {
        if (options.Json)
        {
            JsonOutput.Write(SimilarReport.Of(similar, readings), session.Output);
        }
        else
        {
            new SimilarView(session.Text, session.OutputTerminal).Write(similar, readings);
        }

        if (similar.Count == 0 && options.Limit > 0)
        {
            session.ComplainAfterData("no article is similar.");
            return ExitCode.NothingMatched;
        }

        return ExitCode.Done;
    }

    /// <summary>The paragraphs of a text, in UTF-8.</summary>
    private static List<ReadOnlyMemory<byte>> ReadText(string path, Session session)
    {
        if (Directory.Exists(path))
        {
            throw new ArchiverException(Failure.General, $"{path} is a folder. Name a file with a text.");
        }

        var bytes = FileFailure.InWords(path == "-" ? "standard input" : path, "read", () =>
        {
            using var input = path == "-" ? session.OpenInput() : File.OpenRead(path);
            var buffer = new byte[MostBytes + 1];
            return buffer[..input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }, Failure.General);

        if (bytes.Length > MostBytes)
        {
            bytes = bytes[..MostBytes];
            session.Complain($"{path} is longer than {MostBytes >> 20} MiB; what comes after them is not compared.");
        }

        var paragraphs = PlainText.Paragraphs(bytes);
        return paragraphs.Exists(paragraph => paragraph.Span.Contains((byte)0))
            ? throw new ArchiverException(Failure.General, $"{path} is no text: there are NUL bytes in it.")
            : paragraphs;
    }
}
