using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>
/// Picks the sentences of a body that say most of what it says: those that are like many others that are like many others
/// (LexRank), which is where a walk from sentence to sentence along what they have in common comes by most often.
/// </summary>
public static class Summarizer
{
    public const int DefaultSentences = 3;

    /// <summary>More is no summary; and each is compared with all that are picked.</summary>
    public const int MostSentences = 1000;

    /// <summary>How often the walk goes on to a sentence like the last, and does not begin anew.</summary>
    private const double Damping = 0.85;

    /// <summary>After so many steps the ranks hardly move any more.</summary>
    private const int Steps = 30;

    /// <summary>A sentence that is so much like one already picked adds nothing.</summary>
    private const double TooMuchAlike = 0.65;

    /// <summary>Fewer terms make no statement.</summary>
    private const int FewTerms = 3;

    /// <summary>What is left where everything should cancel out.</summary>
    private const double Nothing = 1e-12;

    /// <param name="paragraphs">The body, in UTF-8; of a very long one only the beginning counts (<see cref="TextBeginning"/>).</param>
    /// <param name="count">How many sentences at most.</param>
    /// <returns>The sentences in the order in which they stand in the body.</returns>
    public static IReadOnlyList<SummarySentence> Summarize(IReadOnlyList<ReadOnlyMemory<byte>> paragraphs, int count)
    {
        var vocabulary = new Vocabulary();
        var sentences = TextBeginning.Of(paragraphs)
            .SelectMany((paragraph, index) => SentencesOf(paragraph).Select(text => (Text: text, Paragraph: index + 1)))
            .ToList();
        var terms = sentences.ConvertAll(sentence => vocabulary.Read([(Encoding.UTF8.GetBytes(sentence.Text), 1f)]));
        var with = new int[vocabulary.Count];
        foreach (var term in terms.SelectMany(each => each))
        {
            with[term.Term]++;
        }

        var vectors = terms.ConvertAll(each => TermVector.Of(each, term => Math.Log(1 + ((double)sentences.Count / with[term]))));
        var ranks = Rank(vectors, vocabulary.Count);
        var picked = new List<int>();
        foreach (var index in Enumerable.Range(0, sentences.Count)
            .OrderBy(index => terms[index].Length < FewTerms)
            .ThenByDescending(index => ranks[index]))
        {
            if (picked.Count == Math.Min(count, MostSentences))
            {
                break;
            }

            if (picked.TrueForAll(other => vectors[other].Cosine(vectors[index]) < TooMuchAlike))
            {
                picked.Add(index);
            }
        }

        return [.. picked.Order().Select(index => new SummarySentence(
            sentences[index].Text, sentences[index].Paragraph, ranks[index] * sentences.Count))];
    }

    private static IEnumerable<string> SentencesOf(ReadOnlyMemory<byte> paragraph)
    {
        var text = Encoding.UTF8.GetString(paragraph.Span);
        for (var at = 0; at < text.Length;)
        {
            var length = Sentence.FirstLength(text.AsSpan(at));
            var sentence = text.AsSpan(at, length).Trim();
            if (!sentence.IsEmpty)
            {
                yield return sentence.ToString();
            }

            at += length;
        }
    }

    /// <summary>How often the walk comes by each sentence.</summary>
    /// <remarks>
    /// The likeness of two sentences is never computed alone: with the sentences as rows of a matrix of terms, a step is
    /// that matrix by its transpose, and takes time in proportion to the text, not to the square of it.
    /// </remarks>
    private static double[] Rank(List<TermVector> sentences, int terms)
    {
        // News says first what matters most, so the walk begins more often near the start.
        var begins = sentences.Select((_, index) => 1 + (0.5 / (1 + index))).ToArray();
        var sum = begins.Sum();
        begins = [.. begins.Select(each => each / sum)];
        var ways = ByLikeness(sentences, Enumerable.Repeat(1.0, sentences.Count), terms);
        var ranks = begins;
        for (var step = 0; step < Steps; step++)
        {
            var stepped = ByLikeness(sentences, ranks.Zip(ways, (rank, way) => way > 0 ? rank / way : 0), terms);
            var stuck = ranks.Zip(ways).Where(each => each.Second == 0).Sum(each => each.First);
            ranks = [.. stepped.Zip(begins, (rank, begin) => (Damping * (rank + (stuck * begin))) + ((1 - Damping) * begin))];
        }

        return ranks;
    }

    /// <summary>For each sentence the sum of the others' values, each by the likeness of its sentence to this one.</summary>
    private static double[] ByLikeness(List<TermVector> sentences, IEnumerable<double> values, int terms)
    {
        var byTerm = new double[terms];
        double[] all = [.. values];
        foreach (var (sentence, value) in sentences.Zip(all))
        {
            foreach (var (term, weight) in sentence.Weights)
            {
                byTerm[term] += weight * value;
            }
        }

        return [.. sentences.Zip(all, (sentence, own) =>
            sentence.Weights.Sum(each => each.Weight * (byTerm[each.Term] - (each.Weight * own))) is > Nothing and var sum ? sum : 0)];
    }
}
