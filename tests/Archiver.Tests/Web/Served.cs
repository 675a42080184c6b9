using System.Net;
using System.Text.RegularExpressions;
using Archiver.Tests.Cli;
using Archiver.Web;

namespace Archiver.Tests.Web;

/// <summary>A reader that serves an archive at a port of its own, and a browser that was let in.</summary>
internal sealed partial class Served : IDisposable
{
    private readonly WebReader _reader;

    public Served(string archive, string? password = null)
    {
        _reader = new WebReader(new WebOptions(archive, IPAddress.Loopback, 0, password, new FixedClock(2025, 3, 1)));
        _reader.Start();
        Origin = $"http://127.0.0.1:{_reader.Port}";
        Client = NewClient();
        if (password is null)
        {
            using var opened = Client.Open(_reader.Address);
            Cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }
    }

    /// <summary>What lets a browser in.</summary>
    public string Cookie { get; } = "";

    public string Origin { get; }

    public HttpClient Client { get; }

    public WebReader Reader => _reader;

    /// <summary>A browser that nobody has let in.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Origin) };

    /// <summary>A page that is there.</summary>
    public string Page(string address)
    {
        using var answer = Get(address);
        var text = answer.Text();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}: {text}");
        return text;
    }

    public HttpResponseMessage Get(string address) => Client.Open(address);

    /// <summary>What the page of an address asks to be done when its button of this label is pressed.</summary>
    public HttpResponseMessage Press(string address, string label)
    {
        var form = Form().Matches(Page(address)).First(match => WebUtility.HtmlDecode(match.Groups[3].Value) == label);
        var fields = Field().Matches(form.Groups[2].Value).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        return Post(form.Groups[1].Value, fields);
    }

    /// <summary>What the button of this label in a row of a list asks to be done.</summary>
    public HttpResponseMessage PressRow(string address, int row, string label)
    {
        var page = Page(address);
        var back = Regex.Match(page, "<form method=\"post\" id=\"rows\"><input type=\"hidden\" name=\"back\" value=\"([^\"]*)\"></form>");
        var button = Regex.Match(page, $"<button form=\"rows\" formaction=\"([^\"]*)\" name=\"row\" value=\"{row}\" title=\"{label}");
        Assert.True(back.Success && button.Success, $"{address} has no {label} in row {row}.");
        return Post(button.Groups[1].Value, new() { ["back"] = WebUtility.HtmlDecode(back.Groups[1].Value), ["row"] = $"{row}" });
    }

    public HttpResponseMessage Post(string address, Dictionary<string, string> fields, string? origin = null, string? site = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", origin ?? Origin);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return Client.Ask(request);
    }

    /// <summary>What is answered to these very bytes, up to the end of the connection; nothing where that was cut.</summary>
    public string Raw(string request)
    {
        using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", _reader.Port);
        using var answer = new MemoryStream();
        try
        {
            socket.GetStream().Write(System.Text.Encoding.Latin1.GetBytes(request));
            socket.GetStream().CopyTo(answer);
        }
        catch (IOException)
        {
            // It was refused before all of it was sent, or after its beginning was answered.
        }

        return System.Text.Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>The page to which a browser is sent.</summary>
    public string Followed(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode}: {answer.Text()}");
        return Page(answer.Headers.Location!.ToString());
    }

    public void Dispose()
    {
        Client.Dispose();
        _reader.Stop();
        _reader.Dispose();
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\">(.*?)<button[^>]*>([^<]*)</button></form>")]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex Field();
}

/// <summary>Asking and waiting for the answer, as somebody before a browser does.</summary>
internal static class Waiting
{
    public static HttpResponseMessage Open(this HttpClient client, string address) => client.GetAsync(address).GetAwaiter().GetResult();

    public static HttpResponseMessage Ask(this HttpClient client, HttpRequestMessage request) => client.SendAsync(request).GetAwaiter().GetResult();

    public static string Text(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();

    public static byte[] Bytes(this HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
}
