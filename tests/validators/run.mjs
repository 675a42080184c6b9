// What others say of our exports: epubcheck, the Nu HTML checker, schemas of feeds, readers of YAML, Markdown, feeds, citations and tables.
// Usage: node run.mjs ARCHIVER [HOSTILE=2000] [FOLDER...]. Of the samples, of one article, of so many hostile ones, and of
// what is imported from each FOLDER. Needs epubcheck (a jar: EPUBCHECK, /usr/bin/epubcheck), java, python3 and sqlite3, and uses
// LibreOffice's soffice where it is. Prints a line a check.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { parseDocument } from "yaml";
import { hostile } from "./hostile.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const checker = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
const isFeed = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(join(here, "jsonfeed.schema.json"))));
const hasOffice = run("soffice", "--version").code === 0;
const epubcheck = process.env.EPUBCHECK ?? "/usr/bin/epubcheck";
const [archiver, count = "2000", ...folders] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "archiver-validators-"));
let [passed, failed] = [0, 0];

function run(command, ...words) {
    const ran = spawnSync(command, words, { encoding: "utf8", maxBuffer: 1 << 30 });
    return { code: ran.status, out: ran.stdout ?? "", error: ran.stderr ?? String(ran.error) };
}

/** Runs a check that gives what is wrong, a line each. */
function check(name, find) {
    let wrong;
    try {
        wrong = find() ?? [];
    } catch (error) {
        wrong = [String(error.stack ?? error).slice(0, 600)];
    }
    wrong.length === 0 ? passed++ : failed++;
    console.log(wrong.length === 0 ? `passed ${name}` : `FAILED ${name}: ${wrong.length} wrong`);
    wrong.slice(0, 5).forEach(line => console.log(`    ${line.slice(0, 500)}`));
}

const differ = (what, here, there) => JSON.stringify(here) === JSON.stringify(there) ? [] : [`${what}: ${JSON.stringify(here)?.slice(0, 200)} is not ${JSON.stringify(there)?.slice(0, 200)}`];
// No table can hold U+0000: readers end there.
const withoutNull = text => text.replaceAll("\0", "\ufffd");

function checkHtml(name, path) {
    check(`${name}: the Nu HTML checker`, () => run("java", "-Xss8m", "-jar", checker, "--errors-only", "--skip-non-html", "--exit-zero-always", path)
        .error.split("\n").filter(line => line.trim().length > 0));
}

function checkArchive(name, inputs) {
    const archive = join(work, `${name}.db`);
    const imported = run(archiver, "import", "--archive", archive, ...inputs);
    if (![0, 3].includes(imported.code)) {
        return check(`${name}: import`, () => [imported.error]);
    }
    const exported = (format, ...words) => {
        const path = join(work, `${name}-exported${words.join("")}.${format}`);
        const ran = run(archiver, "export", "--archive", archive, "--format", format, ...words, "--output", path);
        if (![0, 3].includes(ran.code)) throw new Error(`export --format ${format}: ${ran.error}`);
        return path;
    };
    const records = readFileSync(exported("jsonl"), "utf8").split("\n").filter(line => line).map(line => JSON.parse(line));
    const byId = new Map(records.map(record => [record.id, record]));

    check(`${name}: epubcheck`, () => {
        const report = join(work, `${name}-epubcheck.json`);
        const ran = run("java", "-Xss8m", "-jar", epubcheck, exported("epub"), "--json", report);
        if (ran.code === null || !existsSync(report)) return [ran.error];
        return JSON.parse(readFileSync(report)).messages.filter(message => ["FATAL", "ERROR", "WARNING"].includes(message.severity))
            .map(message => `${message.severity} ${message.ID} ${message.message} ${JSON.stringify(message.locations?.[0])}`);
    });
    checkHtml(`${name}, html`, exported("html", "--force"));
    checkHtml(`${name}, site`, exported("site"));

    for (const [reader, format, ...words] of [["csv", "csv", "--with-text"], ["tsv", "tsv", "--with-text"], ["sqlite", "csv", "--with-text", "--force"]]) {
        check(`${name}, ${format}: read by ${reader === "sqlite" ? "sqlite3" : "Python"}`, () => {
            const read = run("python3", join(here, "tables.py"), reader, exported(format, ...words));
            if (read.code !== 0) return [read.error];
            const rows = JSON.parse(read.out || "[]");
            return [...differ("rows", rows.length, records.length), ...rows.flatMap((row, at) => ["id", "title", "url", "category", "date"]
                .flatMap(field => differ(`${records[at].id} ${field}`, row[field] ?? "", withoutNull(records[at][field] ?? ""))))];
        });
    }

    check(`${name}, csv: read by LibreOffice${hasOffice ? "" : " (which is not here)"}`, () => {
        if (!hasOffice) return [];
        const [table, read] = [exported("csv", "--excel"), join(work, `${name}-office`)];
        const ran = run("soffice", "--headless", `-env:UserInstallation=file://${join(work, "office")}`, "--infilter=CSV:44,34,76,1,,0,true,false", "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true", "--outdir", read, table);
        const rows = JSON.parse(run("python3", join(here, "tables.py"), "csv", join(read, `${name}-exported--excel.csv`)).out || "[]");
        // A mark keeps what would be a formula a text.
        const text = value => letters((value ?? "").replace(/^'/, ""));
        return [...(ran.code === 0 ? [] : [ran.error]), ...differ("rows", rows.length, records.length), ...rows.flatMap((row, at) => ["id", "title", "url", "category", "date"]
            .flatMap(field => differ(`${records[at]?.id} ${field}`, text(row[field]).slice(0, 20_000), text(records[at]?.[field]).slice(0, 20_000))))];
    });

    check(`${name}, jsonfeed: its schema, and read by feedsmith`, () => {
        const feed = JSON.parse(readFileSync(exported("jsonfeed"), "utf8"));
        const items = parseJsonFeed(feed).items ?? [];
        return [...differ("items", items.length, records.length), ...(isFeed(feed) ? [] : isFeed.errors.map(error => `${error.instancePath} ${error.message}`))];
    });
    check(`${name}, atom: its schema, and read by feedsmith`, () => {
        const path = exported("atom");
        const strict = run("java", "-Xss8m", "-cp", checker, "nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c", join(here, "atom.rnc"), path);
        const entries = parseAtomFeed(readFileSync(path, "utf8")).entries ?? [];
        return [...(strict.code === 0 ? [] : (strict.out + strict.error).split("\n").filter(line => line)), ...differ("entries", entries.length, records.length)];
    });

    for (const [format, kind] of [["ris", "@ris/file"], ["bibtex", "@biblatex/text"], ["csl-json", "@csl/list+object"]]) {
        check(`${name}, ${format}: read by citation-js`, () => {
            const text = readFileSync(exported(format), "utf8");
            if (records.length === 0) return [];
            const cite = new Cite(format === "csl-json" ? JSON.parse(text) : text, { forceType: kind });
            const titles = cite.data.map(item => item.title ?? "");
            return [...differ("entries", titles.length, records.length), ...(format === "bibtex" ? [] : records.flatMap((record, at) => differ(`${record.id} title`, letters(titles[at]), letters(record.title || "Untitled"))))];
        });
    }

    check(`${name}, markdown: front matter read by yaml, text rendered by markdown-it and marked`, () => {
        const folder = exported("markdown");
        const files = readdirSync(folder).filter(file => file.endsWith(".md"));
        const renderers = { "markdown-it": new MarkdownIt({ html: true }), marked: { render: text => marked.parse(text) } };
        return [...differ("files", files.length, records.length), ...files.flatMap(file => {
            const text = readFileSync(join(folder, file), "utf8");
            const end = text.indexOf("\n---\n", 3);
            const front = parseDocument(text.slice(4, end + 1), { strict: true, version: "1.2" });
            const stated = front.errors.length === 0 ? front.toJS() : {};
            const record = byId.get(stated.id);
            if (!record) return [`${file}: ${front.errors[0] ?? `no article ${stated.id}`}`];
            const words = [...differ(`${file} title`, letters(stated.title ?? ""), letters(record.title ?? "")), ...differ(`${file} category`, letters(stated.category ?? ""), letters(record.category ?? ""))];
            for (const [renderer, { render }] of Object.entries(renderers)) {
                const html = renderers[renderer].render(text.slice(end + 5));
                const shown = plain(html);
                const missing = record.paragraphs.filter(paragraph => !shown.includes(letters(paragraph)));
                if (missing.length > 0) words.push(`${file}: ${renderer} does not show ${JSON.stringify(missing[0]).slice(0, 200)}`);
                if (/<(script|img|iframe|style)\b/i.test(html)) words.push(`${file}: ${renderer} makes an element of ${html.match(/<(script|img|iframe|style)\b[^>]*/i)[0]}`);
            }
            return words;
        })];
    });
}

/** What of a text is compared: marks for highlights are Obsidian's, and renderers know one kind of white space and none of control characters. */
function letters(text) {
    return text.normalize("NFC").replace(/[\s\p{C}\ufffd=]+/gu, "");
}

function plain(html) {
    const named = { amp: "&", lt: "<", gt: ">", quot: "\"" };
    return letters(html.replace(/<\/?[a-z][^<>]*>/gi, "").replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
        name ? named[name] ?? whole : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16))));
}

plugins.config.get("@bibtex").parse.strict = false;
try {
    const samples = join(process.cwd(), "samples");
    checkArchive("samples", readdirSync(samples).map(part => join(samples, part)));
    writeFileSync(join(work, "one.jsonl"), hostile(2).split("\n")[1] + "\n");
    checkArchive("one", [join(work, "one.jsonl")]);
    writeFileSync(join(work, "hostile.jsonl"), hostile(Number(count)));
    checkArchive("hostile", [join(work, "hostile.jsonl")]);
    folders.forEach((folder, number) => checkArchive(`folder${number + 1}`, [folder]));
} finally {
    process.env.KEEP ? console.log(work) : rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
