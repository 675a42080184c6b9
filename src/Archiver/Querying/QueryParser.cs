using Archiver.Texts;

namespace Archiver.Querying;

/// <summary>
/// Reads a query from left to right:
/// <code>
/// query      = [ any ]
/// any        = all { "OR" all }
/// all        = condition { [ "AND" ] condition }
/// condition  = ( "-" | "NOT" ) condition | "(" any ")" | field ":" value | words
/// </code>
/// The first error ends it.
/// </summary>
internal sealed class QueryParser(string text, TimeProvider clock)
{
    /// <summary>In characters. Nobody types more, and a query must not cost more than the archive.</summary>
    public const int MaxLength = 10_000;

    /// <summary>How many parentheses and negations may stand around a condition: the tree is walked by recursion.</summary>
    public const int MaxDepth = 100;

    /// <summary>How many characters of a wrong value an error repeats.</summary>
    private const int MaxQuoted = 40;

    private readonly QueryLexer _lexer = new(text);
    private int _depth;

    public QueryError? Error { get; private set; }

    /// <returns>Null where there is an <see cref="Error"/>.</returns>
    public Query? Read()
    {
        if (text.Length > MaxLength)
        {
            return Fail($"a query has at most {MaxLength} characters, not {text.Length}.", MaxLength, 0);
        }

        if (_lexer.IsAtEnd)
        {
            return Query.Everything;
        }

        var query = Any(after: null);
        return query is null || _lexer.IsAtEnd
            ? query
            : Fail("there is no parenthesis that this one closes.", _lexer.Position, 1);
    }

    private Query? Any(string? after)
    {
        var parts = new List<Query>();
        do
        {
            if (All(parts.Count == 0 ? after : "OR") is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (_lexer.TakeWord("OR"));
        return AnyOf.Join(parts);
    }

    private Query? All(string? after)
    {
        var parts = new List<Query>();
        do
        {
            if (Condition(after) is not { } part)
            {
                return null;
            }

            parts.Add(part);
            after = _lexer.TakeWord("AND") ? "AND" : null;
        }
        while (after is not null || !(_lexer.IsAtEnd || _lexer.IsAt(')') || _lexer.IsAtWord("OR")));
        return AllOf.Join(parts);
    }

    private Query? Condition(string? after)
    {
        var start = _lexer.Position;
        if (_lexer.IsAtEnd || _lexer.IsAt(')'))
        {
            return after is null
                ? Fail("there is no parenthesis that this one closes.", start, 1)
                : Fail($"a condition is missing after {after}.", start, _lexer.IsAtEnd ? 0 : 1);
        }

        foreach (var joining in (string[])["OR", "AND"])
        {
            if (_lexer.IsAtWord(joining))
            {
                return Fail($"a condition is missing before {joining}. To look for the word, write {joining.ToLowerInvariant()}.",
                    start, joining.Length);
            }
        }

        if (_lexer.TakeWord("NOT"))
        {
            return Nested(start, "NOT", Negated);
        }

        if (_lexer.Take('-'))
        {
            return _lexer.IsAtSpace
                ? Fail("a condition is missing after -, with no space between them.", start, 1)
                : Nested(start, "-", Negated);
        }

        return _lexer.Take('(') ? Nested(start, "(", Parenthesized)
            : _lexer.Field() is { } name ? FieldValue(name, start)
            : Words(start);

        Query? Negated(string sign) => Condition(sign) is { } part ? new Not(part) : null;

        Query? Parenthesized(string sign) => Any(sign) is not { } part ? null
            : _lexer.Take(')') ? part
            : Fail("the parenthesis that opens here is not closed.", start, 1);
    }

    private Query? Nested(int start, string sign, Func<string, Query?> read)
    {
        if (_depth == MaxDepth)
        {
            return Fail($"more than {MaxDepth} parentheses and negations are around this.", start, 1);
        }

        _depth++;
        var part = read(sign);
        _depth--;
        return part;
    }

    private Query? FieldValue(string name, int start)
    {
        if (QueryField.Find(name) is not { } field)
        {
            return Unknown(name, start);
        }

        _lexer.Skip(name.Length + 1);
        var valueStart = start + name.Length + 1;
        if (_lexer.Value(field.TakesPrefix) is not { } value)
        {
            return NotClosed(valueStart);
        }

        if (value is { IsQuoted: false, Text: "" })
        {
            Fail($"{field.Name}: takes {Plain(field.Value)}; it stands right after the colon.", valueStart, 0);
            return null;
        }

        if (field.HasWords && value is { IsQuoted: false, Text: ['-', .. var excluded] })
        {
            Fail($"to exclude it, - stands before the field: -{field.Name}:{Short(excluded)}.", valueStart, 1);
            return null;
        }

        if (field.HasWords && IsStarInQuotes(value, valueStart))
        {
            return null;
        }

        if (field.Read(value, clock) is not { } read)
        {
            Fail($"{field.Name}: takes {Plain(field.Value)}, not '{Short(value.Text)}'.", valueStart, _lexer.End - valueStart);
            return null;
        }

        return read is TextPattern
            ? AnyOf.Join(TextPattern.ReadAll(value).Select(pattern => new FieldCondition(field, pattern)))
            : new FieldCondition(field, read);
    }

    private Query? Words(int start)
    {
        if (_lexer.Value(takesPrefix: true, isWord: true) is not { } value)
        {
            NotClosed(start);
            return null;
        }

        if (IsStarInQuotes(value, start) || IsOtherSyntax(value, start))
        {
            return null;
        }

        if (TextPattern.ReadAll(value) is not [_, ..] patterns)
        {
            Fail(value is { IsQuoted: false } && value.Text.TrimEnd('*').Contains('*', StringComparison.Ordinal)
                ? "* stands at the end of a word only."
                : "a word has a letter or a digit, and this has none.", start, _lexer.End - start);
            return null;
        }

        return AnyOf.Join(patterns.Select(pattern => new TextCondition(pattern)));
    }

    /// <summary>Fails where somebody seems to mean words that begin so, and would find the word alone.</summary>
    private bool IsStarInQuotes(WrittenValue value, int start)
    {
        if (value is not { IsQuoted: true, Text: [.., var last, '*'] } || !char.IsLetterOrDigit(last))
        {
            return false;
        }

        Fail("for words that begin so, * stands behind the closing quote.", start, _lexer.End - start);
        return true;
    }

    /// <summary>Fails at what means something to other programs, and would be passed over here: the word alone would be found.</summary>
    private bool IsOtherSyntax(WrittenValue value, int start)
    {
        if (value.IsQuoted || value.Text.Length < 2)
        {
            return false;
        }

        var text = value.Text;
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        string? message = null;
        if (text[0] is '!' or '+' && (char.IsLetter(text[1]) || text[1] == '-'))
        {
            message = $"{text[0]} means nothing before a word. " + (text[0] == '!'
                ? $"To leave articles with it out, write -{Short(text[1..])}."
                : "Each word must be there anyway.");
        }
        else if (bar > 0 && bar < text.Length - 1 && char.IsLetterOrDigit(text[bar - 1])
            && (char.IsLetterOrDigit(text[bar + 1]) || text[bar + 1] == '|'))
        {
            message = "| means nothing. For one word or the other, "
                + $"write {Short(text[..bar])} OR {Short(text[(bar + 1)..].TrimStart('|'))}.";
        }

        if (message is not null)
        {
            Fail($"{message} To look for just this text, put it in quotes.", start, _lexer.End - start);
        }

        return message is not null;
    }

    private FieldCondition? Unknown(string name, int start)
    {
        var instead = name.ToLowerInvariant() is "http" or "https" ? $"To find an address, write url:{name}://…"
            : Spelling.Nearest(name, QueryField.All.Select(field => field.Name)) is { } near ? $"Did you mean {near}:?"
            : $"The fields are {string.Join(", ", QueryField.All.Select(field => field.Name))}; text with a colon stands in quotes.";
        Fail($"there is no field {Short(name)}:. {instead}", start, name.Length);
        return null;
    }

    private FieldCondition? NotClosed(int start)
    {
        Fail("the quote that opens here is not closed.", start, 1);
        return null;
    }

    private static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);

    private static string Short(string value) => value.Length <= MaxQuoted ? value : value[..MaxQuoted] + "…";

    private Query? Fail(string message, int start, int length)
    {
        Error ??= new QueryError(message, start, length);
        return null;
    }
}
