using System.IO.Compression;
using System.Text.Json;

namespace Archiver.Benchmarks.Pages;

/// <summary>A page with what a person says is its article.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Kind">What kind of page it is: <c>article</c>, <c>forum</c> and so on.</param>
internal sealed record LabelledPage(string Name, string Kind, string Url, string Path)
{
    public string? Title { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Published { get; init; }

    public required string Text { get; init; }

    /// <summary>Pages of one domain are in one fold.</summary>
    public string Domain { get; } = DomainOf(Url);

    public byte[] Read()
    {
        if (!Path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(Path);
        }

        using var packed = new GZipStream(File.OpenRead(Path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads a folder with <c>html</c> and <c>ground-truth</c> (WCXB's own layout) or <c>truth</c>.</summary>
    public static LabelledPage[] ReadAll(string folder)
    {
        var truths = System.IO.Path.Combine(folder, "ground-truth");
        truths = Directory.Exists(truths) ? truths : System.IO.Path.Combine(folder, "truth");
        return [.. Directory.EnumerateFiles(truths, "*.json").Order(StringComparer.Ordinal)
            .Select(path => Read(folder, path))];
    }

    private static LabelledPage Read(string folder, string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var truth = root.TryGetProperty("ground_truth", out var inner) ? inner : root;
        var kind = root.TryGetProperty("_internal", out var about)
            ? about.GetProperty("page_type").GetProperty("primary").GetString()! : "article";
        var html = System.IO.Path.Combine(folder, "html", $"{name}.html");
        return new LabelledPage(name, kind, root.TryGetProperty("url", out var url) ? url.GetString()! : name,
            File.Exists(html) ? html : $"{html}.gz")
        {
            Title = Text("title"),
            Authors = Text("author") is { Length: > 0 } author ? [author] : [],
            Published = Text("publish_date") ?? Text("published"),
            Text = Text("main_content") ?? Text("text") ?? "",
        };

        string? Text(string property) => truth.TryGetProperty(property, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static string DomainOf(string url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : url;
        var parts = host.Split('.');
        var kept = parts.Length > 2 && parts[^2].Length <= 3 ? 3 : 2;
        return string.Join('.', parts.TakeLast(kept));
    }
}
