namespace Archiver.Statistics;

/// <summary>Articles by what one of their facts says. One that says two things is counted for both, one that says none for none.</summary>
/// <param name="Fact">Which fact: <c>site</c>.</param>
/// <param name="Parts">What it says, and of which articles; the most articles first.</param>
public sealed record Breakdown(string Fact, IReadOnlyList<(string Value, Tally Tally)> Parts);
