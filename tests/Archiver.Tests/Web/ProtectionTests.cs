using System.Net;
using System.Net.Sockets;
using System.Text;
using Archiver.Tests.Cli;
using Archiver.Web;

namespace Archiver.Tests.Web;

/// <summary>Attacks that would succeed without what keeps them off.</summary>
public sealed class ProtectionTests
{
    private const string Article = $"/article/{Fixture.Lighthouse}";

    [Theory]
    [InlineData("/")]
    [InlineData($"{Article}/original")]
    [InlineData("/?key=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/?key=")]
    public void Without_the_key_nothing_is_shown(string address)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var stranger = served.NewClient();
        using var answer = stranger.Open(address);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("lighthouse", answer.Text(), StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public void The_key_becomes_a_cookie_that_no_script_reads_and_no_other_site_sends()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var stranger = served.NewClient();
        using var answer = stranger.Open(served.Reader.Address);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.EndsWith("; Path=/; HttpOnly; SameSite=Strict", cookie);
        Assert.DoesNotContain(served.Reader.Address.Split('=')[1], cookie);
        Assert.Equal("0; url=/", answer.Headers.GetValues("Refresh").Single());
    }

    [Fact]
    public void The_key_with_which_a_browser_is_started_opens_once()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var address = served.Reader.AddressForOnce();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], Enumerable.Range(0, 2).Select(_ =>
        {
            using var client = served.NewClient();
            using var answer = client.Open(address);
            return answer.StatusCode;
        }));
    }

    [Theory]
    [InlineData("evil.example", true)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("localhost.evil.example", true)]
    public void A_name_of_others_that_leads_here_is_refused(string host, bool hasPort)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = hasPort ? $"{host}:{served.Reader.Port}" : host;
        using var answer = served.Client.Ask(request);
        Assert.Equal(421, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    [InlineData(null, "none")]
    public void Another_site_changes_nothing(string? origin, string? site)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Post($"{Article}/remove", [], origin, site);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        served.Page(Article);
    }

    [Fact]
    public void Another_port_of_this_computer_changes_nothing()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Post($"{Article}/remove", [], "http://127.0.0.1:1");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void An_address_alone_changes_nothing()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        foreach (var route in Route.All.Where(route => route.Change is not null))
        {
            using var answer = served.Get(route.Path.Replace("*", Fixture.Lighthouse, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }

        using var other = served.Client.Ask(new HttpRequestMessage(HttpMethod.Put, "/"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, other.StatusCode);
    }

    [Fact]
    public void A_button_leads_to_no_other_site()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.All(["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "/a\r\nSet-Cookie: x=y", ""], back =>
        {
            using var answer = served.Post("/look", new() { ["back"] = back });
            Assert.Equal("/", answer.Headers.Location!.ToString());
        });
    }

    [Fact]
    public void Every_answer_says_what_a_browser_may_do_with_it()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var stranger = served.NewClient();
        foreach (var answer in (HttpResponseMessage[])[served.Get("/"), served.Get("/nowhere"), served.Get($"{Article}/original"), stranger.Open("/")])
        {
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; ", policy);
            Assert.Contains($"script-src {served.Origin}/script-", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.DoesNotContain("'self'", policy);
            Assert.Equal(["nosniff", "DENY", "same-origin", "same-origin", "same-origin"],
                ((string[])["X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"])
                    .Select(name => answer.Headers.GetValues(name).Single()));
            answer.Dispose();
        }
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: {1}\r\n\r\n", 200_000, "414")]
    [InlineData("GET / HTTP/1.1\r\nHost: {1}\r\nX-Long: {0}\r\n\r\n", 200_000, "431")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 0, "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: {1}\r\nHost: {1}\r\n\r\n", 0, "400")]
    [InlineData("POST /look HTTP/1.1\r\nHost: {1}\r\nOrigin: http://{1}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1048576\r\n\r\n", 0, "413")]
    [InlineData("POST /look HTTP/1.1\r\nHost: {1}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0, "4")]
    public void What_is_no_sensible_request_is_refused(string request, int filling, string status)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var socket = new TcpClient("127.0.0.1", served.Reader.Port);
        var bytes = Encoding.ASCII.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, new string('x', filling), $"127.0.0.1:{served.Reader.Port}"));
        var answer = new byte[16];
        var length = 0;
        try
        {
            socket.GetStream().Write(bytes);
            length = socket.GetStream().ReadAtLeast(answer, 12, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // It was refused before all of it was sent, and the connection closed.
        }

        Assert.True(length == 0 || Encoding.ASCII.GetString(answer).StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal), Encoding.ASCII.GetString(answer));
        Assert.True(length > 0 || bytes.Length > 100_000);
    }

    [Fact]
    public void Who_listens_everywhere_is_told_where_others_come_in()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.Empty(served.Reader.AddressesForOthers());
        using var everywhere = new WebReader(new WebOptions(place.Archive, IPAddress.Any, 0, "correct horse", TimeProvider.System));
        everywhere.Start();
        Assert.All(everywhere.AddressesForOthers(), address =>
        {
            Assert.False(IPAddress.IsLoopback(IPAddress.Parse(new Uri(address).Host)));
            using var asked = served.Client.Open(address);
            Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        });
        Assert.Equal(System.Net.NetworkInformation.NetworkInterface.GetIsNetworkAvailable(), everywhere.AddressesForOthers().Count > 0);
        everywhere.Stop();
    }

    [Fact]
    public void Where_others_may_come_they_must_know_the_password()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive, "correct horse");
        using (var asked = served.Get("/"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        }

        Assert.DoesNotContain("key=", served.Reader.Address);
        using (var wrong = served.Post("/login", new() { ["password"] = "wrong horse" }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
            Assert.False(wrong.Headers.Contains("Set-Cookie"));
        }

        using var right = served.Post("/login", new() { ["password"] = "correct horse" });
        Assert.Contains("Articles", served.Followed(right));
    }

    [Fact]
    public void Passwords_cannot_be_tried_one_after_the_other()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive, "correct horse");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            served.Post("/login", new() { ["password"] = $"wrong {attempt}" }).Dispose();
        }

        using var answer = served.Post("/login", new() { ["password"] = "correct horse" });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public void Who_tries_passwords_locks_out_nobody_else()
    {
        var access = new Access("correct horse", TimeProvider.System);
        var owner = IPAddress.Parse("192.168.1.20");
        foreach (var stranger in (IPAddress[])[IPAddress.Parse("192.168.1.21"), IPAddress.Parse("2001:db8:1::5"), IPAddress.Parse("::ffff:192.168.1.22")])
        {
            Assert.All(Enumerable.Range(0, 10), attempt => Assert.False(access.IsPassword($"wrong {attempt}", stranger)));
            Assert.Null(access.IsPassword("correct horse", stranger));
        }

        Assert.True(access.IsPassword("correct horse", owner));
    }

    [Theory]
    [InlineData("2001:db8:1:2::{0:x}")]
    [InlineData("2001:db8:1:2:{0:x}::1")]
    public void Who_has_a_network_of_addresses_is_one_who_tries(string network)
    {
        var access = new Access("correct horse", TimeProvider.System);
        Assert.All(Enumerable.Range(1, 10), number => Assert.False(access.IsPassword("wrong", Numbered(network, number))));
        Assert.Null(access.IsPassword("correct horse", Numbered(network, 11)));
        Assert.True(access.IsPassword("correct horse", IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void Wrong_passwords_of_very_many_addresses_are_forgotten_the_oldest_first()
    {
        var failures = new WrongPasswords(TimeProvider.System);
        Assert.All(Enumerable.Range(0, 3 * WrongPasswords.MostAddresses), number => failures.Add(Numbered("2001:db8:{0:x}::1", number)));
        Assert.Equal(WrongPasswords.MostAddresses, failures.Addresses);
        var last = Numbered("2001:db8:{0:x}::1", (3 * WrongPasswords.MostAddresses) - 1);
        Assert.All(Enumerable.Range(0, WrongPasswords.MostFailures - 1), _ => failures.Add(last));
        Assert.True(failures.IsLockedOut(last));
        Assert.False(failures.IsLockedOut(Numbered("2001:db8:{0:x}::1", 0)));
    }

    [Fact]
    public void A_browser_that_was_let_in_stays_so_whoever_tries_passwords()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive, "correct horse");
        served.Post("/login", new() { ["password"] = "correct horse" }).Dispose();
        using var stranger = served.NewClient();
        for (var attempt = 0; attempt < 11; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent([new("password", "wrong")]) };
            request.Headers.Add("Origin", served.Origin);
            stranger.Ask(request).Dispose();
        }

        Assert.Contains("Articles", served.Page("/"));

        // Another of its windows may still show the form.
        using var again = served.Post("/login", new() { ["password"] = "correct horse" });
        Assert.Contains("Articles", served.Followed(again));
    }

    private static IPAddress Numbered(string address, int number) =>
        IPAddress.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, number));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "192.168.1.20", false)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("192.168.1.20", "192.168.1.20", true)]
    [InlineData("192.168.1.20", "evil.example", false)]
    [InlineData("0.0.0.0", "10.1.2.3", true)]
    public void The_names_of_this_computer_are_known(string listen, string host, bool isOurs) =>
        Assert.Equal(isOurs, Access.IsOurs(new Microsoft.AspNetCore.Http.HostString($"{host}:8472"), IPAddress.Parse(listen), 8472));

    [Fact]
    public void A_port_that_is_held_is_named()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var second = new WebReader(new WebOptions(place.Archive, IPAddress.Loopback, served.Reader.Port, null, TimeProvider.System));
        var held = Assert.Throws<Archiver.Articles.ArchiverException>(second.Start);
        Assert.Contains($"port {served.Reader.Port}", held.Message);
        Assert.Contains("--port 0", held.Message);
    }
}
