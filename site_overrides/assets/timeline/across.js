// One lane with time running across: everything placed so that nothing overlaps.

import { wide, wrap } from "./measure.js";
import { BAR, PILL, ROW, barBody, bounds, esc, extent, hit, markBody, n, pillBody, pillWidth, reach, ringBody, text } from "./paint.js";

export const NAME_LINES = 4;
const PAD = 8, BESIDE = 7, LINE = 17, BASE = 16.5;
const CROWD = 80; // so many marks in view are counted together before any is named
const BIN = 44; // pixels at least between the middles of two bins

class Rows {
  rows = [];
  free(row, a, b) { return !this.rows[row]?.some(([x, y]) => a < y + 4 && x < b + 4); }
  take(row, a, b) { (this.rows[row] ??= []).push([a, b]); }
}

/** The marks between two days. */
export const inView = (lane, from, to) => lane.marks.filter(({ mid }) => mid >= from && mid < to);

/** Marks counted by bins that stand still while the picture moves. */
export function bins(marks, per, room, selected) {
  let days = 1;
  while (days * per < room) days *= 2;
  const found = new Map();
  for (const mark of marks) {
    const own = mark.ev === selected;
    const bin = own ? `s${mark.key}` : Math.floor(mark.mid / days);
    const at = found.get(bin);
    if (at) at.marks.push(mark), (at.sum += mark.mid);
    else found.set(bin, { marks: [mark], sum: mark.mid, middle: own ? null : (bin + 0.5) * days, days });
  }
  return [...found.values()];
}

/** Where a crowd's pill stands: at its mean, but within its bin. */
export function pillDay(bin, per) {
  const slack = Math.max(0, (bin.days * per - pillWidth(bin.marks.length) - 6) / 2 / per);
  const mean = bin.sum / bin.marks.length;
  return Math.min(Math.max(mean, bin.middle - slack), bin.middle + slack);
}

export function across(lane, v) {
  const { s, right, top } = v;
  const rows = new Rows(), drawn = [], barRow = new Map();
  const y = (row) => top + PAD + row * ROW;
  const put = (found) => drawn.push({ lane: lane.id, ...found });
  for (const bar of lane.bars) {
    const [a, b] = extent(bar, s.per).map((pixel) => pixel + s.at(bar.a));
    if (b < 0 || a > right) continue;
    barRow.set(bar, placeBar(bar, a, b, v, rows, put, y));
  }
  let marks = [];
  for (const mark of inView(lane, s.day(-2), s.day(right + 2))) {
    const bar = !mark.plan && lane.own.has(mark.ev) && lane.bars.find((one) => one.e.includes(mark.ev) && barRow.has(one));
    if (!bar) marks.push(mark);
    else put({
      key: mark.key, ev: mark.ev, x: Math.min(Math.max(s.at(mark.mid), 4), right - 4), y: y(barRow.get(bar)) + ROW / 2, mark,
      html: hit(-4, -4, 8, 8) + ringBody(mark.event), over: 1,
    });
  }
  const crowded = marks.length > CROWD;
  if (crowded) {
    const counted = bins(marks, s.per, BIN, v.selected);
    marks = counted.filter((bin) => bin.marks.length === 1).map((bin) => bin.marks[0]);
    for (const bin of counted) if (bin.marks.length > 1) placePill(bin, v, rows, put, y);
  }
  const limit = Math.max(7, rows.rows.length + 3);
  const rest = [];
  const weight = (mark) => (mark.ev === v.selected ? -1 : mark.plan ? mark.plan.g : mark.event.g);
  for (const mark of marks.sort((a, b) => weight(a) - weight(b) || a.mid - b.mid)) {
    if (!placeMark(mark, v, rows, put, y, mark.ev === v.selected ? 99 : crowded ? 5 : limit)) rest.push(mark);
  }
  for (const bin of bins(rest, s.per, BIN, v.selected)) placePill(bin, v, rows, put, y);
  const names = v.names && wrap(lane.name, v.names, NAME_LINES, true).length;
  return { drawn, height: top + PAD * 2 + Math.max(rows.rows.length * ROW, names * LINE, ROW) };
}

function placeBar(bar, a, b, v, rows, put, y) {
  const { right, edge } = v, start = v.s.at(bar.a);
  const va = Math.max(a, 0), vb = Math.min(b, right);
  const most = edge > 0 && b <= edge + 1 ? Math.min(right, edge) : right;
  const words = (note) => (note ? `${bar.n} ${bar.o}` : bar.n);
  const way = (row) => {
    for (const note of bar.o ? [true, false] : [false]) {
      const w = wide(words(note));
      if (vb + BESIDE + w <= most && rows.free(row, va, vb + BESIDE + w)) return [row, vb + BESIDE, row, note, w];
      if (va - BESIDE - w >= 0 && rows.free(row, va - BESIDE - w, vb)) return [row, va - BESIDE - w, row, note, w];
      const x = Math.max(0, Math.min(va, most - w));
      if (x + w <= most && rows.free(row, x, x + w) && rows.free(row + 1, va, vb)) return [row + 1, x, row, note, w];
    }
    return rows.free(row, va, vb) && wide(bar.n) > most ? [row, 0, -1] : null;
  };
  let row = 0, found;
  while (!(found = way(row))) row++;
  const [at, x, labelRow, note, w] = found;
  rows.take(at, va, vb);
  const high = (ROW - BAR) / 2;
  bounds(-start, right - start);
  let html = `<g transform="translate(0 ${high})">${barBody(false, bar, v.s.per)}</g>`;
  if (labelRow >= 0) {
    rows.take(labelRow, x, x + w);
    const tail = note ? `<tspan class="c-soft"> ${esc(bar.o)}</tspan>` : "";
    html += text(x - start, BASE + (labelRow - at) * ROW, bar.n).replace("</text>", () => `${tail}</text>`);
  }
  const notch = a < -1 ? `<path class="tl-notch" d="M${n(-start)} ${high}l5 7.5l-5 7.5z"/>` : "";
  put({ key: bar.key, bar, x: start, y: y(at), html: html + notch });
  return at;
}

function placeMark(mark, v, rows, put, y, limit) {
  const middle = v.s.at(mark.mid), half = reach(mark, v.s.per);
  const a = Math.max(middle - half, 0), b = Math.min(middle + half, v.right);
  if (b < 0 || a > v.right) return true;
  const words = mark.plan ? mark.plan.n : mark.event.t;
  const most = v.edge > 0 && middle + half <= v.edge + 1 ? Math.min(v.right, v.edge) : v.right;
  const ways = [wrap(words, v.label, 2), null];
  for (let row = 0; row < limit; row++) {
    for (let way = 0; way < 2; way++) {
      const lines = (ways[way] ??= wrap(words, v.label * 0.62, 2)), { w } = lines;
      const free = (from, to) => lines.every((_, k) => rows.free(row + k, k ? from : Math.min(a, from), k ? to : Math.max(b, to)));
      let x = null, end = false;
      if (b + BESIDE + w <= most && free(b + BESIDE, b + BESIDE + w)) x = b + BESIDE;
      else if (a - BESIDE - w >= 0 && free(a - BESIDE - w, a - BESIDE)) (x = a - BESIDE), (end = true);
      if (x === null) continue;
      const from = end ? x - w : x;
      lines.forEach((_, k) => rows.take(row + k, k ? from : Math.min(a, from), k ? from + w : Math.max(b, from + w)));
      bounds(-middle, v.right - middle);
      const soft = !mark.plan && mark.event.b ? "c-text c-soft c-halo" : "c-text c-halo";
      const html = hit(a - middle, -12, b - a, 24) + markBody(false, mark, v.s.per) +
        lines.map((line, k) => text(x - middle, BASE - ROW / 2 + k * LINE, line, end ? `${soft} c-end` : soft)).join("");
      put({ key: mark.key, ev: mark.ev, mark, x: middle, y: y(row) + ROW / 2, html });
      return true;
    }
  }
  return false;
}

function placePill(bin, v, rows, put, y) {
  const count = bin.marks.length, one = count === 1 && bin.marks[0];
  const half = one ? reach(one, v.s.per) : pillWidth(count) / 2;
  const at = v.s.at(one ? one.mid : pillDay(bin, v.s.per));
  const middle = Math.min(Math.max(at, Math.min(half, PILL)), v.right - Math.min(half, PILL));
  let row = 0;
  while (!rows.free(row, middle - half, middle + half)) row++;
  rows.take(row, middle - half, middle + half);
  bounds(-middle, v.right - middle);
  const body = one ? markBody(false, one, v.s.per) : pillBody(count);
  put({
    key: one ? one.key : `c${bin.marks[0].key}`, ev: bin.marks[0].ev, mark: one, crowd: one ? undefined : bin.marks,
    x: middle, y: y(row) + ROW / 2, html: hit(-Math.min(half, 12), -11, Math.min(2 * half, 24), 22) + body,
  });
}
