using System.Text;
using Archiver.Tests.Cli;
using Archiver.Web;

namespace Archiver.Tests.Web;

/// <summary>Requests that no browser sends. Each gets a page with a sentence, or is turned away by the server itself; none fails.</summary>
public sealed class HostileRequestTests : IDisposable
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly Workplace _place = Workplace.WithCorpus();
    private readonly Served _served;

    public HostileRequestTests() => _served = new Served(_place.Archive);

    private static IEnumerable<string> Paths => Route.All.Select(route => route.Path.Replace("*", Fixture.Lighthouse, StringComparison.Ordinal)).Distinct();

    [Theory]
    [InlineData($"{FormType}; charset=utf-7")]
    [InlineData($"{FormType}; charset=UTF-32")]
    [InlineData($"{FormType}; charset=utf-16")]
    [InlineData($"{FormType}; charset=nonsense")]
    [InlineData($"{FormType}; charset=\"\"")]
    [InlineData($"{FormType}; charset=\"utf-8")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"x\"; boundary=y")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    [InlineData(";")]
    [InlineData("")]
    public void A_form_that_is_written_in_another_way_is_not_understood(string type)
    {
        foreach (var path in Paths.Append("/login"))
        {
            Understandable(Post(path, type, "back=/bin&text=a&tags=b&value=on"), 400);
        }

        Assert.DoesNotContain("class=\"tag\"", _served.Page($"/article/{Fixture.Lighthouse}"));
    }

    [Theory]
    [InlineData("tags=a&tags=b")]
    [InlineData("tags=a&TAGS=b")]
    [InlineData("back=/&back=//evil.example/&tags=a")]
    [InlineData("tags=a%FFb")]
    [InlineData("tags=%C3")]
    [InlineData("tags=%ED%A0%80")]
    public void A_form_that_can_be_read_in_two_ways_changes_nothing(string form)
    {
        Understandable(Post($"/article/{Fixture.Lighthouse}/tags", FormType, form), 400);
        Assert.DoesNotContain("class=\"tag\"", _served.Page($"/article/{Fixture.Lighthouse}"));
    }

    [Fact]
    public void A_form_that_is_long_or_of_many_fields_is_answered()
    {
        foreach (var path in Paths)
        {
            foreach (var form in (string[])[
                "", "&&&&==&=&", "%", "text=%zz&tags=%", "=", $"{new string('k', 3000)}=1", $"text={new string('x', 200_000)}", $"tags={new string('x', 200_000)}",
                $"tags={string.Concat(Enumerable.Repeat("a,", 90_000))}", string.Concat(Enumerable.Range(0, 2000).Select(number => $"f{number}=1&")),
                "text=%00%01%02%0D%0A%1B&tags=%00,%0A&value=%00&at=%00&kind=999999&comment=%00&back=/%00",
                "kind=-1&at=9999-99-99T99:99&value=maybe&back=/article/..%2f..%2f", $"back=/{new string('%', 50_000)}"])
            {
                Understandable(Post(path, FormType, form));
            }
        }

        Understandable(Post("/look", FormType, $"text={new string('x', 300_000)}"), 413, mayBeCut: true);
    }

    [Fact]
    public void A_form_that_ends_too_soon_or_in_pieces_is_answered()
    {
        foreach (var path in Paths)
        {
            Understandable(Ask($"POST {path} HTTP/1.1", "Transfer-Encoding: chunked", $"Content-Type: {FormType}", "zz\r\n\r\n"), 400);
            Understandable(Ask($"POST {path} HTTP/1.1", "Transfer-Encoding: chunked", $"Content-Type: {FormType}", "4\r\nto=1\r\n0\r\n\r\n"));
            Understandable(Ask($"POST {path} HTTP/1.1", "Content-Length: 0", "Expect: 100-continue", $"Content-Type: {FormType}", ""));
            Understandable(Ask($"POST {path} HTTP/1.1", "Content-Length: 7", "Content-Type: multipart/form-data; boundary=x", "--x--\r\n"));
            Understandable(Ask($"POST {path} HTTP/1.1", "Content-Length: 7", "Content-Type: multipart/form-data; boundary=x", "--y\r\n\r\n"), 400);
        }
    }

    [Fact]
    public void Every_route_answers_every_method_and_header()
    {
        string[] headers =
        [
            "Range: bytes=0-1", "Range: bytes=5-1,9-", "If-None-Match: *", "If-Match: \"x\"", "If-Modified-Since: nonsense", "If-Range: \"x\"", "Expect: 100-continue",
            "Expect: nonsense", "Accept: application/json", "Accept-Encoding: gzip;q=0", "Connection: upgrade\r\nUpgrade: websocket", "Cookie: ====;;;\"\\;archiver-look=.....;archiver-0=x",
            $"Cookie: a={new string('x', 60_000)}", $"Cookie: archiver-look={new string('.', 30_000)}", $"Accept-Language: {new string(',', 60_000)}", "X-Forwarded-For: ::::",
            "Sec-Fetch-Site: same-origin", "Origin: null", "Content-Length: 3\r\nContent-Type: text/plain\r\nX: y",
        ];
        foreach (var path in Paths.Append("/nowhere").Append("*").Append("/login"))
        {
            foreach (var method in (string[])["HEAD", "get", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "QUERY", "M-SEARCH"])
            {
                Understandable(Ask($"{method} {path} HTTP/1.1", ""), isHead: method == "HEAD");
            }

            foreach (var header in headers)
            {
                Understandable(Ask($"GET {path} HTTP/1.1", header, header.StartsWith("Content-Length", StringComparison.Ordinal) ? "abc" : ""));
            }
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a:b:c\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1:99999999999\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: xn--\u00ff;script-src:*\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://{0}/ HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n")]
    [InlineData("GET ftp://{0}/%zz HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET \0 HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET /\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\r\n\r\n")]
    public void What_is_hardly_a_request_is_turned_away_or_answered(string request)
    {
        var answer = _served.Raw(request.Replace("{0}", $"127.0.0.1:{_served.Reader.Port}", StringComparison.Ordinal));
        Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.Contains("505", StringComparison.Ordinal), answer);
        Assert.DoesNotContain("lighthouse", answer);
        _served.Page("/");
    }

    [Fact]
    public void Every_route_answers_every_parameter()
    {
        string[] values =
        [
            "", "-1", "0", "99999999999999999999", "1e9", "NaN", "%00", "%zz", "%", "%FF%FE", "%C3", "%ED%A0%80", "%F4%90%80%80", "%E2%80%AE", "%0D%0A", "\"", "'", "(((((", "a:b:c:", "..%2f..",
            "0000-00", "9999-99", "2025-13", "0001-01", "-", "-1--1", "99999999-99999999999", "00000000-0", "20250131-9223372036854775808", "none", "starred", "READ", new string('9', 5000), new string('(', 9000), string.Concat(Enumerable.Repeat("a%20OR%20", 1000)),
        ];
        foreach (var path in Paths)
        {
            foreach (var value in values)
            {
                Understandable(Ask($"GET {path}?q={value}&page={value}&after={value}&category={value}&month={value}&is={value}&tag={value}&done={value}&id={value}&at={value} HTTP/1.1", ""));
                Understandable(Ask($"GET {path}?q={value}&q=x&page=2&page={value} HTTP/1.1", ""));
                Understandable(Ask($"GET {path}?q=lighthouse&page={value} HTTP/1.1", ""));
                Understandable(Ask($"GET {path}?after={value} HTTP/1.1", ""));
                Understandable(Ask($"GET {path}?month={value} HTTP/1.1", ""));
            }
        }
    }

    [Fact]
    public void Every_name_of_an_article_is_answered()
    {
        foreach (var name in (string[])["%zz", "%", "%2e%2e", "..", ".", "%2F", "%FF", "%C3%28", "%E2%80%AE", "%0A", "*", "....", "g000", "0000", "-", "00000000-0000-0000-0000-000000000000", new string('a', 20_000),
            "https:%2f%2f", "http:%2f%2f[::1", "https:%2f%2fxn--%FF", "%5c", "article", "%3Cscript%3E"])
        {
            foreach (var route in Route.All.Where(route => route.Path.Contains('*', StringComparison.Ordinal)))
            {
                var path = route.Path.Replace("*", name, StringComparison.Ordinal);
                Understandable(route.Method == "POST" ? Post(path, FormType, "back=/") : Ask($"GET {path} HTTP/1.1", ""));
            }
        }
    }

    public void Dispose()
    {
        _served.Dispose();
        _place.Dispose();
    }

    /// <summary>A request of who was let in, whose connection ends with it. The last of the lines is what follows the headers.</summary>
    private string Ask(string request, params string[] lines) => _served.Raw(
        $"{request}\r\nHost: 127.0.0.1:{_served.Reader.Port}\r\nOrigin: {_served.Origin}\r\nCookie: {_served.Cookie}\r\nConnection: close\r\n{string.Concat(lines[..^1].Select(line => $"{line}\r\n"))}\r\n{lines[^1]}");

    private string Post(string path, string type, string form) =>
        Ask($"POST {path} HTTP/1.1", $"Content-Type: {type}", $"Content-Length: {Encoding.UTF8.GetByteCount(form)}", form);

    private void Understandable(string answer, int? status = null, bool isHead = false, bool mayBeCut = false)
    {
        if (mayBeCut && answer.Length == 0)
        {
            return;
        }

        answer = answer.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal) ? answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..] : answer;
        var shown = answer[..Math.Min(answer.Length, 2000)];
        Assert.True(answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), shown);
        var given = int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(status is null ? given < 500 : given == status, shown);
        Assert.DoesNotContain("   at Archiver.", answer);
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var isServers = answer.Contains("\r\nContent-Length: 0\r\n", StringComparison.Ordinal) && given is 400 or 303 or 405 or 417 or 431 or 414;
        Assert.True(isHead ? body.Length == 0 : isServers || body.Length > 0, shown);
        if (status == 400 && !answer.Contains("Transfer", StringComparison.Ordinal))
        {
            Assert.Contains("<p>", body);
        }
    }
}
