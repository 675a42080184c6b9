using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Likeness;

namespace Archiver.Benchmarks.Generating;

/// <summary>Sentences about a topic, as a newspaper sets them. Every word is one token between spaces.</summary>
internal sealed class Prose(Vocabulary vocabulary)
{
    private const int LongestTitle = 95;
    private const int SummaryCut = 300;
    private const int TopicCount = 20;

    /// <summary>
    /// Of a hundred draws, those that come back to a topic: of the words beyond the 300 most frequent, 18 % also
    /// stand among the hundred words before (19 % in the real text named at the share of phrases, 17 % once shuffled).
    /// </summary>
    private const int TopicPercent = 21;

    private readonly StringBuilder _text = new();

    /// <summary>What an article comes back to: names, words and terms of its own, those it uses most first.</summary>
    public string[] Topics(RandomStream random)
    {
        var topics = new string[TopicCount];
        for (var i = 0; i < topics.Length; i++)
        {
            topics[i] = (i % 3) switch
            {
                0 => vocabulary.DrawName(random),
                1 => vocabulary.DrawTerm(random),
                _ => vocabulary.DrawTopic(random),
            };
        }

        return topics;
    }

    /// <summary>A headline: one clause without a full stop.</summary>
    public string Title(RandomStream random, string[] topics)
    {
        _text.Clear();
        var words = random.Between(6, 11);
        for (var i = 0; i < words; i++)
        {
            var word = random.OneIn(3) ? PickTopic(random, topics) : vocabulary.Draw(random);
            if (_text.Length + 1 + word.Length > LongestTitle)
            {
                break;
            }

            _text.Append(i == 0 ? Vocabulary.Capitalised(word) : " " + word);
        }

        return _text.ToString();
    }

    /// <summary>The first paragraph: the title as a sentence, and often another sentence.</summary>
    public string Lead(RandomStream random, string[] topics, string title)
    {
        _text.Clear();
        _text.Append(title).Append('.');
        if (!random.OneIn(3))
        {
            _text.Append(' ');
            AppendSentence(random, topics);
        }

        return _text.ToString();
    }

    public string Paragraph(RandomStream random, string[] topics)
    {
        _text.Clear();
        var sentences = random.Below(20) switch { < 10 => 1, < 18 => 2, _ => 3 };
        for (var i = 0; i < sentences; i++)
        {
            if (i > 0)
            {
                _text.Append(' ');
            }

            AppendSentence(random, topics);
        }

        return _text.ToString();
    }

    /// <summary>Cut as the reading app cuts: after a word, in mid-sentence, at no more than 300 characters.</summary>
    public string Summary(RandomStream random, string[] topics)
    {
        _text.Clear();
        while (_text.Length <= SummaryCut)
        {
            AppendSentence(random, topics);
            _text.Append(' ');
        }

        var text = _text.ToString();
        var end = text.LastIndexOf(' ', SummaryCut);
        while (!char.IsLetterOrDigit(text[end - 1]))
        {
            end = text.LastIndexOf(' ', end - 1);
        }

        return text[..end];
    }

    private void AppendSentence(RandomStream random, string[] topics)
    {
        var words = random.Between(4, 14);
        var quoted = random.OneIn(14);
        if (quoted)
        {
            _text.Append('"');
        }

        for (var i = 0; i < words; i++)
        {
            if (i > 0)
            {
                _text.Append(random.OneIn(14) ? ", " : " ");
            }

            AppendWord(random, topics, first: i == 0);
        }

        _text.Append(quoted ? ".\"" : ".");
    }

    private void AppendWord(RandomStream random, string[] topics, bool first)
    {
        switch (random.Below(100))
        {
            case 0 when !first:
                var number = random.OneIn(3) ? random.Between(1950, 2030) : random.Between(2, 900);
                _text.Append(number.ToString(CultureInfo.InvariantCulture));
                return;
            case <= 1:
                Append(PickTopic(random, topics));
                _text.Append("'s");
                return;
            case < 2 + TopicPercent:
                Append(PickTopic(random, topics));
                return;
            default:
                Append(vocabulary.Draw(random));
                return;
        }

        void Append(string word)
        {
            if (first)
            {
                _text.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
            }
            else
            {
                _text.Append(word);
            }
        }
    }

    private static string PickTopic(RandomStream random, string[] topics) =>
        topics[Math.Min(random.Below(topics.Length), random.Below(topics.Length))];
}
