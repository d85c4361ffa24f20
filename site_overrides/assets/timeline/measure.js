// How wide words are in the page's own type, and where they break.

const plains = new Map(), bolds = new Map(), broken = new Map();
let pen = null, font = "", penFont = "";

/** Measures in the type of an element; what was measured before is forgotten if it changes. */
export function setType(element) {
  const style = getComputedStyle(element);
  const next = `${style.fontSize} ${style.fontFamily}`;
  pen ??= document.createElement("canvas").getContext("2d");
  if (next === font) return;
  font = next;
  for (const known of [plains, bolds, broken]) known.clear();
}

/** Each letter is measured once; their sum errs to the wide side, since pairs only move closer. */
export function wide(words, bold = false) {
  const letters = bold ? bolds : plains;
  let found = 2;
  for (const letter of words) {
    let width = letters.get(letter);
    if (width === undefined) {
      const wanted = bold ? `700 ${font}` : font;
      if (penFont !== wanted) pen.font = penFont = wanted; // setting it costs as much as measuring
      letters.set(letter, (width = pen.measureText(letter).width));
    }
    found += width;
  }
  return Math.ceil(found);
}

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

/** At most so many lines no wider than a limit; the last is cut if it must be. `w` is the widest. */
export function wrap(words, limit, most, bold = false) {
  const key = `${limit} ${most} ${bold} ${words}`;
  if (!broken.has(key)) {
    let lines = [""];
    for (const word of words.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (!lines.at(-1) || wide(longer, bold) <= limit) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    if (lines.length > most) lines.splice(most - 1, lines.length, lines.slice(most - 1).join(" "));
    if (!bold) lines = lines.map((line) => cut(line, limit));
    lines.w = Math.max(...lines.map((line) => wide(line, bold)));
    broken.set(key, lines);
  }
  return broken.get(key);
}
