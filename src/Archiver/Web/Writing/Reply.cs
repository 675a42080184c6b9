namespace Archiver.Web.Writing;

/// <summary>What is answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Type">The type of the content.</param>
/// <param name="Content">The content.</param>
internal sealed record Reply(int Status, string Type, ReadOnlyMemory<byte> Content)
{
    public const string HtmlType = "text/html; charset=utf-8";

    /// <summary>More headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>This reply with these headers after its own.</summary>
    public Reply With(params (string Name, string Value)[] headers) => this with { Headers = [.. Headers, .. headers] };

    public static Reply Page(Html page, int status = 200) => new(status, HtmlType, page.ToBytes());

    /// <summary>Sends the browser to another page of ours, which it then asks for by GET.</summary>
    /// <param name="address">From the path on.</param>
    public static Reply SeeOther(string address) => new Reply(303, HtmlType, default).With(("Location", address));
}
