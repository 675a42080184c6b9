using Archiver.Formats.Html;
using Archiver.Inputs;

namespace Archiver.Formats.Epub;

/// <summary>What an EPUB states about itself: its documents in reading order, and what its contents call them.</summary>
/// <param name="Title">The title of the book.</param>
/// <param name="Makers">Who made it, published it or contributed to it.</param>
/// <param name="Creators">Who wrote it.</param>
/// <param name="Source">The address that it was made of; null where it states none.</param>
/// <param name="Language">Its language.</param>
/// <param name="Date">Its day, as it stands there.</param>
/// <param name="Documents">Its texts in their order; the contents are none of them.</param>
/// <param name="Entries">Of each document that the contents name: what they call it, in which section, and whether it is one.</param>
/// <param name="Used">The members in which all that is stated.</param>
internal sealed record EpubBook(
    string? Title, string Makers, IReadOnlyList<string> Creators, string? Source, string? Language, string? Date, IReadOnlyList<SetMember> Documents,
    IReadOnlyDictionary<SetMember, EpubEntry> Entries, IReadOnlySet<SetMember> Used)
{
    private const int MaxLength = 64 << 20;
    private static readonly string[] Makings = ["creator", "publisher", "contributor", "generator"];
    private const string ContainerName = "META-INF/container.xml";

    /// <param name="members">The members of the zip file.</param>
    /// <param name="reason">Why it cannot be read; empty where it can.</param>
    public static EpubBook? Of(IReadOnlyList<SetMember> members, out string reason)
    {
        var files = new Dictionary<string, SetMember>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            files.TryAdd(member.Name, member);
        }

        var used = new HashSet<SetMember>(members.Where(member => member.Name is "mimetype" or ContainerName or "META-INF/encryption.xml"));
        if (files.TryGetValue("META-INF/encryption.xml", out var encryption)
            && Parsed(encryption).Within("EncryptionMethod").Any(method => method.Attribute("Algorithm") is not ("http://www.idpf.org/2008/embedding" or "http://ns.adobe.com/pdf/enc#RC")))
        {
            reason = "encrypted: its texts cannot be read without the key of whoever sold it";
            return null;
        }

        var path = files.TryGetValue(ContainerName, out var container) ? Parsed(container).Within("rootfile").FirstOrDefault()?.Attribute("full-path") : null;
        var package = path is not null && files.TryGetValue(path, out var found) ? found
            : members.FirstOrDefault(member => member.Name.EndsWith(".opf", StringComparison.OrdinalIgnoreCase));
        if (package is null)
        {
            reason = "no EPUB: what says which texts are in it is missing";
            return null;
        }

        used.Add(package);
        var opf = Parsed(package);
        var items = opf.Within("item").Where(item => item.Attribute("id") is not null && item.Attribute("href") is not null)
            .DistinctBy(item => item.Attribute("id")).ToDictionary(item => item.Attribute("id")!, StringComparer.Ordinal);
        SetMember? File(LooseElement item) => files.GetValueOrDefault(Resolved(package.Name, item.Attribute("href")!));

        var contents = items.Values.FirstOrDefault(item => item.Attribute("properties")?.Split(' ').Contains("nav") == true);
        var ncx = items.Values.FirstOrDefault(item => item.Attribute("media-type") == "application/x-dtbncx+xml");
        var entries = new Dictionary<SetMember, EpubEntry>();
        foreach (var (item, isNcx) in new[] { (contents, false), (ncx, true) })
        {
            if (item is not null && File(item) is { } member)
            {
                used.Add(member);
                if (entries.Count == 0)
                {
                    EpubContents.Read(Parsed(member), isNcx, href => files.GetValueOrDefault(Resolved(member.Name, href)), entries);
                }
            }
        }

        var documents = opf.Within("itemref").Select(item => item.Attribute("idref") is { } id && items.TryGetValue(id, out var named) ? File(named) : null)
            .OfType<SetMember>().Distinct().Where(member => !used.Contains(member)).ToArray();
        reason = documents.Length == 0 ? "no article: there is no text in it" : "";
        string?[] makers = [.. Makings.SelectMany(opf.Within).Select(each => each.Line)];
        return new EpubBook(
            opf.Within("title").FirstOrDefault()?.Line, string.Join(", ", makers), [.. opf.Within("creator").Select(each => each.Line).OfType<string>()],
            opf.Within("source").Select(each => each.Line).FirstOrDefault(line => line?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true), opf.Within("language").FirstOrDefault()?.Line,
            opf.Within("date").FirstOrDefault()?.Line, documents, entries, used);
    }

    /// <summary>Whether all of it is one text from one address; wallabag states its own.</summary>
    public bool IsOneArticle => Source is not null && Documents.Count < 3 && Entries.Count < 2 && !Makers.Contains("wallabag", StringComparison.OrdinalIgnoreCase);

    public static string TextOf(SetMember member, out ReadOnlyMemory<byte> bytes, out string? trouble)
    {
        bytes = member.ReadAll(MaxLength, out trouble);
        return HtmlDecoding.Of(bytes.Span).Text;
    }

    private static LooseElement Parsed(SetMember member) => LooseElement.Parse(TextOf(member, out _, out _));

    /// <summary>The member that a link of another means. No file outside of the book is ever meant.</summary>
    private static string Resolved(string from, string href)
    {
        href = Uri.UnescapeDataString(href.Split('#')[0]);
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in href.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}

/// <summary>A line of the contents.</summary>
/// <param name="Title">What it calls the document.</param>
/// <param name="Section">The line above it; null at the top.</param>
/// <param name="IsSection">Whether lines for other documents stand below it.</param>
internal sealed record EpubEntry(string? Title, string? Section, bool IsSection);
