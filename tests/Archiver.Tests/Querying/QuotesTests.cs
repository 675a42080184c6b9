using Archiver.Querying;

namespace Archiver.Tests.Querying;

/// <summary>Quotes that are a part of a word, and those that are not.</summary>
public sealed class QuotesTests
{
    [Theory]
    [InlineData("צה\"ל", "צה״ל")]
    [InlineData("ארה\"ב חו\"ל", "ארה״ב חו״ל")]
    [InlineData("\"רמטכ\"ל צה\"ל\"", "\"רמטכ״ל צה״ל\"")]
    [InlineData("title:צה\"ל OR ד\"ר", "title:צה״ל OR ד״ר")]
    [InlineData("-צַהַ\"ל", "-צה״ל")]
    [InlineData("27\"", "27")]
    [InlineData("27\" screen", "27 screen")]
    [InlineData("(5'11\")", "(\"5 11\")")]
    [InlineData("title:27\"", "title:27")]
    public void A_quote_in_a_word_or_after_a_digit_begins_no_phrase(string query, string same) => Assert.Equal(Read(same), Read(query));

    [Theory]
    [InlineData("a\"b\"", "a \"b\"")]
    [InlineData("\"a\"b", "\"a\" b")]
    [InlineData("tide \"rock pool\"*", "tide \"rock pool\"*")]
    [InlineData("\"27\"\" screen\"", "\"27 screen\"")]
    public void A_quote_that_opens_or_closes_a_phrase_still_does(string query, string same) => Assert.Equal(Read(same), Read(query));

    [Theory]
    [InlineData("\"rock pool", 0)]
    [InlineData("tide \"rock", 5)]
    [InlineData("title:\"rock pool", 6)]
    [InlineData("צה\"ל \"הודיע", 5)]
    public void A_quote_that_is_not_closed_is_named(string query, int place)
    {
        Assert.False(Query.TryParse(query, TimeProvider.System, out _, out var error));
        Assert.Equal(place, error!.Start);
        Assert.Contains("not closed", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Both ways to write it find both.</summary>
    [Theory]
    [InlineData("o'zbek", "oʻzbek")]
    [InlineData("Qur’an", "Qurʼan")]
    [InlineData("title:g'isht*", "title:gʻisht*")]
    public void An_apostrophe_is_looked_for_in_every_form(string mark, string letter)
    {
        Assert.Equal(FormsOf(letter), FormsOf(mark));
        Assert.Equal(2, FormsOf(mark).Length);

        static string[] FormsOf(string query) => [.. Assert.IsType<AnyOf>(
            Query.TryParse(query, TimeProvider.System, out var read, out _) ? read : null)
            .Parts.Select(part => part.ToString().Replace("\"", "", StringComparison.Ordinal)).Order()];
    }

    [Theory]
    [InlineData("John's")]
    [InlineData("don’t")]
    [InlineData("\"they'll win\"")]
    public void An_English_ending_is_looked_for_as_it_is(string query) => Assert.DoesNotContain("OR", Read(query), StringComparison.Ordinal);

    private static string Read(string query)
    {
        Assert.True(Query.TryParse(query, TimeProvider.System, out var read, out var error), error?.Message);
        return read.ToString();
    }
}
