using System.Text;
using Archiver.Exporting;
using Archiver.Texts;

namespace Archiver.Web.Writing;

/// <summary>A file that belongs to the program: it is named by its content, so that browsers may keep it for good.</summary>
internal sealed class Asset
{
    private static readonly Lazy<Asset> LazyStyle = new(() => new Asset("style", "css", "text/css; charset=utf-8",
        $"{Resource("style.css")}\n.figures {{\n{StatisticsStyle.Charts}\n}}\n"));

    private static readonly Lazy<Asset> LazyScript = new(() => new Asset("script", "js", "text/javascript; charset=utf-8", Resource("script.js")));
    private static readonly Lazy<Asset> LazyIcon = new(() => new Asset("icon", "svg", "image/svg+xml", Resource("icon.svg")));

    private static readonly Lazy<Asset> LazyManifest = new(() => new Asset("manifest", "json", "application/manifest+json", $$"""
        {"name":"Archiver","short_name":"Archiver","start_url":"/","display":"minimal-ui","background_color":"#fbfaf7","theme_color":"#fbfaf7",
        "icons":[{"src":"{{Icon.Path}}","sizes":"any","type":"image/svg+xml"}]}
        """));

    private Asset(string name, string ending, string type, string content)
    {
        Type = type;
        Content = Encoding.UTF8.GetBytes(content);
        var hash = ContentHash.Sha256(Content);
        Path = $"/{name}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}.{ending}";
        Integrity = $"sha256-{Convert.ToBase64String(hash)}";
    }

    public static Asset Style => LazyStyle.Value;

    public static Asset Script => LazyScript.Value;

    public static Asset Icon => LazyIcon.Value;

    public static Asset Manifest => LazyManifest.Value;

    /// <summary>The path that its content gives it.</summary>
    public string Path { get; }

    /// <summary>Its hash as browsers compare it.</summary>
    public string Integrity { get; }

    public string Type { get; }

    public byte[] Content { get; }

    /// <returns>Null where no asset has this path.</returns>
    public static Asset? At(string path) => path.StartsWith("/style-", StringComparison.Ordinal) ? Named(Style)
        : path.StartsWith("/script-", StringComparison.Ordinal) ? Named(Script)
        : path.StartsWith("/icon-", StringComparison.Ordinal) ? Named(Icon)
        : path.StartsWith("/manifest-", StringComparison.Ordinal) ? Named(Manifest)
        : null;

    private static Asset Named(Asset asset) => asset;

    private static string Resource(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        return new StreamReader(stream).ReadToEnd();
    }
}
