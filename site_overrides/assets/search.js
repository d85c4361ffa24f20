// The search box: asks the index that Pagefind made, which is fetched on first use only.
// Everything of a result is put into the page as text, never as HTML. Keys: `/` or `s`
// opens, the arrows go through the results, Enter opens one (the first, from the field), and
// Esc closes. Without this script the form opens the list of everything.
const box = document.querySelector("[data-search]");
const toggle = document.getElementById("__search");
const form = box.querySelector("form");
const input = box.querySelector("input");
const meta = box.querySelector("[role=status]");
const list = box.querySelector("ol");
const root = new URL(box.dataset.search || "./", document.baseURI);
const PAUSE = 120, SHOWN = 8, WORDS = 26;
// What a result is found by, beyond its words: names first, then titles, ids and dates.
const WEIGHTS = { title: 5, name: 9, named: 1, id_word: 9, happened: 5, dates: 1, kind: 0.2, date: 0, status: 0.2, at: 0 };

let index = null;
let asked = "";
let timer = 0;

function load() {
  index ??= import(new URL("pagefind/pagefind.js", root)).then(async (found) => {
    await found.options({ baseUrl: root.pathname, ranking: { metaWeights: WEIGHTS } });
    await found.init();
    return found;
  });
  return index;
}

function node(name, css, ...children) {
  const made = document.createElement(name);
  if (css) made.className = css;
  made.append(...children.filter(Boolean));
  return made;
}

// The stretch of the text with most of the words that were found, those marked. The title,
// which the text begins with, stands above it already.
function excerpt(text, title, places) {
  const words = text.split(/\s+/);
  const start = text.startsWith(title) ? title.split(/\s+/).length : 0;
  const found = [...new Set(places)].sort((a, b) => a - b).filter((at) => start <= at && at < words.length);
  let best = start, most = -1;
  for (const at of found) {
    const count = found.filter((other) => other >= at && other < at + WORDS - 4).length;
    if (count > most) [best, most] = [at, count];
  }
  const from = Math.max(start, Math.min(best - 4, words.length - WORDS));
  const part = node("span", "teaser", from > start ? "… " : "");
  for (let at = from; at < Math.min(from + WORDS, words.length); at++) {
    part.append(found.includes(at) ? node("mark", "", words[at]) : words[at], " ");
  }
  if (from + WORDS < words.length) part.append("…");
  return part;
}

function item(data) {
  const { title, kind, date, status, at } = data.meta;
  const about = [kind, date, status].filter(Boolean).join(" · ");
  const link = node("a", "md-search-result__link",
    node("span", "title", title || data.url),
    about && node("span", "about", about),
    excerpt(data.content, title || "", data.locations));
  link.href = at ? new URL(at, root) : data.url;
  return node("li", "md-search-result__item", link);
}

// What bears the name, or one that begins so, stands first, the nearest in length before the
// others; `qzx` as in generator/packaging/search.py.
const NAMED = "qzx", LOOKED_AT = 12, NAMED_MOST = 3;

async function named(found, text) {
  const word = NAMED + text.replace(/[^\p{L}\p{N}]/gu, "");
  if (word.length < NAMED.length + 2) return [];
  const hits = (await found.search(word)).results.slice(0, LOOKED_AT);
  const far = await Promise.all(hits.map(async (hit) => {
    const names = (await hit.data()).meta.named?.split(" ") ?? [];
    return Math.min(...names.map((name) => Math.abs(name.length - word.length)));
  }));
  return hits.map((hit, at) => [far[at], at, hit]).sort(([a, i], [b, j]) => a - b || i - j)
    .slice(0, NAMED_MOST).map(([, , hit]) => hit);
}

async function results(found, text) {
  const first = await named(found, text);
  const ids = first.map((hit) => hit.id);
  return [...first, ...(await found.search(text)).results.filter((hit) => !ids.includes(hit.id))];
}

async function ask() {
  const text = input.value.trim();
  if (text === asked) return;
  asked = text;
  if (!text) return say(box.dataset.start);
  try {
    const hits = await results(await load(), text);
    const first = await Promise.all(hits.slice(0, SHOWN).map((hit) => hit.data()));
    if (text !== asked) return;
    const count = hits.length === 1 ? box.dataset.one : box.dataset.other.replace("#", hits.length);
    say(hits.length ? count : box.dataset.none);
    list.replaceChildren(...first.map(item));
    if (hits.length > SHOWN) list.append(more(hits.slice(SHOWN)));
  } catch (error) {
    say(box.dataset.broken);
    asked = "";
    index = null;
    throw error;
  }
}

function more(rest) {
  const button = node("button", "more", box.dataset.more);
  button.type = "button";
  const row = node("li", "", button);
  button.addEventListener("click", async () => {
    const next = await Promise.all(rest.slice(0, SHOWN).map((hit) => hit.data()));
    const rows = next.map(item);
    row.replaceWith(...rows, ...(rest.length > SHOWN ? [more(rest.slice(SHOWN))] : []));
    rows[0].querySelector("a").focus();
  });
  return row;
}

function say(words) {
  meta.textContent = words;
  list.replaceChildren();
}

function open() {
  toggle.checked = true;
  input.focus();
}

function close() {
  toggle.checked = false;
  if (box.contains(document.activeElement)) document.activeElement.blur();
}

input.addEventListener("focus", () => {
  toggle.checked = true;
  load().catch(() => say(box.dataset.broken));
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
});
form.addEventListener("reset", () => {
  asked = "";
  say(box.dataset.start);
  input.focus();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await ask();
  list.querySelector("a")?.click();
});
toggle.addEventListener("change", () => (toggle.checked ? open() : close()));
box.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !box.contains(event.relatedTarget)) toggle.checked = false;
  // Focus that goes into a frame names no target; the frame is active only afterwards.
  else if (!event.relatedTarget) setTimeout(() => document.activeElement?.matches("iframe") && (toggle.checked = false));
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [input, ...list.querySelectorAll("a, button")];
  const at = stops.indexOf(document.activeElement);
  stops[(at + step + stops.length) % stops.length].focus();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "/" && event.key !== "s") return;
  event.preventDefault();
  open();
});
