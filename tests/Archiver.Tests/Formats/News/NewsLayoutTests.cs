namespace Archiver.Tests.Formats.News;

/// <summary>What news databases and data sets write, in layouts that differ.</summary>
public sealed class NewsLayoutTests
{
    private static readonly string Bar = new('_', 60);

    [Fact]
    public void What_ProQuest_says_of_itself_is_no_article_and_a_text_that_it_lacks_is_none() => Assert.Equal(
        ["proquest | One | in Gazette | by Bell, Ann | of Gazette | date 2024-05-06 | text Sea., Salt.", "proquest | Two | in Gazette | of Gazette"],
        Records.Of(string.Join("\n\n",
            Bar, "Report Information from ProQuest", "May 10 2024 12:00",
            Bar, "Document 1 of 2", "One", "Author: Bell, Ann", "Full text: Sea.", "Salt.", "Publication title: Gazette", "Publication date: May 6, 2024", "ProQuest document ID: 1",
            Bar, "Document 2 of 2", "Two", "Full text: Not available.", "Title: Two", "Publication title: Gazette", "ProQuest document ID: 2",
            Bar, "Contact us at: http://www.proquest.com/go/contactsupport", "Database copyright 2024 ProQuest LLC.\n")));

    [Fact]
    public void An_address_in_a_document_of_LexisNexis_is_its_own() => Assert.Equal(
        ["lexisnexis | One | https://a.example/1 | in Gazette | of Gazette | date 2024-05-06 | text Sea."],
        Records.Of("\n      1 of 1 DOCUMENT\n\n\n     Gazette\n\n     May 6, 2024 Monday\n\nOne\n\nLENGTH: 1 words\n\nSea.\n\nURL: https://a.example/1\n\nLOAD-DATE: May 7, 2024\n\n    Copyright 2024 Gazette\n"));

    [Theory]
    [InlineData("""{"requested_url":"https://a.example/1","plain_text":"Sea.\nSalt.","published_date":"2024-05-06","title":"A &amp; B","sitename":"Gazette"}""", "json | A & B | https://a.example/1 | of Gazette | date 2024-05-06 | text Sea., Salt.")]
    [InlineData("""{"status":"ok","articles":[{"title":"One","url":"https://a.example/1","publishedAt":"2024-05-06T10:00:00Z","content":"Sea.","source":{"id":null,"name":"Gazette"}}]}""", "json | One | https://a.example/1 | of Gazette | date 2024-05-06 | text Sea.")]
    [InlineData("""[{"id":1,"date":"2024-05-06T10:00:00","link":"https://a.example/1","title":{"rendered":"One"},"content":{"rendered":"<p>Sea.</p><p>Salt.</p>"}}]""", "json | One | https://a.example/1 | date 2024-05-06 | text Sea., Salt.")]
    [InlineData("""{"stories":[{"story_title":"One","story_permalink":"https://a.example/1","story_content":"<p>Sea.</p>","story_date":"2024-05-06 07:20:00"}]}""", "json | One | https://a.example/1 | date 2024-05-06 | text Sea.")]
    [InlineData("""[{"title":"a < b and c > d","text":"if a < b\nthen <p> is a tag"}]""", "json | a < b and c > d | text if a < b, then <p> is a tag")]
    public void Articles_as_json_are_known_by_the_usual_names(string input, string record) => Assert.Equal([record], Records.Of(input));

    [Theory]
    [InlineData("sep=;\nTitle;Text;Date\nOne;Sea;06.05.2024\n")]
    [InlineData("\uFEFFsep=;\r\nTitle;Text;Date\r\nOne;Sea;06.05.2024\r\n")]
    [InlineData("Title\tText\tPublished_Date\nOne\tSea\t2024-05-06\n")]
    public void A_table_may_begin_with_what_Excel_is_told(string table) => Assert.Equal(["table | One | date 2024-05-06 | text Sea"], Records.Of(table));
}
