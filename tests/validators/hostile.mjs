// Articles whose titles and texts try what formats cannot take, in our own JSON lines.

const control = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(mark => !"\n\r".includes(mark)).join("a")
    + "\u007f" + Array.from({ length: 32 }, (_, code) => String.fromCharCode(128 + code)).join("b") + "\ufffe\uffff\ufdd0\u{1fffe}";
const texts = [
    "&<>\"'", "&amp;nbsp; &nbsp; &#0; &#x1F;", control, "\u202Eright to left\u202C \u2066isolated\u2069 \u200F\u200E\u061C",
    "مرحبا بالعالم، هذا عنوان طويل", "כותרת בעברית עם English", "港町の図書館で、灯台が開いた。", "]]> <![CDATA[ --> <!-- -- <?xml?> <!DOCTYPE x>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>", "{ } \\ % # _ $ ~ ^ unbalanced }} {{ {", "=1+1;\"x\",'y'\t\t-2", "---", "# heading", "1. item", "* * *",
    "| a | b |", "[[wiki]] ![[embed]] ==mark== %%comment%% $$x$$ ^id #tag", "`` ` ``` ~~~", "a\u00A0b\u2028c\u2029d\u0085e", "👩‍👩‍👧‍👦 e\u0301 ｶﾞ \u{1F1E9}\u{1F1EA}",
    "ER  - ", "TY  - BOOK", "@article{x, title={y}}", "title: \"a\"\ttags: [x]", "+++", "%YAML 1.2", "- a: b", "'single' \"double\" \\back\\", "x".repeat(3000), "word ".repeat(700),
    "\ud800 lone \udc00 surrogates", ". . .", "/../../etc/passwd", "CON.txt", "https://a.example/?a=1&b=2#c", "</body></html>", "</p></div></article>", "&lt;b&gt;",
];
const addresses = ["https://example.org/a?b=1&c=\"2\"#d", "http://a b/%zz", "javascript:alert(1)", "https://example.org/[x]|{y}\\z^`", "mailto:a@example.org", "/sea", "#nowhere",
    "https://exämple.org/ä?ö=ü", "http://[::1", "https://example.org/\u0007", "HTTPS://EXAMPLE.ORG/%C3%A4", "ftp://example.org/x", "https://user:pass@example.org:99999/", "http://"];
const languages = [null, "en", "ar", "he", "ja", "fr_FR", "x", "de-CH-1996", "", "und", "zh-Hant", "not a language"];
const kinds = ["paragraph", "heading", "item", "quote", "code", "row", "caption"];
const marks = ["link", "emphasis", "strong", "code", "highlight"];

/** A generator of whole numbers below a limit that gives the same ones every time. */
function numbers(seed) {
    return limit => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, (seed >>> 8) % limit);
}

export function hostile(count) {
    const next = numbers(7);
    const pick = list => list[next(list.length)];
    const id = number => `${number.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;
    return Array.from({ length: count }, (_, number) => {
        const paragraphs = Array.from({ length: 1 + next(12) }, () => pick(texts) + (next(3) === 0 ? ` ${pick(texts)}` : ""));
        if (number % 997 === 5) {
            paragraphs.push("y&<".repeat(33334), ...Array.from({ length: 3000 }, (_, at) => `Paragraph ${at} of a long one, & more.`));
        }
        const blocks = paragraphs.map(text => {
            const kind = pick(kinds), start = next(Math.max(1, text.length));
            return {
                kind, level: kind === "paragraph" ? null : 1 + next(6), ordered: kind === "item" || kind === "row" ? next(2) === 0 : null, number: next(4) === 0 ? 1 + next(9) : null,
                marks: Array.from({ length: next(3) }, () => ({ start, length: 1 + next(9), kind: pick(marks), href: pick(addresses) })),
            };
        });
        return {
            formatVersion: 1, id: id(number), titleSource: "stated", title: number === 0 ? "t<&\u202E".repeat(25000) : number % 31 === 0 ? null : pick(texts),
            url: number % 7 === 0 ? pick(addresses) : `https://example.org/${number}?a=1&b=%28`, category: number % 5 === 0 ? pick(texts) : pick(["sea", "city", "Sea"]),
            authors: next(3) === 0 ? [pick(texts), "Oona Tressel", "Tressel, Oona"] : [], site: next(3) === 0 ? pick(texts) : null, language: pick(languages),
            tags: next(2) === 0 ? [pick(texts), "a b", "123", "a/b"] : [], starred: next(4) === 0, date: pick([null, "2024-03-09", "0001-01-01", "9999-12-31", "2024-02-29"]),
            created: pick([null, "2024-03-10T07:05", "0001-01-01T00:00"]), updated: pick([null, "2024-03-11T00:00"]), lastRead: pick([null, "2024-03-12T23:59"]),
            words: pick([null, 0, 2147483647]), readCount: pick([null, 0, 3]), summary: pick([null, pick(texts), `${pick(texts)}\n${pick(texts)}`]), similar: [], details: {},
            highlights: next(4) === 0 ? [{ text: pick(texts), comment: pick([null, pick(texts)]), created: null }] : [], paragraphs, blocks: next(2) === 0 ? blocks : null,
        };
    }).map(article => JSON.stringify(article)).join("\n") + "\n";
}
