// Keys, search as you type, and where you were in an article. Every page can be read without it.
"use strict";
(() => {
  const root = document.documentElement;
  const find = document.querySelector(".find input");
  const article = document.querySelector("article[data-id]");
  const body = document.getElementById("body");
  const fetched = async address => {
    const reply = await fetch(address, { credentials: "same-origin" });
    return Object.assign(new DOMParser().parseFromString(await reply.text(), "text/html"), { isWorking: reply.status === 202 });
  };

  // What is kept from page to page; a browser may forbid to keep anything.
  const kept = action => { try { return action(); } catch { return null; } };

  // A page tells once of what was done.
  const here = new URL(location.href);
  if (here.searchParams.has("done")) {
    const rest = here.search.slice(1).split("&").filter(part => !/^(done|id|at|row)=/.test(part));
    history.replaceState(history.state, "", here.pathname + (rest.length > 0 ? "?" + rest.join("&") : "") + here.hash);
  }

  // Search as you type: the results of the page of the search, in the place of those that are there. Until they come,
  // what is there is of other words, and says so.
  const results = document.body.classList.contains("list") && location.pathname === "/search" ? document.getElementById("results") : null;
  let pause = 0, asked = 0;
  const search = async () => {
    const number = ++asked;
    const address = "/search?q=" + encodeURIComponent(find.value);
    let found = null, said = "The reader does not answer. It may have been ended, or the network is away.";
    try {
      const page = await fetched(address);
      if (number === asked && page.isWorking) { pause = setTimeout(search, 1000); return; }
      found = page.getElementById("results");
      said = page.querySelector("main p")?.textContent ?? said;
      if (found && number === asked) document.title = page.title;
    } catch { /* It is said below. */ }
    if (number !== asked) return;
    results.removeAttribute("aria-busy");
    if (found) results.replaceChildren(...found.childNodes);
    else {
      const wrong = Object.assign(document.createElement("p"), { className: "wrong", textContent: said + " " });
      wrong.append(Object.assign(document.createElement("a"), { href: address, textContent: "Search again" }));
      results.replaceChildren(wrong);
    }
    history.replaceState(null, "", address);
  };
  find?.addEventListener("input", () => {
    if (!results) return;
    results.setAttribute("aria-busy", "true");
    clearTimeout(pause);
    pause = setTimeout(search, 150);
  });

  // Similar articles come when somebody has read as far as they are.
  const similar = document.getElementById("similar");
  if (similar && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver(async entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      seen.disconnect();
      // Where they do not come, the link is still there.
      const found = (await fetched(similar.href).catch(() => null))?.getElementById("results");
      if (found) similar.parentElement.replaceWith(...found.childNodes);
    });
    seen.observe(similar);
  }

  // The list from which an article was opened: the next and the one before in it, and the way back to it.
  const around = document.getElementById("around");
  document.querySelector("main").addEventListener("click", event => {
    if (!event.target.closest(".rows a.title") || article) return;
    const rows = [...document.querySelectorAll("main .rows a.title")].map(each => [each.getAttribute("href"), each.textContent]);
    kept(() => sessionStorage.setItem("list", JSON.stringify([location.pathname + location.search, rows])));
  }, true);
  if (around) {
    const list = kept(() => JSON.parse(sessionStorage.getItem("list")));
    const at = list ? list[1].findIndex(([path]) => path === location.pathname) : -1;
    const add = (key, address, label, title) => {
      const link = document.createElement("a"), name = document.createElement("bdi");
      link.href = address;
      link.dataset.key = key;
      name.textContent = title;
      link.append(label, name);
      around.append(link);
    };
    if (at > 0) add("p", list[1][at - 1][0], "Before: ", list[1][at - 1][1]);
    if (at >= 0) add("u", list[0], "Back to the list", "");
    if (at >= 0 && at < list[1].length - 1) add("n", list[1][at + 1][0], "Next: ", list[1][at + 1][1]);
    around.hidden = at < 0;
  }

  // What was begun and not read to its end.
  for (const row of document.querySelectorAll("main .rows > li")) {
    const id = row.querySelector("a.title")?.getAttribute("href").slice("/article/".length);
    if (kept(() => localStorage.getItem("at " + id))) row.querySelector(".about")?.append(Object.assign(document.createElement("span"), { textContent: "begun" }));
  }

  // How far an article is read, and where: kept by paragraph, so that another width or size changes nothing.
  if (article && body) {
    const bar = document.getElementById("progress");
    const name = "at " + article.dataset.id;
    const paragraphs = [...body.querySelectorAll("[id^=p]")];
    const read = () => {
      const box = body.getBoundingClientRect();
      const all = box.height - innerHeight;
      bar.hidden = all < 200;
      bar.value = Math.min(1, Math.max(0, -box.top / Math.max(1, all)));
      const at = paragraphs.find(each => each.getBoundingClientRect().bottom > 0);
      const isBegun = at && box.top < 0 && bar.value < 0.98;
      kept(() => isBegun ? localStorage.setItem(name, at.id) : localStorage.removeItem(name));
    };
    const was = kept(() => localStorage.getItem(name));
    if (was && !location.hash && performance.getEntriesByType("navigation")[0]?.type !== "back_forward")
      document.getElementById(was)?.scrollIntoView({ behavior: "instant" });
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; read(); });
    }, { passive: true });
    read();
  }

  // What is selected in an article can be highlighted: as much of the selection as is of its text.
  const mark = document.getElementById("mark");
  const highlight = document.getElementById("highlight");
  const selected = () => {
    const selection = getSelection();
    if (!body || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0).cloneRange(), whole = document.createRange();
    whole.selectNodeContents(body);
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(body, 0);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(body, body.childNodes.length);
    return range.toString().trim() ? range : null;
  };

  // The words as the archive has them, a line for each paragraph: what a browser shows has other spaces.
  const linesOf = range => {
    const lines = [];
    let paragraph = null;
    const nodes = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node.nodeName === "BR") paragraph = null;
      const of = node.nodeType === Node.TEXT_NODE && !node.parentElement.closest(".elsewhere") && range.intersectsNode(node)
        ? node.parentElement.closest("p, h2, h3, h4, h5, h6, caption, th, td, pre") : null;
      if (!of) continue;
      if (of !== paragraph) lines.push("");
      paragraph = of;
      lines[lines.length - 1] += node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : undefined);
    }
    return lines.filter(line => line.trim()).join("\n").trim();
  };
  const markSelected = () => {
    const range = selected(), text = range ? linesOf(range) : "";
    if (!text) return;
    highlight.elements.text.value = text;
    const begins = [...body.querySelectorAll("[id^=p]")].find(each => range.intersectsNode(each));
    highlight.elements.paragraph.value = begins ? begins.id.slice(1) : "";
    highlight.requestSubmit();
  };
  if (mark) {
    document.addEventListener("selectionchange", () => { mark.hidden = !selected(); });
    mark.addEventListener("mousedown", event => event.preventDefault());
    mark.addEventListener("click", markSelected);
  }

  // How pages look: at once, and in the cookie for the next page.
  const look = (name, value) => {
    root.dataset[name] = value;
    const { theme, font, size, keys } = root.dataset;
    document.cookie = `archiver-look=${theme}.${font}.${size}.${keys}; path=/; max-age=31536000; samesite=strict`;
    const input = document.querySelector(`.look [name=${name}]`);
    if (input) input.value = value;
  };
  const next = (name, values) => look(name, values[(values.indexOf(root.dataset[name]) + 1) % values.length]);

  // Through the rows of a list, or the paragraphs of an article.
  const rows = () => [...document.querySelectorAll("main .rows > li")];
  let chosen = -1;
  const choose = at => {
    const all = rows();
    all[chosen]?.classList.remove("selected");
    chosen = at;
    all[at].classList.add("selected");
    all[at].querySelector("a, button")?.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  };

  // Where a button of a row was pressed, keys go on, whatever stands there now.
  if (/^#row[0-9]+$/.test(location.hash) && rows().length > 0) choose(Math.min(rows().length, +location.hash.slice(4)) - 1);
  const step = by => {
    const all = body ? [...body.querySelectorAll("[id^=p]")] : rows();
    if (all.length === 0) return;
    if (body) {
      const top = all.findLastIndex(each => each.getBoundingClientRect().top < 20);
      all[Math.min(all.length - 1, Math.max(0, top + by))].scrollIntoView({ behavior: "instant" });
      return;
    }
    choose(Math.min(all.length - 1, Math.max(0, chosen + by)));
  };
  const press = key => {
    const row = document.activeElement.closest(".rows > li") ?? rows()[chosen];
    const pressed = row?.querySelector(`[data-act="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`);
    pressed?.click();
    return pressed !== null;
  };
  let going = false;
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || root.dataset.keys === "off") return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const { key } = event;
    if (going && /^[a-z]$/.test(key) && press("g " + key)) { going = false; return; }
    going = key === "g";
    const does = {
      "/": () => { find.focus(); find.select(); },
      "?": () => {
        const keys = document.getElementById("keys");
        keys.open = !keys.open;
        if (keys.open) { keys.scrollIntoView({ block: "nearest" }); keys.querySelector("summary").focus({ preventScroll: true }); }
      },
      h: markSelected,
      j: () => step(1), k: () => step(-1),
      u: () => press("u") || (history.length > 1 ? history.back() : location.assign("/")),
      d: () => next("theme", ["system", "light", "dark"]), f: () => next("font", ["sans", "serif"]),
      "+": () => look("size", Math.min(7, +root.dataset.size + 1)), "-": () => look("size", Math.max(1, +root.dataset.size - 1)),
    }[key] ?? (/^[a-z*]$/.test(key) && key !== "g" ? () => press(key) : null);
    if (does) { event.preventDefault(); does(); }
  });
})();
