using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Archiver.Exporting.Formats;
using Archiver.Tests.Cli;
using Archiver.Tests.Exporting;

namespace Archiver.Tests.Web;

/// <summary>Articles made by somebody who wants to be more than text, on every page.</summary>
public sealed partial class HostileArticleTests
{
    private static readonly HashSet<string> Known =
    [
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "form", "input", "main", "h1", "h2", "h3", "h4", "h5", "h6",
        "p", "bdi", "time", "span", "footer", "details", "summary", "label", "select", "option", "button", "dl", "div", "dt", "dd", "kbd", "article", "aside",
        "section", "progress", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "td", "th", "caption", "mark", "strong", "em", "br", "ins", "del", "svg",
        "rect", "path", "desc", "text", "textarea", "small", "wbr", "g",
    ];

    private static readonly string[] Attacks =
    [
        .. FormedArticle.Hostile().Where(text => text.Length < 2000),
        "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "</title><script>alert(1)</script>", "</article></main><iframe src=//evil.example>",
        "https://x.example/\" onmouseover=\"alert(1)", "data:text/html,<script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}",
        "http://x.example/' onclick='alert(1)", "vbscript:msgbox(1)", "<base href=//evil.example>", "--><!--", "\r\nSet-Cookie: a=b",
    ];

    [Fact]
    public void Nothing_breaks_out_on_any_page()
    {
        using var place = new Workplace();
        var lines = new MemoryStream();
        using (var writer = new JsonLinesWriter(lines))
        {
            writer.Begin();
            foreach (var (attack, at) in Attacks.Select((attack, at) => (attack, at)))
            {
                var (article, text) = FormedArticle.Of(attack, at + 1);
                writer.Write(article, text);
            }

            writer.Complete();
        }

        File.WriteAllBytes(place.At("hostile.jsonl"), lines.ToArray());
        var run = place.Run(Way.InProcess, "import", place.At("hostile.jsonl"));
        var ids = Enumerable.Range(1, Attacks.Length).Select(number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
            .Where(id => place.Run(Way.InProcess, "show", id.ToString()).Code == 0).ToArray();
        Assert.True(ids.Length >= Attacks.Length - 4, run.Error);
        Assert.All(ids.Zip(Attacks), pair => Assert.InRange(place.Run(Way.InProcess, "note", pair.First.ToString(), pair.Second.Replace("\0", "", StringComparison.Ordinal)).Code, 0, 1));
        Assert.All(ids.Zip(Attacks), pair => Assert.InRange(place.Run(Way.InProcess, "highlight", pair.First.ToString(), "--text", pair.Second.Replace("\0", "", StringComparison.Ordinal), "--comment", pair.Second.Replace("\0", "", StringComparison.Ordinal)).Code, 0, 1));
        place.Run(Way.InProcess, ["remove", "--yes", .. ids.Take(Attacks.Length / 2).Select(id => id.ToString())]);
        using (var bin = new Served(place.Archive))
        {
            Check(bin.Page("/bin"), "/bin");
        }

        place.Run(Way.InProcess, "restore", "--last");
        using var served = new Served(place.Archive);
        string[] pages = ["/", "/browse", "/statistics", "/duplicates", "/search?q=x", "/search?q=has:title", "/search/facets?q=has:title", "/?is=unread", "/highlights"];
        Assert.All([.. pages, .. ids.SelectMany(id => (string[])[$"/article/{id}", $"/article/{id}/similar", $"/article/{id}/history"])], address => Check(served.Page(address), address));
        Assert.All(Attacks, attack =>
        {
            var written = Uri.EscapeDataString(attack);
            foreach (var address in (string[])[$"/search?q={written}", $"/?category={written}&tag={written}&month={written}&is={written}", $"/article/{written}", $"/?done=read&id={ids[0]}&at={written}"])
            {
                using var answer = served.Get(address);
                var page = answer.Text();
                if (page.Length > 0 || (int)answer.StatusCode != 400)
                {
                    Check(page, address);
                }
            }
        });
        Assert.All(ids, id =>
        {
            using var original = served.Get($"/article/{id}/original");
            Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.ToString());
            Assert.Matches("^attachment; filename=\"?[A-Za-z0-9-]+\\.[a-z]+\"?$", original.Content.Headers.ContentDisposition!.ToString());
        });
    }

    [Fact]
    public void What_is_put_into_a_template_is_text() => Assert.Equal(
        "<a title=\"&quot;&gt;&lt;b&gt;\">&#39;&amp;</a>", Archiver.Web.Writing.Html.Of(html => html.Write($"<a title=\"{"\"><b>"}\">{"'&"}</a>")).Text);

    /// <summary>Only elements and attributes of ours are there, no script but the one, and no link but to the web or to a page of ours.</summary>
    private static void Check(string page, string address)
    {
        var document = new HtmlParser().ParseDocument(page);
        Assert.All(document.All, element =>
        {
            Assert.True(Known.Contains(element.LocalName), $"{address}: {element.OuterHtml}");
            Assert.All(element.Attributes, attribute => Assert.False(
                attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "srcdoc" || (attribute.Name == "formaction" && !Act().IsMatch(attribute.Value)), $"{address}: {element.OuterHtml}"));
        });
        var script = document.Scripts.SingleOrDefault();
        Assert.True(script is null || (script.Text.Length == 0 && Own().IsMatch(script.Source!)), $"{address}: {script?.OuterHtml}");
        Assert.All(document.QuerySelectorAll("[href], [src], [action]"), element =>
        {
            var target = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
            Assert.Matches("^(/(?!/)|#|https?://|mailto:)", target);
        });
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.Equal("body", document.QuerySelector("main")!.ParentElement!.LocalName);
        Assert.DoesNotContain(page, character => character is '\0' or '\u001B');
    }

    [GeneratedRegex("^/article/[0-9a-f-]{36}/(read|star|unstar|remove)$")]
    private static partial Regex Act();

    [GeneratedRegex("^/script-[0-9a-f]{16}\\.js$")]
    private static partial Regex Own();
}
