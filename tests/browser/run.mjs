// What only a browser can tell of `archiver serve`: that every page and every action works with the mouse and with keys
// alone, that nothing of a hostile article runs, that no request leaves this computer, that pages work without a script,
// and that axe-core has nothing to complain of. Usage: node run.mjs ARCHIVER CHROMIUM. Prints a line a check.
import { chromium } from "playwright-core";
import axe from "axe-core";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [archiver, executablePath] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "archiver-browser-"));
const archive = join(folder, "archive.db");
const run = (...words) => spawnSync(archiver, [...words, "-a", archive], { encoding: "utf8" });
let failures = 0;
const check = (name, isRight, more = "") => {
  console.log(`${isRight ? "passed" : "FAILED"} ${name}${isRight ? "" : ` ${more}`}`);
  failures += isRight ? 0 : 1;
};

// Articles: the samples, one in Arabic, one with two states, two alike, and one that means harm.
const bridge = "3f0c6b1e-52a4-4d7b-9a0e-6c1b7d2f8e41";
const states = "98c8ea6a-0000-4000-8000-000000000001";
const harm = "98c8ea6a-0000-4000-8000-0000000000ff";
const end = (id, day, category = "made") => `Details\nID: ${id}\nURL: https://made.example/${id}\nCategory ID: ${category}\nDate: Jan. ${day}, 2025\nUpdated: 2025/02/0${day} 10:00\n`;
writeFileSync(join(folder, "arabic.txt"), `عاد الجسر المتحرك إلى العمل يوم الجمعة بعد تسعة أسابيع.\nقال المهندسون إن الإصلاح تم بنجاح.\n${end("98c8ea6a-0000-4000-8000-000000000002", 3)}`);
writeFileSync(join(folder, "one.txt"), `A line that stays.\nA line that goes.\n${end(states, 1)}`);
writeFileSync(join(folder, "two.txt"), `A line that stays.\nA line that came.\n${end(states, 2)}`);
writeFileSync(join(folder, "harm.txt"), `<script>window.harm = 1</script><img src=x onerror="window.harm=1">"><svg/onload=window.harm=1>\n\u202Ejavascript:window.harm=1\n`
  + `${end(harm, 4, `"><img src=x onerror=window.harm=1>`)}Extra: <script>window.harm=1</script> javascript:window.harm=1\n`);
writeFileSync(join(folder, "harm.html"), `<!DOCTYPE html><html><head><title>Harm &lt;img src=x onerror=window.harm=1&gt;</title><script>window.harm=1</script></head><body><article><h1>Harm</h1>`
  + `<p>A paragraph that is long enough to be an article, with <a href="javascript:window.harm=1">a link</a> and <a href="data:text/html,x">another</a>, and more words so that it counts.</p>`
  + `<p>Another one, <b onclick="window.harm=1">bold</b>, with a picture <img src="https://elsewhere.example/x.png"> and words after it, which go on for a while.</p></article></body></html>`);
const samples = new URL("../../samples/", import.meta.url).pathname;
for (const inputs of [[join(samples, "dumps"), join(samples, "pages"), "arabic.txt", "one.txt"], ["two.txt", "harm.txt", "harm.html"]]) {
  const { status, stderr } = run("import", ...inputs.map(name => join(name.includes("/") ? "" : folder, name)));
  check("the archive is filled", status === 0, stderr);
}

run("highlight", states, "--text", "line that stays", "--comment", "who");

const server = spawn(archiver, ["serve", "--port", "0", "-a", archive]);
const address = await new Promise(resolve => server.stdout.once("data", text => resolve(String(text).trim())));
const { origin } = new URL(address);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });
const elsewhere = [];
const complaints = [];

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  context.on("request", request => request.url().startsWith(origin) || elsewhere.push(request.url()));
  page.on("console", message => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  await page.goto(address);
  await page.waitForURL(`${origin}/`);
  return page;
}

const pages = ["/", "/?is=unread", "/?is=starred", "/?category=city", "/?month=2025-01", "/search", "/search?q=ferry", "/search?q=categry:city", "/search/facets?q=bridge+OR+comet",
  `/article/${bridge}`, "/article/c4e7a5d0", "/article/98c8ea6a-0000-4000-8000-000000000002", `/article/${harm}`, "/article/2e401ed4", `/article/${bridge}/similar`, `/article/${states}/history`,
  "/highlights", "/browse", "/statistics", "/duplicates", "/bin", "/article/ffffffff", "/?month=x", "/nowhere"];

try {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 400]) {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      for (const path of pages) {
        await page.goto(origin + path);
        await page.evaluate(() => document.querySelectorAll("details").forEach(each => each.open = true));
        // The page's own policy forbids a script that is put into it; what the debugger runs is none.
        const { violations } = await page.evaluate(`${axe.source}; axe.run()`);
        check(`${path} is accessible, ${colorScheme}, ${width}`, violations.length === 0,
          violations.map(each => `${each.id}: ${each.nodes.slice(0, 2).map(node => node.html).join(" ")}`).join("; "));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(`${path} fits ${width}`, over <= 0, `${over} pixels`);
      }
      await page.context().close();
    }
  }

  complaints.length = 0;
  const page = await open();
  for (const path of [...pages.filter(path => !["/nowhere", "/article/ffffffff", "/?month=x"].includes(path)), "/search?q=harm", `/article/${harm}/similar`, `/article/${harm}/history`]) {
    await page.goto(origin + path);
    check(`nothing of an article runs on ${path}`, await page.evaluate(() => window.harm === undefined));
  }
  check("the browser has nothing to complain of", complaints.length === 0, complaints.join("; "));

  // By mouse.
  await page.goto(`${origin}/article/${bridge}`);
  await page.getByRole("button", { name: /Mark as read/ }).click();
  check("marked by mouse", await page.getByText("Marked as read at").isVisible());
  await page.getByRole("button", { name: "Undo" }).click();
  check("taken back by mouse", await page.getByText("was taken back").isVisible());
  await page.getByText("Tags, note, highlight").click();
  await page.getByLabel("Tags, one a line").fill("sea\nsteel");
  await page.getByRole("button", { name: "Set tags" }).click();
  check("tagged by mouse", await page.locator("article .tag").count() === 2);
  await page.getByText("Tags, note, highlight").click();
  await page.getByLabel("Note", { exact: true }).fill("Again.");
  await page.getByRole("button", { name: "Note", exact: true }).click();
  check("noted by mouse", await page.locator(".notes .comment").textContent() === "Again.");
  const select = () => page.evaluate(() => {
    const range = document.createRange();
    range.setStart(document.getElementById("p1").firstChild, 0);
    range.setEnd(document.getElementById("p1").firstChild, 9);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await select();
  await page.getByRole("button", { name: "Highlight the selection" }).click();
  check("highlighted by mouse", await page.locator("#p1 mark").textContent() === "Engineers");
  await page.getByRole("button", { name: "Undo" }).click();
  check("taken back", await page.locator("#p1 mark").count() === 0);
  const highlighted = async selection => {
    await page.evaluate(selection);
    await page.getByRole("button", { name: "Highlight the selection" }).click();
    await page.getByText("The highlight was set").waitFor();
    const marked = await page.evaluate(() => [...document.querySelectorAll("#body mark")].map(each => each.textContent).join("|"));
    const paragraph = await page.evaluate(() => +document.querySelector("#body mark").closest("[id^=p]").id.slice(1));
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back.").waitFor();
    return { marked, paragraph };
  };
  const paragraphs = await page.evaluate(() => [...document.querySelectorAll("#body [id^=p]")].map(each => each.textContent));
  check("a selection of everything is cut to the text", (await highlighted(() => getSelection().selectAllChildren(document.body))).marked === paragraphs.join("|"));
  check("a selection that ends behind the text is cut to it", (await highlighted(() => {
    const last = [...document.querySelectorAll("#body [id^=p]")].at(-1);
    getSelection().setBaseAndExtent(last.firstChild, 0, document.querySelector("aside h2"), 0);
  })).marked === paragraphs.at(-1));
  const inLast = await highlighted(() => {
    const last = [...document.querySelectorAll("#body [id^=p]")].findLast(each => each.textContent.includes("the "));
    const at = last.firstChild.data.indexOf("the ");
    getSelection().setBaseAndExtent(last.firstChild, at, last.firstChild, at + 3);
  });
  check("of several places the selected one is marked", inLast.marked === "the" && inLast.paragraph === paragraphs.findLastIndex(each => each.includes("the "))
    && inLast.paragraph > paragraphs.findIndex(each => each.includes("the ")), JSON.stringify(inLast));
  check("a selection beside the text is none", await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector("aside"));
    return new Promise(resolve => setTimeout(() => resolve(document.getElementById("mark").hidden), 50));
  }));
  await page.getByRole("button", { name: "Move to the bin" }).click();
  check("removed by mouse", await page.getByText("Moved to the bin").isVisible());
  await page.getByRole("link", { name: "Bin", exact: true }).click();
  await page.getByRole("button", { name: "Bring back" }).click();
  check("brought back by mouse", await page.getByText("Brought back").isVisible());
  const [download] = await Promise.all([page.waitForEvent("download"), page.goto(`${origin}/article/${harm}/original`).catch(() => {})]);
  check("an original is saved and not shown", /^[A-Za-z0-9-]+\.txt$/.test(download.suggestedFilename()));
  await page.goto(`${origin}/article/${bridge}`);
  await page.evaluate(() => document.getElementById("similar").scrollIntoView());
  check("similar articles come by themselves", await page.locator("aside .why").first().waitFor({ timeout: 5000 }).then(() => true, () => false));

  await page.goto(`${origin}/article/${bridge}`);
  await page.emulateMedia({ media: "print" });
  check("a printed article is its text and where it is from", await page.locator("#body").isVisible() && await page.locator("article header h1").isVisible()
    && await page.evaluate(() => /^"https?:\/\//.test(getComputedStyle(document.querySelector(".about a[rel~=external]"), "::after").content) || /attr/.test(getComputedStyle(document.querySelector(".about a[rel~=external]"), "::after").content))
    && !await page.locator("aside, footer, nav, .actions, .summary").filter({ visible: true }).count());
  await page.emulateMedia({ media: null });

  // In a list.
  await page.goto(`${origin}/search?q=ferry`);
  await page.locator(".rows > li").first().getByRole("button", { name: "Star" }).click();
  await page.getByText("The star was set").waitFor();
  check("starred in a search, and back in it", page.url() === `${origin}/search?q=ferry#row1`, page.url());
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back.").waitFor();
  check("taken back in the search", page.url() === `${origin}/search?q=ferry#row1` && await page.locator(".rows > li").first().getByRole("button", { name: "Star", exact: true }).count() === 1, page.url());
  await page.goto(`${origin}/?is=unread`);
  const unread = await page.locator(".rows a.title").evaluateAll(all => all.map(each => each.getAttribute("href")));
  await page.locator(".rows > li").nth(1).getByRole("button", { name: "Move to the bin" }).click();
  await page.getByText("Moved to the bin.").waitFor();
  check("the next row is in the place of what was removed", await page.locator("#row2.selected a.title").getAttribute("href") === unread[2]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Brought back.").waitFor();
  check("what comes back is where it was", await page.locator("#row2.selected a.title").getAttribute("href") === unread[1] && page.url() === `${origin}/?is=unread#row2`, page.url());

  // Highlights.
  await page.goto(`${origin}/highlights`);
  const link = await page.locator(".highlights a").first().getAttribute("href");
  await page.locator(".highlights a").first().click();
  await page.waitForURL(origin + link);
  check("a highlight leads to its place", await page.locator(`#body ${new URL(page.url()).hash} mark`).count() > 0, link);
  await page.getByRole("button", { name: "Take away" }).click();
  check("a highlight is taken away", await page.locator("#body mark").count() === 0);
  await page.getByRole("button", { name: "Undo" }).click();
  check("and comes back", await page.locator("#body mark").count() === 1 && await page.locator(".highlights .comment").textContent() === "who");
  await page.getByText("Title, category, date, authors").click();
  await page.getByLabel("Category").fill("bridges");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  check("a category is changed", await page.locator("article .about").getByText("bridges").isVisible());
  await page.getByRole("button", { name: "Undo" }).click();
  check("and is again what it was", await page.locator("article .about").getByText("bridges").count() === 0);

  // By keys alone.
  await page.goto(`${origin}/`);
  await page.keyboard.press("?");
  check("? shows the keys", await page.locator("#keys dl").isVisible());
  const stars = async () => await page.locator(".rows > li").nth(1).getByRole("button", { name: "Take the star away" }).count();
  for (const has of [1, 0]) {
    await page.goto(`${origin}/`);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("s");
    await page.waitForURL(`${origin}/#row2`);
    check(has ? "a row is starred by key" : "and its star taken away", await stars() === has);
  }
  await page.keyboard.press("m");
  await page.getByText("Marked as read at").waitFor();
  check("the same row is marked by the next key", page.url() === `${origin}/#row2`);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await page.getByText("was taken back").waitFor();
  await page.goto(`${origin}/`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.locator(".rows > li a.title").nth(1).getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(origin + second);
  const listed = await page.evaluate(() => JSON.parse(sessionStorage.getItem("list"))[1].map(([path]) => path));
  for (const [key, place] of [["n", listed[2]], ["p", listed[1]], ["p", listed[0]], ["u", "/"]]) {
    await page.keyboard.press(key);
    await page.waitForURL(origin + place);
  }
  check("the articles of the list are read one after the other by key", listed[1] === second);
  await page.goto(origin + second);
  await page.keyboard.press("m");
  await page.getByText("Marked as read at").waitFor();
  check("marked by key", true);
  await page.keyboard.press("s");
  await page.getByText("The star was set").waitFor();
  await page.goto(`${origin}/article/${bridge}`);
  await select();
  await page.keyboard.press("h");
  await page.locator("#p1 mark").waitFor();
  check("starred and highlighted by key", true);
  await page.keyboard.press("/");
  await page.keyboard.type("ferry");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${origin}/search?q=ferry`);
  check("searched by key", await page.locator("mark").first().isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.press("End");
  await page.keyboard.type(" OR comet");
  await page.waitForFunction(() => location.search.includes("comet"));
  check("searched while typing", (await page.locator(".rows > li").count()) >= 2);
  check("the title follows what is typed", (await page.title()).startsWith("ferry OR comet"));
  const before = complaints.length;
  await page.route("**/search?q=*", route => route.abort());
  await page.keyboard.type(" x");
  check("old results say that they are old", await page.locator("#results[aria-busy]").count() === 1);
  await page.getByText("The reader does not answer.").waitFor();
  check("a search that does not come is said", await page.locator(".rows > li").count() === 0 && !complaints.slice(before).some(each => /Uncaught|TypeError/.test(each)));
  await page.unroute("**/search?q=*");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.locator(".rows > li").first().waitFor();
  await page.keyboard.press("Escape");
  for (const [key, place] of [["u", "/?is=unread"], ["s", "/?is=starred"], ["h", "/highlights"], ["b", "/browse"], ["t", "/statistics"], ["d", "/duplicates"], ["x", "/bin"], ["a", "/"]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(origin + place);
  }
  check("every place by key", true);
  await page.keyboard.press("+");
  await page.keyboard.press("f");
  await page.keyboard.press("d");
  await page.reload();
  check("the look is kept", await page.evaluate(() => document.documentElement.dataset.size === "4" && document.documentElement.dataset.font === "serif" && document.documentElement.dataset.theme === "light"));
  await page.goto(`${origin}/article/${bridge}`);
  const tabs = [];
  for (let at = 0; at < 40; at++) {
    await page.keyboard.press("Tab");
    tabs.push(await page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.getAttribute("aria-label")));
  }
  check("everything is reached with Tab", ["Skip to the content", "Search", "Move to the bin", "Original", "Summary", "Text and keys"].every(each => tabs.includes(each)), tabs.join(", "));

  // Where somebody stopped.
  await page.setViewportSize({ width: 400, height: 300 });
  await page.goto(`${origin}/article/2e401ed4`);
  await page.evaluate(() => scrollTo(0, document.getElementById("body").offsetTop + document.getElementById("body").offsetHeight / 2));
  await page.waitForTimeout(300);
  await page.goto(`${origin}/`);
  await page.goto(`${origin}/article/2e401ed4`);
  check("the place is kept", await page.evaluate(() => scrollY > 100));
  check("how far it is read is shown", await page.evaluate(() => document.getElementById("progress").value > 0.1));
  await page.goto(`${origin}/search?q=id:2e401ed4`);
  check("the list says what was begun", await page.locator(".rows > li .about", { hasText: "begun" }).count() === 1);
  await page.context().close();

  // Without a script.
  const plain = await open({ javaScriptEnabled: false });
  for (const path of pages) {
    await plain.goto(origin + path);
    check(`${path} is there without a script`, await plain.locator("main h1").first().count() === 1);
  }
  await plain.goto(`${origin}/`);
  await plain.getByRole("searchbox").fill("ferry");
  await plain.getByRole("searchbox").press("Enter");
  check("the search works without a script", plain.url() === `${origin}/search?q=ferry`);
  await plain.goto(`${origin}/article/${bridge}`);
  await plain.getByRole("button", { name: /Mark as read/ }).click();
  await plain.getByRole("button", { name: "Undo" }).click();
  check("actions work without a script", await plain.getByText("was taken back").isVisible());
  await plain.getByText("Text and keys").click();
  await plain.getByLabel("Theme").selectOption("dark");
  await plain.getByRole("button", { name: "Use" }).click();
  check("the look can be chosen without a script", await plain.locator("html[data-theme=dark]").count() === 1);
  await plain.context().close();

  // Another site, in the same browser.
  const stranger = await open();
  await stranger.goto("data:text/html,<form method=post action=" + origin + "/article/" + bridge + "/remove><button>x</button></form>");
  await stranger.getByRole("button").click();
  await stranger.waitForLoadState();
  check("another site's form changes nothing", /Not from here|Closed/.test(await stranger.textContent("h1")));
  check("no request leaves this computer", elsewhere.filter(url => !url.startsWith("data:")).length === 0, elsewhere.join(", "));
} finally {
  await browser.close();
  const ended = new Promise(resolve => server.once("exit", resolve));
  server.kill("SIGINT");
  check("Ctrl+C ends it with 130", await ended === 130);
  rmSync(folder, { recursive: true });
}
console.log(failures === 0 ? "The browser found nothing wrong." : `${failures} checks failed.`);
process.exit(failures === 0 ? 0 : 1);
