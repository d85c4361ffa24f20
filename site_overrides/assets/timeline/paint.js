// How bars, points, diamonds and pills look, along a time that runs across or down: SVG as
// text, geometry in attributes and colours in classes, as generator/site/timeline/marks.py.

export const ROW = 24, BAR = 15, THIN = 3, SOFT = 24, SPOT = 12, DIAMOND = 16, PILL = 22, SPAN = 9;
const LEAST_BAR = 4, HATCHED = 26, CROSS = 13;
const PATTERNED = ["paused", "some", "under-way", "unknown"];

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const esc = (text) => String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
export const n = (value) => String(Math.round(value * 2) / 2);

let low = -1e5, high = 1e5; // nothing of a bar or span is drawn beyond these pixels of time

export const bounds = (from, to) => ([low, high] = [from, to]);

/** A rectangle from one pixel of time to another, at a place across. */
function rect(up, a, b, across, thick, more) {
  [a, b] = [Math.min(Math.max(a, low), high), Math.max(Math.min(b, high), low)];
  if (b - a < 0.5) return "";
  const [x, y, w, h] = up ? [across, a, thick, b - a] : [a, across, b - a, thick];
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" ${more}/>`;
}

const inside = (along) => along >= low && along <= high;
const path = (d, css) => `<path class="${css}" d="${d}"/>`;
const at = (up, along, across) => (up ? `${n(across)} ${n(along)}` : `${n(along)} ${n(across)}`);

export const text = (x, y, words, css = "c-text c-halo") =>
  `<text class="${css}" x="${n(x)}" y="${n(y)}">${esc(words)}</text>`;

/** Where a bar begins and ends, in pixels from its first day. */
export function extent(bar, per) {
  let end = 0, start = 0;
  for (const piece of bar.d) end = Math.max(end, ends(bar, piece, per)[1]);
  for (const day of bar.x) {
    const middle = (day - bar.a) * per;
    start = Math.min(start, middle - CROSS / 2);
    end = Math.max(end, middle + CROSS / 2);
  }
  return [start, end];
}

function ends(bar, [a, z, , look], per) {
  const start = (a - bar.a) * per;
  if (look === "hatched") return [start, start + HATCHED + BAR];
  return [start, Math.max((z - bar.a) * per, start + LEAST_BAR)];
}

function body(up, css, a, b, across, thick) {
  const plain = (more) => rect(up, a, b, across, thick, more);
  if (PATTERNED.includes(css)) return plain(`fill="url(#p-${css})"`) + plain('class="c-frame"');
  if (css === "proposed") return plain('class="c-ground"') + plain('class="c-dash"');
  return plain(css === "planned" ? 'class="c-frame"' : 'class="c-solid"');
}

function piece(up, bar, one, per, thick) {
  const [, , css, look] = one;
  const [a, b] = ends(bar, one, per);
  const middle = thick / 2;
  if (look === "hatched") {
    if (!inside(a)) return "";
    const box = rect(up, a + HATCHED, a + HATCHED + thick, 0, thick, 'class="c-square"');
    const [x, y] = up ? [middle, a + HATCHED + thick - 2] : [a + HATCHED + thick / 2, thick - 3.5];
    return `<g class="unknown">${body(up, "unknown", a, a + HATCHED, 0, thick)}${box}${text(x, y, "?", "c-text c-strong c-mid")}</g>`;
  }
  const wide = css === "ended" ? THIN : thick;
  const across = (thick - wide) / 2;
  if (look === "dashed") {
    if (css === "ended") return `<g class="ended">${path(`M${at(up, Math.max(a, low), middle)}L${at(up, Math.min(b, high), middle)}`, "c-dash")}</g>`;
    const tip = `M${at(up, b - 6, 0)}L${at(up, b, middle)}L${at(up, b - 6, thick)}`;
    return `<g class="${css}">${rect(up, a, b, 0, thick, 'class="c-dash"')}${b - a > 14 && inside(b) ? path(tip, "c-frame") : ""}</g>`;
  }
  const mask = look === "in" || look === "out" ? ` mask="url(#${up ? "tlu" : "m"}-${look})"` : "";
  return `<g class="${css}"${mask}>${body(up, css, a, b, across, wide)}</g>`;
}

/** All of a bar, from the pixel of its first day; dashes lie under the rest. */
export function barBody(up, bar, per, thick = BAR) {
  const order = [...bar.d].sort((a, b) => (b[3] === "dashed") - (a[3] === "dashed"));
  let found = order.map((one) => piece(up, bar, one, per, thick)).join("");
  for (const day of bar.x) {
    const along = (day - bar.a) * per, middle = thick / 2, half = CROSS / 2;
    if (!inside(along)) continue;
    const [x, y] = up ? [middle, along] : [along, middle];
    found += `<g class="ended"><rect class="c-square" x="${n(x - half)}" y="${n(y - half)}" width="${CROSS}" height="${CROSS}"/>` +
      path(`M${n(x - 3)} ${n(y - 3)}l6 6m0 -6l-6 6`, "c-frame") + "</g>";
  }
  return found;
}

/** The length of a soft span, in pixels: never narrower than the eye can see. */
export const softLength = (one, per) => Math.max((one.z - one.a) * per, SOFT);
export const isSoft = (mark) => (mark.plan ? mark.plan.soft : Boolean(mark.event.u));
export const spanOf = (mark) => mark.plan || mark.event;

/** How far a mark reaches to either side of its middle. */
export function reach(mark, per) {
  const half = mark.plan ? DIAMOND / 2 : SPOT / 2;
  return isSoft(mark) ? Math.max(half, softLength(spanOf(mark), per) / 2) : half;
}

/** A point or diamond on its soft span, around 0, 0. */
export function markBody(up, mark, per) {
  let found = "";
  if (isSoft(mark)) {
    const half = softLength(spanOf(mark), per) / 2;
    found = rect(up, -half, half, -SPAN / 2, SPAN, `fill="url(#g-soft${up ? "-up" : ""})"`);
  }
  if (mark.plan) return found + path("M-7 0l7 -7 7 7 -7 7z", "c-diamond");
  if (isSoft(mark)) return found;
  return `<circle class="${mark.event.b ? "c-soft" : "c-point"}" r="6"/>`;
}

export const pillWidth = (count) => Math.max(PILL, String(count).length * 8.5 + 12);
export const pillBody = (count) =>
  `<rect class="c-pill" x="${n(-pillWidth(count) / 2)}" y="-11" width="${n(pillWidth(count))}" height="22" rx="11"/>` +
  text(0, 4.5, count, "c-pill-text");

/** An event on its own bar: a small ring, hollow where the day is not known. */
export const ringBody = (event) => `<circle class="${event.u ? "tl-ring tl-hollow" : "tl-ring"}" r="4"/>`;

/** Room to hit, at least 24 pixels each way. */
export const hit = (x, y, w, h) => {
  const wide = Math.max(24, w), high = Math.max(24, h);
  return `<rect class="tl-hit" x="${n(x - (wide - w) / 2)}" y="${n(y - (high - h) / 2)}" width="${n(wide)}" height="${n(high)}"/>`;
};
