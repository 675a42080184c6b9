using Archiver.Cli.Terminal;
using Archiver.Querying;

namespace Archiver.Cli.Views;

/// <summary>The help on the query language.</summary>
internal static class QueryHelp
{
    /// <summary>The columns of an explanation, beside its indent.</summary>
    private const int Width = 74;

    private const string Introduction = """"
        A query says which articles `list`, `search`, `export`, `stats` and `duplicates`
        take, and with --query `read`, `tag`, `star`, `unstar`, `edit`, `remove` and
        `restore`. It is made of conditions; an article must match all of them. A query
        without any finds every article.

        Text, looked for in title, body and summary, large or small letters, with or
        without accents:
          bridge               the word in all its English forms: bridges, bridged
          "bridges"            just this word
          "swing bridge"       just these words, one after the other
          harb* "swing bri"*   words that begin so
          港町                 where a script puts no spaces, any part of a text
          🎉                   an emoji is a word, too

        Joining conditions:
          tide bridge          both; `tide AND bridge` says the same
          tide OR bridge       one of them; binds less than the space, so that
                               `a b OR c` is `(a b) OR c`
          -tide, NOT tide      not this one; what has no value matches its negation.
                               Of one letter, or of the name of an option, write NOT
          (tide OR bridge) -is:read

        OR, AND and NOT are written in capitals. A value with spaces, quotes or
        parentheses stands in quotes, and two quotes in quotes mean one:
        category:"He said ""no""".

        Days and numbers:
          date:2025-01         a day, a month or a year
          date:2025-01..2025-03, date:2025.., date:..2024, date:..
                               from, to, any that is known; both ends belong to it
          words:>=300, >, <=, <, =
          date:today, date:yesterday, lastRead:7d..
                               days relative to today: 7d is the day 7 days ago, so
                               `7d..` is since then; d, w, m, y
        A value that is missing is in no range: `-date:..` finds what has no date.

        Fields:
        """";

    private const string Examples = """"
        Examples:
          archiver list 'category:nhk -is:read'
          archiver list category:nhk -is:read
          archiver list 'lastRead:7d.. words:>=300 "swing bridge"'
          archiver list '(category:city OR category:books) date:2024' --sort -words
          archiver export 'host:nhk.or.jp -has:summary' --format jsonl

        A shell takes quotes, parentheses, <, > and * for itself: put the query in
        single quotes. The options --category, --date, --from and --to add conditions
        to it; their values are those of category: and date:.
        """";

    public static void Write(TextWriter output)
    {
        output.WriteLine(Introduction);
        foreach (var field in QueryField.All)
        {
            output.WriteLine($"  {field.Example}");
            var finds = TextLayout.Wrap($"finds {field.Finds}", Width);
            foreach (var line in finds.Concat(TextLayout.Wrap($"takes {field.Value}", Width)))
            {
                output.WriteLine($"      {line.Replace("`", "", StringComparison.Ordinal)}");
            }
        }

        output.WriteLine();
        output.WriteLine(Examples);
    }
}
