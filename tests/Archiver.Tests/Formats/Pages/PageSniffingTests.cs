using System.Text;
using Archiver.Formats.Pages;

namespace Archiver.Tests.Formats.Pages;

public sealed class PageSniffingTests
{
    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("\r\n\t <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">")]
    [InlineData("<html lang=en><!--\n Page saved with SingleFile \n url: https://harbour.example/ \n-->")]
    [InlineData("<!-- saved from url=(0024)https://harbour.example/ --><html>")]
    [InlineData("<!--a--><!--b->\n<head>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">\n<html xmlns=\"x\">")]
    [InlineData("<meta charset=utf-8><title>Tides</title>")]
    public void Pages_are_known_by_how_they_begin(string head) => Assert.True(PageSniffing.LooksLikePage(Encoding.UTF8.GetBytes(head)));

    [Theory]
    [InlineData("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV=\"Content-Type\"><TITLE>Bookmarks</TITLE>")]
    [InlineData("<!doctype html><html><head><title>Pocket Export</title>")]
    [InlineData("<!DOCTYPE html>\n<html>\n<head>\n <title>Instapaper: Export</title>")]
    [InlineData("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE en-export SYSTEM \"x\"><en-export>")]
    [InlineData("An article about <html> and <body>.")]
    [InlineData("<htmlx>")]
    [InlineData("<p>A dump may begin with a tag.</p>")]
    [InlineData("")]
    public void What_is_no_page_is_none(string head) => Assert.False(PageSniffing.LooksLikePage(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void A_page_is_known_behind_a_mark_and_in_UTF_16()
    {
        const string page = "<!DOCTYPE html><html><head><title>The light went out on Monday</title></head>";
        Assert.All(new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode },
            encoding => Assert.True(PageSniffing.LooksLikePage([.. encoding.GetPreamble(), .. encoding.GetBytes(page)])));
        Assert.True(PageSniffing.LooksLikePage(Encoding.Unicode.GetBytes(page)));
    }

    [Fact]
    public void Many_comments_are_looked_at_once_each()
    {
        var comments = string.Concat(Enumerable.Repeat("<!--->", 680));
        Assert.False(PageSniffing.LooksLikePage(Encoding.UTF8.GetBytes($"{comments}text")));
        Assert.True(PageSniffing.LooksLikePage(Encoding.UTF8.GetBytes($"{comments[..3000]}<html>")));
    }
}
