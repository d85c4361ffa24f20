// How wide words are in the page's own type, and where they break.

const KNOWN = 0x3000; // letters beyond are measured each time
const plains = new Float32Array(KNOWN), bolds = new Float32Array(KNOWN), broken = new Map();
let pen = null, font = "", penFont = "";

/** Measures in the type of an element; what was measured before is forgotten if it changes. */
export function setType(element) {
  const style = getComputedStyle(element);
  const next = `${style.fontSize} ${style.fontFamily}`;
  pen ??= document.createElement("canvas").getContext("2d");
  if (next === font) return;
  font = next;
  for (const known of [plains, bolds]) known.fill(0);
  broken.clear();
}

/** Each letter is measured once; their sum errs to the wide side, since pairs only move closer. */
function sum(words, bold) {
  const letters = bold ? bolds : plains;
  let found = 0;
  for (let place = 0; place < words.length; place++) {
    const code = words.codePointAt(place);
    if (code > 65535) place++;
    found += letters[code] || measured(code, bold, letters);
  }
  return found;
}

function measured(code, bold, letters) {
  const wanted = bold ? `700 ${font}` : font;
  if (penFont !== wanted) pen.font = penFont = wanted; // setting it costs as much as measuring
  return (letters[code] = pen.measureText(String.fromCodePoint(code)).width);
}

const whole = (pixels) => Math.ceil(pixels + 2);
export const wide = (words, bold = false) => whole(sum(words, bold));

/** Words cut to a width, with a sign that something is missing. */
export function cut(words, limit, bold = false) {
  if (wide(words, bold) <= limit) return words;
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (wide(words.slice(0, middle) + "…", bold) <= limit) low = middle;
    else high = middle - 1;
  }
  return low > 3 ? words.slice(0, low).trimEnd() + "…" : "";
}

/** At most so many lines no wider than a limit, cut where they must be; none at all where there is no room for a word. `w` is the widest. */
export function wrap(words, limit, most, bold = false) {
  const key = `${limit} ${most} ${bold} ${words}`;
  let lines = broken.get(key);
  if (lines) return lines;
  const room = sum(" ", bold), widths = [];
  lines = [];
  for (const word of words.split(" ")) {
    const last = lines.length - 1, width = sum(word, bold), longer = widths[last] + room + width;
    if (last >= 0 && (last === most - 1 || whole(longer) <= limit)) (lines[last] += ` ${word}`), (widths[last] = longer);
    else lines.push(word), widths.push(width);
  }
  lines.w = 0;
  lines.forEach((line, place) => {
    if (whole(widths[place]) > limit) widths[place] = sum((lines[place] = cut(line, limit, bold)), bold);
    lines.w = Math.max(lines.w, whole(widths[place]));
  });
  if (lines.includes("")) lines.length = 0;
  broken.set(key, lines);
  return lines;
}
