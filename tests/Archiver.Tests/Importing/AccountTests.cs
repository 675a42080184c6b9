using System.Text;
using Archiver.Inputs;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Tests.Inputs;

namespace Archiver.Tests.Importing;

/// <summary>Exports that name the account they are of: no byte of the archive does.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Link = """{"id":1,"name":"L","url":"https://a.example/1","createdBy":{"username":"Quillon","email":"quillon@mail.example"},"pinnedBy":[{"id":7,"name":"Quillon"}],"tags":[{"name":"t","owner":{"email":"quillon@mail.example"}}]}""";

    private const string Info = """{"UID":"U1","UserID":1,"Created":"2024-09-30T17:20:00Z","\u0065mail":"quillon@mail.example","State":0,"URL":"https://a.example/readeck","Title":"T","Labels":["l"],"IsArchived":true,"User":{"Username":"Quillon","Email":"quillon@mail.example"},"Annotations":[]}""";

    private static readonly (string Name, byte[] Content)[] Readeck =
    [
        ("data.json", Bytes("""{"Info":{},"Users":[{"ID":1,"Username":"Quillon","Email":"quillon@mail.example","Password":"$2a$quillon"}],"Tokens":[{"UID":"quillon-token"}],"Bookmarks":[{"UID":"U1","UserID":1}]}""")),
        ("bookmarks/U1/info.json", Bytes(Info)),
        ("bookmarks/U1/container/index.html", Bytes("<p>Some words of the article.</p>")),
        ("bookmarks/U1/container/props.json", Bytes("""{"headers":{"X-Client-IP":"203.0.113.77","Set-Cookie":"sid=quillon"}}""")),
        ("bookmarks/U1/container/log", Bytes("fetched for quillon@mail.example from 203.0.113.77")),
    ];

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Theory]
    [InlineData("linkwarden", "https://a.example/1")]
    [InlineData("wallabag", "https://a.example/2")]
    [InlineData("wallabag xml", "https://a.example/3")]
    [InlineData("google-reader", "https://a.example/4")]
    [InlineData("readeck", "https://a.example/readeck")]
    [InlineData("readeck, piped", "https://a.example/readeck")]
    [InlineData("readeck, unpacked", "https://a.example/readeck")]
    public void No_byte_of_the_archive_names_the_account(string export, string url)
    {
        Assert.NotEmpty(_archive.Import(Inputs(export)));
        Assert.NotNull(_archive.OpenedToRead(archive => archive.Find(url)));
        var bytes = Everything();
        Assert.Contains(url, bytes, StringComparison.Ordinal);
        Assert.All(["uillon", "mail.example", "203.0.113"], secret => Assert.DoesNotContain(secret, bytes, StringComparison.OrdinalIgnoreCase));

        // Nor when the archive goes into another.
        using var other = new TestArchive();
        other.Import(ImportInput.FromPath(_archive.Path, new HashSet<string>()));
        Assert.DoesNotContain("uillon", Everything(other), StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<ImportInput> Inputs(string export)
    {
        switch (export)
        {
            case "linkwarden":
                return [TestArchive.Input("""{"name":"Quillon","username":"Quillon","email":"quillon@mail.example","createdAt":"2024-01-01","accessTokens":[{"name":"quillon"}],"collections":[{"id":1,"name":"C","ownerId":1,"owner":{"username":"Quillon"},"members":[{"user":{"username":"Quillon"}}],"links":[LINK]}],"pinnedLinks":[LINK],"whitelistedUsers":[{"username":"Quillon"}]}""".Replace("LINK", Link, StringComparison.Ordinal))];
            case "wallabag":
                return [TestArchive.Input("""[{"is_archived":1,"is_starred":0,"user_name":"Quillon","user_email":"quillon@mail.example","user_id":7,"tags":[],"id":1,"title":"T","url":"https://a.example/2","content":"<p>Text.</p>","created_at":"2023-11-18T09:30:00+0000","annotations":[{"user":"Quillon","text":"x","quote":"Text"}],"mimetype":"text/html"}]""")];
            case "wallabag xml":
                return [TestArchive.Input("<?xml version=\"1.0\"?><response><entry><is_archived>1</is_archived><user_name><![CDATA[Quillon]]></user_name><user_email>quillon@mail.example</user_email><title>T</title><url>https://a.example/3</url><content><![CDATA[<p>Text.</p>]]></content><id>1</id></entry></response>"),
                    TestArchive.Input("<?xml version=\"1.0\"?><result><entry><is_archived>1</is_archived><user_name><![CDATA[Quillon]]></user_name><user_email>quillon@mail.example</user_email><title>T</title><url>https://a.example/3</url><content><![CDATA[<p>Text.</p>]]></content><id>1</id></entry></result>")];
            case "google-reader":
                return [TestArchive.Input("""{"id":"user/1/state/com.google/starred","title":"Starred of Quillon","author":"Quillon","direction":"ltr","self":[{"href":"https://mail.example/quillon"}],"items":[{"id":"tag:google.com,2005:reader/item/1","crawlTimeMsec":"1714993200000","categories":["user/-/state/com.google/read"],"title":"T","alternate":[{"href":"https://a.example/4"}],"summary":{"content":"<p>Text.</p>"},"origin":{"title":"F"}}]}""")];
            case "readeck, unpacked":
                foreach (var (name, content) in Readeck)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(_archive.Folder[$"unpacked/{name}"])!);
                    File.WriteAllBytes(_archive.Folder[$"unpacked/{name}"], content);
                }

                return ImportInput.FromPath(_archive.Folder["unpacked"], new HashSet<string>());
            case "readeck":
                File.WriteAllBytes(_archive.Folder["export.zip"], Packed.Zip(isStream: false, Readeck));
                return ImportInput.FromPath(_archive.Folder["export.zip"], new HashSet<string>());
            default:
                return [TestArchive.Input(Packed.Zip(isStream: true, Readeck), "-")];
        }
    }

    private string Everything() => Everything(_archive);

    /// <summary>The bytes of the archive's files and all its packs, unpacked.</summary>
    private static string Everything(TestArchive archive)
    {
        var text = new StringBuilder();
        foreach (var file in Archive.FilesOf(archive.Path).Where(File.Exists).Distinct())
        {
            text.Append(Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        }

        using var database = Database.OpenToRead(archive.Path, TimeSpan.Zero, CancellationToken.None);
        foreach (var document in database.Range(Pack.Collection, 1, int.MaxValue).Select(document => document.Number).ToArray())
        {
            var pack = Pack.Read(document, database.Finder(Pack.Collection));
            for (var place = 0; place < pack.Count; place++)
            {
                text.Append(Encoding.Latin1.GetString(pack[place].Span)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
