// Keys, search as you type, and where you were in an article. Every page can be read without it.
"use strict";
(() => {
  const root = document.documentElement;
  const find = document.querySelector(".find input");
  const article = document.querySelector("article[data-id]");
  const body = document.getElementById("body");
  const fetched = async address => {
    const reply = await fetch(address, { credentials: "same-origin" });
    return new DOMParser().parseFromString(await reply.text(), "text/html");
  };

  // What is kept from page to page; a browser may forbid to keep anything.
  const kept = action => { try { return action(); } catch { return null; } };

  // Search as you type: the results of the page of the search, in the place of those that are there.
  const results = document.body.classList.contains("list") && location.pathname === "/search" ? document.getElementById("results") : null;
  let pause = 0, asked = 0;
  find?.addEventListener("input", () => {
    if (!results) return;
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const number = ++asked;
      const address = "/search?q=" + encodeURIComponent(find.value);
      const found = (await fetched(address)).getElementById("results");
      if (found && number === asked) {
        results.replaceChildren(...found.childNodes);
        history.replaceState(null, "", address);
      }
    }, 150);
  });

  // Similar articles come when somebody has read as far as they are.
  const similar = document.getElementById("similar");
  if (similar && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver(async entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      seen.disconnect();
      const found = (await fetched(similar.href)).getElementById("results");
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

  // What is selected in an article can be highlighted.
  const mark = document.getElementById("mark");
  const highlight = document.getElementById("highlight");
  const selected = () => {
    const selection = getSelection();
    return body && selection.rangeCount > 0 && body.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : "";
  };
  const markSelected = () => {
    const text = selected();
    if (!text) return;
    highlight.elements.text.value = text;
    highlight.requestSubmit();
  };
  if (mark) {
    document.addEventListener("selectionchange", () => { mark.hidden = selected() === ""; });
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
  let chosen = -1;
  const step = by => {
    const all = [...(body ? body.querySelectorAll("[id^=p]") : document.querySelectorAll("main .rows > li"))];
    if (all.length === 0) return;
    if (body) {
      const top = all.findLastIndex(each => each.getBoundingClientRect().top < 20);
      all[Math.min(all.length - 1, Math.max(0, top + by))].scrollIntoView({ behavior: "instant" });
      return;
    }
    all[chosen]?.classList.remove("selected");
    chosen = Math.min(all.length - 1, Math.max(0, chosen + by));
    all[chosen].classList.add("selected");
    const link = all[chosen].querySelector("a, button");
    link?.focus({ preventScroll: true });
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const press = key => {
    const pressed = document.querySelector(`[data-key="${key}"]`);
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
