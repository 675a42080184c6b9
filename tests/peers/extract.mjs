// Extracts the article of every page of a folder with one tool, and writes a line of JSON for each:
// node extract.mjs TOOL FOLDER OUTPUT. The folder has html and ground-truth (or truth), as WCXB has them. The tool gets
// the page as text and its address; nothing is fetched. `cpu` is the processor time of the page in milliseconds.
import { Readability } from "@mozilla/readability"
import { Defuddle } from "defuddle/node"
import { JSDOM, VirtualConsole } from "jsdom"
import { parseHTML } from "linkedom"
import { existsSync, openSync, readFileSync, readdirSync, writeSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"

const byReadability = document => {
  const article = new Readability(document).parse()
  return { html: article?.content, title: article?.title, author: article?.byline, published: article?.publishedTime }
}

const tools = {
  "readability-linkedom": html => byReadability(parseHTML(html).document),
  "readability-jsdom": (html, url) => {
    const page = new JSDOM(html, { url, virtualConsole: new VirtualConsole() })
    try {
      return byReadability(page.window.document)
    } finally {
      page.window.close()
    }
  },
  "defuddle-linkedom": async (html, url) => {
    const article = await Defuddle(parseHTML(html).document, url, { useAsync: false })
    return { html: article.content, title: article.title, author: article.author, published: article.published }
  },
}

const [name, folder, output] = process.argv.slice(2)
const tool = tools[name]
if (!tool || !output) throw new Error(`usage: extract.mjs ${Object.keys(tools).join("|")} FOLDER OUTPUT`)
globalThis.fetch = () => Promise.reject(new Error("nothing is fetched"))
for (const each of ["log", "warn", "error", "debug"]) console[each] = () => {}
const truths = ["ground-truth", "truth"].map(part => join(folder, part)).find(existsSync)
const lines = openSync(output, "w")
for (const file of readdirSync(truths).filter(each => each.endsWith(".json")).sort()) {
  const page = file.slice(0, -".json".length)
  const plain = join(folder, "html", `${page}.html`)
  const html = (existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`))).toString("utf8")
  const url = JSON.parse(readFileSync(join(truths, file), "utf8")).url ?? "https://page.example/"
  const start = process.cpuUsage()
  let found = {}
  try {
    found = await tool(html, url)
  } catch (error) {
    found = { error: String(error) }
  }
  const { user, system } = process.cpuUsage(start)
  writeSync(lines, `${JSON.stringify({ tool: name, page, cpu: (user + system) / 1000, ...found })}\n`)
}
process.exit(0)
