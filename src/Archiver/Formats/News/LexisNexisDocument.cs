using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>
/// Takes a document of LexisNexis apart: the paper, the day and the headline, then labelled lines, the text, labelled lines again,
/// and whose right it is. The labels are in the language of the interface.
/// </summary>
internal static partial class LexisNexisDocument
{
    /// <summary>The first label stands so early, if there is one; else paper, day and headline come before the text.</summary>
    private const int MostHead = 12;
    private const int HeadWithoutLabels = 3;

    /// <summary>The labels, by what they mean. Those that come after the text end it; else a text may have lines like them.</summary>
    private static readonly FrozenDictionary<string, (string Meaning, bool IsAfter)> Labels = new (string Meaning, bool IsAfter, string Labels)[]
    {
        ("Author", false, "BYLINE,AUTEUR,AUTOR,AUTORES"),
        ("Section", false, "SECTION,RUBRIQUE,RUBRIK,SECCIÓN"),
        ("Length", false, "LENGTH,LONGUEUR,LÄNGE,LONGITUD"),
        ("Dateline", false, "DATELINE,ORIGINE,ORT"),
        ("Title", false, "HEADLINE,TITRE,ÜBERSCHRIFT,TITULAR"),
        ("Highlight", false, "HIGHLIGHT,ENCART,INSERT,SURTITRE"),
        ("Series", false, "SERIES,COLUMN"),
        ("Body", false, "BODY,CORPS,TEXT"),
        ("Load date", true, "LOAD-DATE,DATE-CHARGEMENT,UPDATE,LADEDATUM"),
        ("Language", true, "LANGUAGE,LANGUE,SPRACHE,IDIOMA"),
        ("Publication type", true, "PUBLICATION-TYPE,TYPE-PUBLICATION,PUBLIKATIONSTYP,ZEITUNGSTYP,TYPE"),
        ("Graphic", true, "GRAPHIC,GRAPHIQUE,ILLUSTRATION,GRAFIK"),
        ("Subject", true, "SUBJECT,SUJET,SCHLAGWORT"),
        ("Company", true, "COMPANY,SOCIETE,SOCIÉTÉ,FIRMA"),
        ("Place", true, "GEOGRAPHIC,GEO-LOCALIZATION,LOCALISATION-GEO,CITY,STATE,COUNTRY"),
        ("Person", true, "PERSON,PERSONNE"),
        ("Organization", true, "ORGANIZATION,ORGANISATION"),
        ("Industry", true, "INDUSTRY,ACTIVITY-SECTOR,SECTEUR-ACTIVITE"),
        ("Ticker", true, "TICKER,STOCK-SYMBOL,SYMBOLE-BOURSIER"),
        ("Accession number", true, "ACC-NO"),
        ("Journal code", true, "JOURNAL-CODE"),
        ("Document type", true, "DOCUMENT-TYPE"),
        ("Distribution", true, "DISTRIBUTION"),
        ("URL", true, "URL"),
        ("Correction date", true, "CORRECTION-DATE"),
    }.SelectMany(row => row.Labels.Split(','), (row, label) => KeyValuePair.Create(label, (row.Meaning, row.IsAfter))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="blocks">The lines between blank lines, from the counter of the document.</param>
    /// <param name="original">The bytes of the document.</param>
    public static StatedArticle? Of(List<string[]> blocks, ReadOnlyMemory<byte> original)
    {
        var texts = blocks.Skip(1).Select(block => (Lines: block, Text: NewsText.Joined(block))).ToList();
        var labelled = texts.Take(MostHead).TakeWhile(block => MeaningOf(block.Text) is null).Count();
        var head = labelled < Math.Min(texts.Count, MostHead) ? labelled : Math.Min(texts.Count, HeadWithoutLabels);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var body = new List<string>();
        string? last = null;
        for (var index = head; index < texts.Count; index++)
        {
            var text = texts[index].Text;
            if (MeaningOf(text) is { } meaning && (meaning.IsAfter || body.Count == 0) && last != "Copyright")
            {
                last = meaning.IsAfter ? meaning.Name : null;
                fields[meaning.Name] = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }
            else if (NewsText.IsCopyright(text) && (last is not null || index + 2 >= texts.Count))
            {
                fields["Copyright"] = fields.TryGetValue("Copyright", out var before) ? $"{before} {text}" : text;
                last = "Copyright";
            }
            else if (last is not null)
            {
                fields[last] += " " + text;
            }
            else
            {
                body.Add(text);
            }
        }

        return Article(fields, [.. texts.Take(head).Where(block => !NewsText.IsCopyright(block.Text)).Select(block => block.Lines)], body, original);
    }

    private static (string Name, bool IsAfter)? MeaningOf(string text) =>
        Label().Match(text) is { Success: true } match && Labels.TryGetValue(match.Groups[1].Value, out var meaning) ? meaning : null;

    private static StatedArticle? Article(Dictionary<string, string> fields, List<string[]> head, List<string> body, ReadOnlyMemory<byte> original)
    {
        var paper = head.Count > 0 ? NewsText.Joined(head[0]) : null;
        var dated = head.FindIndex(block => block[0].Trim().Length < 80 && DateText.Find(block[0]) is not null);
        var rest = head.Where((_, index) => index > 0 && index != dated).Select(NewsText.Joined).ToArray();
        var title = fields.GetValueOrDefault("Title") ?? rest.FirstOrDefault();
        if (title is null && body.Count == 0)
        {
            return null;
        }

        var url = fields.GetValueOrDefault("URL") is { } stated && Uri.TryCreate(stated, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? stated : null;
        return FragmentArticle.Of(LexisNexisFormat.FormatName, original, new Details
        {
            Title = title,
            Url = url,
            Authors = fields.TryGetValue("Author", out var author) ? [NewsText.Author(author)] : [],
            Site = paper,
            Category = paper,
            Language = NewsText.LanguageOf(fields.GetValueOrDefault("Language")),
            Tags = [.. (fields.GetValueOrDefault("Subject") ?? "").Split(';').Select(tag => Share().Replace(tag, "").Trim())],
            Date = dated < 0 ? null : DateText.Find(head[dated][0]),
            Words = NewsText.NumberIn(fields.GetValueOrDefault("Length")),
            Other =
            [
                .. fields.Where(field => field.Key is not ("Title" or "Author" or "Language" or "Subject" or "Length" or "Body") && !(field.Key == "URL" && url is not null)),
                .. dated < 0 ? [] : head[dated].Skip(1).Select(line => KeyValuePair.Create("Edition", line.Trim())),
                .. rest.Where(line => line != title).Select(line => KeyValuePair.Create("Subtitle", line)),
            ],
        }, NewsText.Plain(fields.TryGetValue("Body", out var begun) ? [begun, .. body] : body));
    }

    [GeneratedRegex(@"^(\p{Lu}[\p{Lu}-]{2,24})\s*:")]
    private static partial Regex Label();

    [GeneratedRegex(@"\s*\(\d+%\)")]
    private static partial Regex Share();
}
