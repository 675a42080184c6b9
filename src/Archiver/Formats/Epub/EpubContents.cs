using Archiver.Formats.Html;
using Archiver.Inputs;

namespace Archiver.Formats.Epub;

/// <summary>Reads the contents of an EPUB, in either of its forms.</summary>
internal static class EpubContents
{
    public static void Read(LooseElement contents, bool isNcx, Func<string, SetMember?> find, Dictionary<SetMember, EpubEntry> entries)
    {
        if (isNcx)
        {
            foreach (var point in contents.Within("navMap").SelectMany(map => map.All("navPoint")))
            {
                Add(point, null, true, find, entries);
            }

            return;
        }

        var navs = contents.Within("nav").ToArray();
        var lists = (navs.FirstOrDefault(nav => nav.Attribute("epub:type") is null or "toc") ?? contents).Within("ol").Take(1);
        foreach (var item in lists.SelectMany(list => list.All("li")))
        {
            Add(item, null, false, find, entries);
        }
    }

    private static SetMember? Add(LooseElement line, string? section, bool isNcx, Func<string, SetMember?> find, Dictionary<SetMember, EpubEntry> entries)
    {
        var label = isNcx ? line.Child("navLabel") : line.Child("a") ?? line.Child("span");
        var href = (isNcx ? line.Child("content")?.Attribute("src") : label?.Attribute("href")) ?? line.Child("p")?.Child("a")?.Attribute("href");
        var member = href is null ? null : find(href);
        var below = isNcx ? line.All("navPoint") : line.All("ol").SelectMany(list => list.All("li"));
        var documents = below.Select(each => Add(each, label?.Line ?? section, isNcx, find, entries)).ToArray();
        if (member is not null)
        {
            // Headings within a document are no documents below it.
            entries[member] = new EpubEntry(label?.Line, section, documents.Any(each => each is not null && each != member));
        }

        return member;
    }
}
