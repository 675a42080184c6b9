using Archiver.Articles;
using Archiver.Tests.Formats.Dumps;
using Archiver.Texts;
using CsCheck;

namespace Archiver.Tests.Texts;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTPS://News.Example/Story", "https://news.example/Story")]
    [InlineData("http://news.example:80/a", "http://news.example/a")]
    [InlineData("https://news.example:0443/a", "https://news.example/a")]
    [InlineData("https://news.example:/a", "https://news.example/a")]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example?q=1", "https://news.example/?q=1")]
    [InlineData("https://news.example./a", "https://news.example/a")]
    [InlineData("https://news.example/%7euser/%41", "https://news.example/~user/A")]
    [InlineData("https://news.example/%e6%9d%b1%E4%BA%AC", "https://news.example/東京")]
    [InlineData("https://news.example/a b", "https://news.example/a%20b")]
    [InlineData("https://news.example/a|b\"c", "https://news.example/a%7cb%22c")]
    [InlineData("https://news.example/100%", "https://news.example/100%25")]
    [InlineData("https://news.example/?q=caf%c3%a9#t%C3%AAte", "https://news.example/?q=café#tête")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://BÜCHER.example/", "https://XN--BCHER-KVA.Example")]
    [InlineData("https://b%C3%BCcher.example/", "https://bücher.example/")]
    [InlineData("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/")]
    [InlineData("https://правда.example/", "https://xn--80aafi6cg.example/")]
    [InlineData("https://ｎｅｗｓ.example/", "https://news.example/")]
    [InlineData("http://[FE80::%41]/", "http://[fe80::a]/")]
    [InlineData("https://news.example/a/./b/../c", "https://news.example/a/c")]
    [InlineData("https://news.example/a/%2e%2E/b/.", "https://news.example/b/")]
    [InlineData("https://news.example/../../a", "https://news.example/a")]
    [InlineData("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/")]
    [InlineData("\uFEFF\u200B https://news.example/a\u200E\u00A0", "https://news.example/a")]
    public void What_the_standards_call_the_same_is_one(string left, string right)
    {
        Assert.Equal(CanonicalUrl.Of(right), CanonicalUrl.Of(left));
        Assert.Equal(ArticleId.FromUrl(right), ArticleId.FromUrl(left));
    }

    [Theory]
    [InlineData("https://news.example/a", "https://news.example/a/")]
    [InlineData("https://news.example/a", "https://www.news.example/a")]
    [InlineData("https://news.example/a", "https://m.news.example/a")]
    [InlineData("https://news.example/a", "https://news.example/a?amp")]
    [InlineData("https://news.example/?a=1&b=2", "https://news.example/?b=2&a=1")]
    [InlineData("https://news.example/a", "https://news.example/a#b")]
    [InlineData("https://news.example/a", "http://news.example/a")]
    [InlineData("https://news.example/a%2Fb", "https://news.example/a/b")]
    [InlineData("https://news.example/?a%26b", "https://news.example/?a&b")]
    [InlineData("https://news.example/a+b", "https://news.example/a%20b")]
    [InlineData("https://news.example/a", "https://news.example/A")]
    [InlineData("https://news.example:8080/", "https://news.example/")]
    [InlineData("http://news.example:443/", "http://news.example/")]
    [InlineData("https://a%2Fb.example/", "https://a/b.example/")]
    public void What_may_be_another_page_is_another(string left, string right) =>
        Assert.NotEqual(CanonicalUrl.Of(left), CanonicalUrl.Of(right));

    [Theory]
    [InlineData("https://news.example/1?a=b#c")]
    [InlineData("http://user:secret@news.example:8080/~a/(b)/c;d=e,f?g=h:i@j/k")]
    [InlineData("urn:isbn:0451450523")]
    [InlineData("mailto:a@news.example")]
    [InlineData("file:///srv/a.html")]
    [InlineData("a title, no URL")]
    [InlineData("")]
    public void A_plain_url_is_its_own_form(string url) => Assert.Equal(url, CanonicalUrl.Of(url));

    [Fact]
    public void Whatever_a_text_is_its_form_is_that_of_the_form()
    {
        string[] pieces =
        [
            "http", "HTTPS", "x", ":", "/", "//", "://", ".", "..", "/./", "%", "%2", "%41", "%2f", "%2E", "%c3%bc", "%FF", "%25", "@", "[", "]", "?", "#",
            "ü", "xn--", "xn--bcher-kva", "。", "／", "％", "\uD800", "\u0000", " ", "\uFEFF", "İ", "ß", "80", "0", "\\", "a", new string('é', 70),
        ];
        Gen.Int[0, pieces.Length - 1].Select(piece => pieces[piece]).Array[0, 12].Select(string.Concat).Sample(url =>
        {
            var form = CanonicalUrl.Of(url);
            Assert.Equal(form, CanonicalUrl.Of(form));
            Assert.Equal(CanonicalUrl.HostOf(url), CanonicalUrl.HostOf(form));
            Assert.Equal(CanonicalUrl.ReadableHost(CanonicalUrl.HostOf(url)), CanonicalUrl.ReadableHost(CanonicalUrl.HostOf(url)));
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("https://XN--BCHER-KVA.example:8443/a", "xn--bcher-kva.example", "bücher.example")]
    [InlineData("https://a@[::1]:80/", "[::1]", "[::1]")]
    [InlineData("https://xn--no-punycode-\u0080/", "xn--no-punycode-%C2%80", "xn--no-punycode-%C2%80")]
    [InlineData("mailto:a@news.example", "", "")]
    public void The_host_is_taken_out_and_can_be_read(string url, string host, string readable)
    {
        Assert.Equal(host, CanonicalUrl.HostOf(url));
        Assert.Equal(readable, CanonicalUrl.ReadableHost(host));
    }
}
