namespace Archiver.Texts;

/// <summary>English words that say nothing of what a text is about, as they are once folded.</summary>
internal static class StopWords
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = """
        a able about above according across actually after afterwards again against ago all almost along already also although
        always am among an and another any anybody anyone anything are around as aside ask asked asks at away back be became
        because become becomes been before began behind being below beside besides between beyond both but by came can cannot
        come comes could couldn d did didn do does doesn doing don done down during each either else enough especially etc even
        ever every everybody everyone everything except far few first for former from further gave get gets getting give given
        gives go goes going gone got had hadn has hasn have haven having he hence her here hers herself him himself his how
        however i if in indeed instead into is isn it its itself just keep kept know known last later least less let like likely
        ll m made make makes making many may maybe me meanwhile might mine more moreover most mr mrs ms much must my myself
        near nearly neither never nevertheless next no nobody none nor not nothing now of off often on once one only onto or
        other others otherwise our ours out over own per perhaps put quite rather re really regarding s said same saw say
        saying says see seem seemed seems seen several shall she should shouldn since so some somebody someone something
        sometimes soon still such t take taken takes tell tells than that the their theirs them themselves then there thereby
        therefore these they this those though through throughout thus to together told too took toward towards tried try two
        under unless until up upon us use used uses using ve very via want wants was wasn way we well went were weren what
        whatever when where whereas whether which while who whole whom whose why will with within without won would wouldn
        yes yet you your yours yourself
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
