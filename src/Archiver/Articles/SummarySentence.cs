namespace Archiver.Articles;

/// <summary>A sentence of a body.</summary>
/// <param name="Text">The sentence, without white space around it.</param>
/// <param name="Paragraph">The number of its paragraph in the body, from 1.</param>
/// <param name="Score">How central it is: the mean of all sentences of the body is 1.</param>
public sealed record SummarySentence(string Text, int Paragraph, double Score);
