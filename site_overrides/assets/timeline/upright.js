// One lane with time running down, for the phone: bars at the left, names beside, pills at
// the right.

import { bins, inView, pillDay } from "./across.js";
import { wide, wrap } from "./measure.js";
import { barBody, bounds, extent, hit, markBody, n, pillBody, pillWidth, reach, ringBody, text } from "./paint.js";

export const AXIS = 38, LANE_HEAD = 26, STRIP = 40, TALL = 400;
const THICK = 12, UP_LINE = 15, UP_BIN = 30, UP_CROWD = 150;

export function upright(lane, v) {
  const { s, right } = v;
  const first = 0, last = TALL, drawn = [], bars = [], taken = [];
  if (v.edge > first && v.edge + 18 < last) taken.push([v.edge, v.edge + 18]); // where the sources end is named
  const put = (found) => drawn.push({ lane: lane.id, ...found });
  const free = (a, b) => taken.every(([x, y]) => b + 2 <= x || a >= y + 2);
  for (const bar of lane.bars) {
    const [a, b] = extent(bar, s.per).map((pixel) => pixel + s.at(bar.a));
    if (b >= first && a <= last) bars.push({ bar, a, b });
  }
  const pitch = Math.min(18, Math.max(THICK + 1, (right - AXIS) * 0.45 / Math.max(1, bars.length)));
  const column = AXIS + 8 + bars.length * pitch + 6;
  const room = right - STRIP - column;
  bars.forEach((one, index) => {
    one.x = AXIS + 8 + index * pitch;
    const lines = wrap(one.bar.n, room, 2), high = UP_LINE * lines.length;
    const start = Math.max(one.a, first), end = Math.min(one.b, last);
    let html = "";
    for (let at = start; at <= Math.max(start, end - 6) && at + high <= last && high; at += 4) {
      if (!free(at, at + high)) continue;
      taken.push([at, at + high]);
      const y = at - s.at(one.bar.a), x = column - one.x;
      html = `<path class="tl-lead" d="M${THICK} ${n(y + 7)}H${n(x - 3)}"/>` + lines.map((line, k) => text(x, y + 11.5 + k * UP_LINE, line)).join("");
      break;
    }
    bounds(first - s.at(one.bar.a), last - s.at(one.bar.a));
    put({ key: one.bar.key, bar: one.bar, x: one.x, y: s.at(one.bar.a), html: html + barBody(true, one.bar, s.per, THICK) });
  });
  let marks = [];
  for (const mark of inView(lane, s.from, s.to)) {
    const own = !mark.plan && lane.own.has(mark.ev) && bars.find((one) => one.bar.e.includes(mark.ev));
    if (!own) marks.push(mark);
    else put({ key: mark.key, ev: mark.ev, mark, x: own.x + THICK / 2, y: s.at(mark.mid), html: hit(-4, -4, 8, 8) + ringBody(mark.event), over: 1 });
  }
  let rest = [];
  if (marks.length > UP_CROWD) {
    const counted = bins(marks, s.per, UP_BIN, v.selected);
    marks = counted.filter((bin) => bin.marks.length === 1).map((bin) => bin.marks[0]);
    rest = counted.filter((bin) => bin.marks.length > 1).flatMap((bin) => bin.marks);
  }
  const weight = (mark) => (mark.ev === v.selected ? -1 : mark.plan ? mark.plan.g : mark.event.g);
  for (const mark of marks.sort((a, b) => weight(a) - weight(b) || a.mid - b.mid)) {
    const y = s.at(mark.mid), lines = wrap(mark.plan ? mark.plan.n : mark.event.t, room - 18, 2);
    const half = (UP_LINE * lines.length) / 2, tall = Math.max(half, Math.min(reach(mark, s.per), 30));
    const fits = y - tall >= first && y + tall <= last;
    if (!(fits && free(y - tall, y + tall)) && mark.ev !== v.selected) {
      rest.push(mark);
      continue;
    }
    taken.push([y - tall, y + tall]);
    bounds(first - y, last - y);
    const soft = !mark.plan && mark.event.b ? "c-text c-soft c-halo" : "c-text c-halo";
    put({
      key: mark.key, ev: mark.ev, mark, x: column + 6, y,
      html: hit(-6, -6, 24, 12) + markBody(true, mark, s.per) + lines.map((line, k) => text(12, 4 - half + UP_LINE / 2 + k * UP_LINE, line, soft)).join(""),
    });
  }
  let below = -Infinity;
  const crowds = bins(rest, s.per, UP_BIN, null).map((bin) => ({ bin, y: s.at(bin.marks.length > 1 ? pillDay(bin, s.per) : bin.marks[0].mid) }));
  for (const { bin, y } of crowds.sort((a, b) => a.y - b.y)) {
    const at = Math.min(Math.max(y, below + 24, first + 11), last - 11);
    if (at < below + 24 && drawn.length && drawn.at(-1).crowd) {
      const before = drawn.at(-1);
      before.crowd.push(...bin.marks);
      before.html = pill(before.crowd.length);
      continue;
    }
    below = at;
    put({ key: `c${bin.marks[0].key}`, ev: bin.marks[0].ev, crowd: [...bin.marks], x: right - STRIP / 2, y: at, html: pill(bin.marks.length) });
  }
  return { drawn, height: drawn.length ? LANE_HEAD + TALL + 18 : 46 };
}

const pill = (count) => hit(-12, -12, 24, 24) + (count > 1 ? pillBody(count) : '<circle class="c-point" r="6"/>');
