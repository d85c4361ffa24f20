// The matrix of members and options at any date: redraws the map, the sums and the table
// from a file of spans (history.json) when a reader chooses a day or what to show. Without
// this script the page has one map for each step, and the table.

/** The span that a day lies in; spans are in order, the first begins at "". */
export function spanOn(spans, day) {
  let found = spans[0];
  for (const span of spans) {
    if (span.from > day) break;
    found = span;
  }
  return found;
}

/** What a layer is for a member on a day. */
export function cellOn(layer, member, day) {
  return spanOn(layer.lives[layer.of[member]], day);
}

/** True for a day that exists, written YYYY-MM-DD. */
export function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

const SVG = "http://www.w3.org/2000/svg";
const PATTERNS = new Set(["unknown", "paused", "under-way", "some"]);

function svg(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function html(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const round = (value) => Math.round(value * 10) / 10;

function rects(boxes, inset = 0) {
  return boxes
    .map(({ x, y, w, h }) => {
      const [wide, high] = [round(w - 2 * inset), round(h - 2 * inset)];
      return `M${round(x + inset)} ${round(y + inset)}h${wide}v${high}h${-wide}z`;
    })
    .join("");
}

function cross({ x, y, w, h }) {
  const half = h / 2 - (h > 12 ? 3 : 2);
  const [left, middle] = [x + half + 3, y + h / 2];
  const size = round(2 * half);
  const start = left + half + 2;
  const mark = `M${round(left - half)} ${round(middle - half)}l${size} ${size}m0 ${-size}l${-size} ${size}`;
  return mark + (x + w - 3 > start ? `M${round(start)} ${round(middle)}H${round(x + w - 3)}` : "");
}

/** The drawing of one class of status, as in generator/site/charts/tiles.py. */
function group(css, boxes) {
  const d = rects(boxes);
  if (css === "none") return svg("path", { class: "tile-none", d });
  if (PATTERNS.has(css)) return svg("path", { fill: `url(#p-${css})`, d });
  if (css === "in-force") return svg("g", { class: css }, svg("path", { class: "c-solid", d }));
  const ground = svg("path", { class: "c-ground", d });
  const over =
    css === "ended"
      ? svg("path", { class: "i-mark", d: boxes.map(cross).join("") })
      : svg("path", { class: "c-dash", d: rects(boxes, 2) });
  return svg("g", { class: css }, ground, over);
}

function drawMap(map, layers, index, day) {
  const band = Number(map.dataset.band);
  const byClass = new Map();
  for (const tile of map.querySelectorAll("a.tile")) {
    const ground = tile.querySelector(".tile-ground");
    const [x, y, w, h] = ["x", "y", "width", "height"].map((k) => Number(ground.getAttribute(k)));
    const member = index.get(tile.dataset.member);
    const cells = layers.map((layer) => cellOn(layer, member.at, day));
    cells.forEach((cell, i) => {
      const box = { x: x + (w / layers.length) * i, y: y + h - band, w: w / layers.length, h: band };
      byClass.set(cell.class, [...(byClass.get(cell.class) ?? []), box]);
    });
    const said = cells.map((cell, i) => {
      const name = layers[i].kind === "option" ? layers[i].short.toLowerCase() : layers[i].short;
      return `${name} ${cell.word.toLowerCase()}`;
    });
    tile.querySelector("title").textContent = `${member.name}: ${said.join(", ")}`;
  }
  const groups = [...byClass.keys()].sort().map((css) => group(css, byClass.get(css)));
  const every = [...byClass.values()].flat();
  groups.push(svg("path", { class: "tile-frame", d: rects(every) }));
  map.querySelector(".tile-marks").replaceChildren(...groups);
}

function badge(css, word) {
  const icon = svg("svg", { class: "badge-icon", "aria-hidden": "true" }, svg("use", { href: `#st-${css}` }));
  return html("span", { class: `badge ${css}` }, icon, word);
}

function sumLine(line, tag) {
  const text = html("span", {}, line.text);
  if (line.ceiling) {
    text.append("; ", line.href ? html("a", { href: line.href }, line.ceiling) : line.ceiling);
  }
  return html(tag, {}, badge(line.class, line.word), " ", text);
}

const sumsOn = (layer, day, tag) => spanOn(layer.sums, day).lines.map((line) => sumLine(line, tag));

async function start() {
  const place = document.querySelector("[data-matrix]");
  const form = document.querySelector("[data-matrix-controls]");
  if (!place || !form) return;
  const note = document.querySelector("[data-matrix-note]");
  let data;
  try {
    const response = await fetch(place.dataset.matrix);
    if (!response.ok) throw new Error(String(response.status));
    data = await response.json();
  } catch {
    note.textContent = note.dataset.failed;
    return;
  }
  const index = new Map(data.members.map((member, at) => [member.id, { at, name: member.name }]));
  const options = data.layers.filter((layer) => layer.kind === "option");
  const field = form.elements.dag;
  const words = new Intl.DateTimeFormat(data.language === "sv" ? "sv-SE" : "en-GB", {
    day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
  });

  function draw() {
    if (!isDay(field.value)) {
      note.textContent = note.dataset.invalid;
      return;
    }
    const day = field.value;
    note.textContent = day > data.horizon ? note.dataset.beyond : "";
    const layer = data.layers.find((each) => each.id === form.elements.visa.value);
    const layers = layer ? [layer] : options;
    const said = words.format(new Date(`${day}T00:00:00Z`));
    for (const map of place.querySelectorAll(".tilemap")) {
      drawMap(map, layers, index, day);
      const title = `${layers.map((each) => each.name).join(", ")}. ${said}`;
      map.querySelector("title").textContent = title;
    }
    place.querySelector("[data-matrix-head]").textContent = said;
    const sums = layers.flatMap((each) => [html("dt", {}, each.name), ...sumsOn(each, day, "dd")]);
    place.querySelector("[data-matrix-sums]").replaceChildren(...sums);
    drawTable(day, said);
    for (const button of form.querySelectorAll("[data-day]")) {
      button.setAttribute("aria-pressed", String(button.dataset.day === day));
    }
  }

  function drawTable(day, said) {
    const table = document.querySelector("[data-matrix-table]");
    if (!table) return;
    document.querySelector("[data-matrix-table-head]").textContent = said;
    for (const row of table.querySelectorAll("[data-member]")) {
      const member = index.get(row.dataset.member);
      for (const td of row.querySelectorAll("[data-layer]")) {
        const layer = options.find((each) => each.id === td.dataset.layer);
        const cell = cellOn(layer, member.at, day);
        td.replaceChildren(badge(cell.class === "none" ? "unknown" : cell.class, cell.word));
      }
    }
    for (const td of table.querySelectorAll("[data-sum]")) {
      const layer = options.find((each) => each.id === td.dataset.sum);
      td.replaceChildren(html("ul", { class: "sums" }, ...sumsOn(layer, day, "li")));
    }
  }

  function keep() {
    const address = new URL(location.href);
    for (const [key, value, usual] of [
      ["visa", form.elements.visa.value, ""],
      ["dag", field.value, field.dataset.horizon],
    ]) {
      if (value && value !== usual) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    history.replaceState(null, "", address);
    for (const link of document.querySelectorAll("a.other-language")) {
      link.search = address.search;
    }
  }

  const asked = new URLSearchParams(location.search);
  if (isDay(asked.get("dag") ?? "")) field.value = asked.get("dag");
  const wanted = data.layers.find((layer) => layer.id === asked.get("visa"));
  if (wanted) form.elements.visa.value = wanted.id;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    draw();
    if (isDay(field.value)) keep();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-day]");
    if (!button) return;
    field.value = button.dataset.day;
    draw();
    keep();
  });
  for (const still of document.querySelectorAll("[data-matrix-static]")) still.hidden = true;
  form.hidden = false;
  draw();
  if (asked.size) keep();
  document.documentElement.dataset.ready = "matrix";
}

start();
