// The picture: lanes under one another on one scale, or on the phone each with time running
// down. What is drawn again is kept and moved; nothing else is touched.

import { NAME_LINES, across } from "./across.js";
import { dayWords, today } from "./days.js";
import { set, svg, write } from "./dom.js";
import { Lane } from "./lane.js";
import { cut, setType, wide, wrap } from "./measure.js";
import { n, text } from "./paint.js";
import { alike, lines, same, scale } from "./scale.js";
import { AXIS, LANE_HEAD, STRIP, TALL, upright } from "./upright.js";

const HEAD = 62, FOOT = 24, NAMES = 136, MOST_NAMES = 190, UPRIGHT = 640;
const SPARE = 2, STEP = 240; // while something moves: milliseconds for laying lanes out anew; pixels by which the picture grows

export class Picture {
  constructor(holder, model) {
    this.model = model;
    this.lanes = [];
    this.turn = 0;
    this.moves = 0;
    this.axis = svg("g");
    this.back = svg("g");
    this.cursor = svg("g");
    this.heads = svg("g");
    this.time = svg("svg", null, this.back, this.cursor, this.heads);
    this.items = svg("g");
    const fade = (look, a, b) => [
      svg("linearGradient", { id: `tlu-g-${look}`, x2: 0, y2: 1 }, svg("stop", { offset: 0, "stop-color": a }), svg("stop", { offset: 1, "stop-color": b })),
      svg("mask", { id: `tlu-${look}`, maskContentUnits: "objectBoundingBox" }, svg("path", { d: "M0 0h1v1H0z", fill: `url(#tlu-g-${look})` })),
    ];
    this.svg = svg("svg", { class: "chart tl-svg", role: "group", "aria-label": model.words.picture },
      svg("defs", null, fade("out", "#fff", "#000"), fade("in", "#000", "#fff")), this.axis, this.time, this.items);
    holder.append(this.svg);
  }

  /** Learns the type in which it is drawn; to be asked again when that may have changed. */
  measure() {
    setType(this.svg);
  }

  /** Draws a window of lanes: all anew, or while something moves as many as there is time for. */
  draw(view, lanes, width, moving) {
    Object.assign(this, { view, width, up: width < UPRIGHT, left: width < 900 ? 0 : this.#names(lanes) });
    const height = this.up ? this.#down(lanes, moving) : this.#across(lanes, moving);
    if (!moving || height > this.tall) { // a new height costs as much as all else
      this.tall = height + (moving ? STEP : 0);
      set(this.svg, { width, height: this.tall, viewBox: `0 0 ${width} ${this.tall}` });
    }
    if (!moving) this.#tabStop();
  }

  /** How wide the names of lanes are at the left: as their longest word, within bounds. */
  #names(lanes) {
    if (this.named !== lanes) {
      const words = lanes.flatMap(({ name }) => name.split(" "));
      this.named = lanes;
      this.names = Math.min(Math.max(NAMES, ...words.map((word) => wide(word, true) + 12)), MOST_NAMES);
    }
    return this.names;
  }

  /** Lays lanes out in turn; those in sight for which there is no time are only moved, and wait. Those out of sight are left out. */
  #lay(lanes, moving, s, lay) {
    const above = moving ? this.svg.getBoundingClientRect().top : 0;
    const { turn, lanes: before } = this;
    this.moves = moving && !same(s, this.last) ? this.moves + 1 : 0;
    let some = this.moves % 3; // two of three frames only move
    const until = some ? 0 : performance.now() + SPARE;
    this.last = s;
    this.waiting = false;
    const all = (this.lanes = lanes.map(({ id }) => before.find((lane) => lane.of.id === id) || new Lane(this.model)));
    for (const lane of before) if (!all.includes(lane)) lane.element.remove();
    all.forEach((_, count) => {
      const place = (turn + count) % all.length, lane = all[place], of = lanes[place];
      lane.hidden = moving && lane.of === of && (above + lane.top > innerHeight || above + lane.top + lane.height < 0);
      // What has the focus would lose it.
      set(lane.plot, { display: lane.hidden && !lane.plot.contains(document.activeElement) ? "none" : "" });
      if (lane.hidden) return;
      if (moving && lane.of === of) {
        if (!lane.next && same(s, lane.laid)) return;
        this.waiting = true;
        if (some && performance.now() > until) return lane.move(s);
      } else lane.next = null;
      some = 1;
      this.turn = place + 1;
      lane.of = of;
      lane.next ??= { ...lay(of), s };
      if (moving && lane.height && performance.now() > until) lane.move(s); // to be drawn in the next frame
      else lane.draw(s, this.up, moving, until);
    });
    return all;
  }

  /** Stacks the lanes, each with what stands behind it; while something moves, only those that differ. */
  #stack(all, top, x, y, moving, back) {
    all.forEach((lane, place) => {
      lane.top = top;
      const { element, plot, height, pool } = lane, now = `${place} ${top} ${height} ${!pool.size} ${this.up && this.drawn.edition}`;
      top += height;
      if (moving && lane.stacked === now) return;
      lane.stacked = lane.hidden ? "" : now;
      if (this.items.children[place] !== element) this.items.insertBefore(element, this.items.children[place]);
      set(element, { transform: `translate(0 ${n(lane.top)})` });
      set(plot, { x, y, width: this.width - x, height: height - y });
      if (!lane.hidden) write(lane.back, (place ? `<path class="${this.up ? "c-row" : "c-grid"}" d="M0 0H${this.width}"/>` : "") + back(lane));
    });
    return top;
  }

  #across(lanes, moving) {
    const { model, view, left, width, selected } = this, length = width - left, s = scale(view.from, view.to, 0, length);
    const v = { s, right: length, edge: s.at(model.horizon), top: left ? 0 : 22, label: left ? 330 : 250, names: left && left - 12, selected };
    const all = this.#lay(lanes, moving, s, (lane) => across(lane, v));
    const bottom = this.#stack(all, HEAD, left, 0, moving, ({ of, pool }) =>
      wrap(of.name, left ? left - 12 : width, NAME_LINES, true).map((line, k) => text(0, 22 + k * 17, line, "c-text c-strong c-halo")).join("") +
      (pool.size ? "" : text(left ? left + 6 : 0, left ? 22 : 44, model.words.noEvents, "c-text c-soft c-halo")));
    write(this.axis, `<path class="c-axis" d="M0 ${HEAD}H${width}M0 ${n(bottom)}H${width}"/>`);
    set(this.time, { x: left, width: length, height: bottom + FOOT });
    this.#days(s, bottom, moving);
    write(this.cursor, this.#cursor(s, bottom));
    return Math.round(bottom + FOOT);
  }

  /** All that stands at days; while only the window moves, it moves as one, drawn to beyond the edges. */
  #days(s, bottom, moving) {
    const { model } = this, { words } = model;
    const stays = moving && this.drawn?.bottom === bottom && alike(this.drawn.per, s.per);
    const shift = () => (this.drawn.from - s.from) * s.per;
    if (!stays || Math.abs(shift()) > this.drawn.spare) {
      const spare = stays ? s.length / 2 : 0, days = spare / s.per, right = s.length + spare;
      this.drawn = { from: s.from, per: s.per, bottom, spare };
      let grid = "", heads = "", back = "";
      for (const [day, name, strong] of lines(scale(s.from - days, s.to + days, -spare, s.length + 2 * spare), words.lang)) {
        const x = s.at(day);
        if (x > -spare) grid += `M${n(x)} ${HEAD - 18}V${n(bottom)}`;
        if (x >= -spare - 2 && x + 5 + wide(name) <= right) heads += text(x + 5, HEAD - 7, name, `c-text c-soft c-halo${strong ? " c-strong" : ""}`);
      }
      const edge = s.at(model.horizon), x = Math.max(edge, -spare);
      if (x < right) back += beyond(x, HEAD, right - x, bottom - HEAD);
      back += `<path class="c-grid" d="${grid}"/>`;
      if (edge > -spare && edge < right) {
        const fits = edge + 6 + wide(words.end, true) <= s.length;
        back += `<path class="c-edge" d="M${n(edge)} 26V${n(bottom)}"/>`;
        heads += text(edge + (fits ? 6 : -6), 38, words.end, `c-text c-strong c-halo${fits ? "" : " c-end"}`);
      }
      const now = s.at(today()), half = wide(words.today) / 2;
      if (now >= -spare && now <= right)
        back += `<path class="c-now" d="M${n(now)} ${HEAD}V${n(bottom)}"/>` + text(Math.min(Math.max(now, half - spare), right - half), bottom + 16, words.today, "c-text c-mid");
      write(this.back, back);
      write(this.heads, heads);
    }
    for (const group of [this.back, this.heads]) set(group, { transform: `translate(${n(shift())})` });
  }

  #cursor(s, bottom) {
    const { view, model } = this, x = s.at(view.on ?? NaN);
    if (!(x >= 0 && x <= s.length)) return "";
    const words = dayWords(view.on, model.words.lang), w = wide(words, true) + 16;
    const at = Math.min(Math.max(x - w / 2, 0), s.length - w);
    return `<g class="tl-cursor" data-cursor=""><path class="tl-line" d="M${n(x)} 22V${n(bottom)}"/><path class="tl-hit" d="M${n(x - 12)} 22h24V${n(bottom)}h-24z"/>` +
      `<rect class="c-pill" x="${n(at)}" y="0" width="${n(w)}" height="24"/>${text(at + w / 2, 17, words, "c-pill-text")}</g>`;
  }

  #down(lanes, moving) {
    const { model, view, width } = this, { words } = model;
    const inner = scale(view.from, view.to, 0, TALL), edge = Math.max(inner.at(model.horizon), 0);
    const all = this.#lay(lanes, moving, inner, (lane) => upright(lane, { s: inner, right: width, edge, selected: this.selected }));
    for (const group of [this.axis, this.back, this.cursor, this.heads]) write(group, "");
    const shift = this.#years(inner, moving), years = `<svg y="${LANE_HEAD}" width="${width}" height="${TALL}"${this.drawn.spare ? "" : ' overflow="visible"'}><g>${this.drawn.html}</g></svg>`;
    const top = this.#stack(all, 0, 0, LANE_HEAD, moving, ({ of, pool }) =>
      text(0, 17, cut(of.name, width, true), "c-text c-strong") + (pool.size ? years : text(0, 36, words.noEvents, "c-text c-soft")));
    for (const { back, hidden } of all) {
      const moved = !hidden && back.querySelector("g");
      if (moved) set(moved, { transform: `translate(0 ${n(shift)})` });
    }
    return Math.max(top, 60);
  }

  /** What stands at days in each lane while time runs down; moved like what stands at days across. Returns by how much. */
  #years(s, moving) {
    const { model, view, width } = this, { words } = model, on = s.at(view.on ?? NaN);
    const stays = moving && this.drawn?.html && this.drawn.on === view.on && alike(this.drawn.per, s.per);
    const shift = stays ? (this.drawn.from - s.from) * s.per : 0;
    if (stays && Math.abs(shift) <= this.drawn.spare) return shift;
    const spare = stays ? TALL / 2 : 0, first = -spare, last = TALL + spare, edge = Math.max(s.at(model.horizon), first), now = s.at(today());
    const line = (y) => `M${AXIS} ${n(y)}H${width}`;
    let back = "", front = "", grid = "", below = first - 9;
    if (edge < last) {
      back += beyond(AXIS, edge, width - AXIS, last - edge) + `<path class="c-edge" d="${line(edge)}"/>`;
      if (edge + 18 < last && edge > first) front += text(width - STRIP, edge + 14, words.end, "c-text c-strong c-halo c-end");
    }
    for (const [day, name, strong] of lines(scale(s.day(first), s.day(last), first, last - first), words.lang, 20)) {
      const y = s.at(day);
      if (y < first - 1) continue;
      grid += line(y);
      if (y + 12 <= last && y > below) front += text(0, y + 11, name, `c-text c-soft${strong ? " c-strong" : ""}`);
      below = y + 12;
    }
    back += `<path class="c-grid" d="${grid}"/><path class="c-axis" d="M${AXIS} ${n(first)}V${n(last)}"/>`;
    if (now >= first && now <= last) front += `<path class="c-now" d="${line(now)}"/>` + text(0, now + 4, words.today, "c-text c-halo");
    if (on >= first && on <= last)
      front += `<g class="tl-cursor" data-cursor=""><path class="tl-line" d="${line(on)}"/><path class="tl-hit" d="M0 ${n(on - 12)}H${width}v24H0z"/><path class="c-pill" d="M0 ${n(on - 9)}h30l8 9l-8 9H0z"/></g>`;
    this.drawn = { on: view.on, from: s.from, per: s.per, spare, html: back + front, edition: (this.drawn?.edition || 0) + 1 };
    return 0;
  }

  /** The scale of the lane at a height of the picture, for hits while time runs down. */
  scaleAt(y) {
    const { view, left, width, up, lanes } = this, { from, to } = view;
    if (!up) return scale(from, to, left, width - left);
    return scale(from, to, (lanes.findLast((lane) => lane.top <= y) || lanes[0]).top + LANE_HEAD, TALL);
  }

  /** One element of the picture can be reached by Tab: the selected one, else the first. */
  #tabStop() {
    const stop = this.find(this.selected) || this.first(), was = this.items.querySelector("[tabindex='0']");
    if (was) set(was, { tabindex: -1 });
    this.items.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (!stop) return;
    set(stop, { tabindex: 0 });
    if (stop.one.ev === this.selected) set(stop, { "aria-current": true });
  }

  first() {
    const all = [...this.items.querySelectorAll("a")];
    return all.filter(({ one }) => !one.bar).sort((a, b) => a.one.ev - b.one.ev)[0] || all[0];
  }

  /** The element that shows an event, in a lane if it is there; rather the event itself than a plan of it. */
  find(ev, lane) {
    const far = ({ one }) => (one.mark?.plan ? 2 : one.lane === lane ? 0 : 1);
    return [...this.items.querySelectorAll("a")]
      .filter(({ one }) => !one.bar && (one.ev === ev || one.crowd?.some((mark) => mark.ev === ev)))
      .sort((a, b) => far(a) - far(b))[0];
  }
}

/** Where the sources have ended. */
const beyond = (x, y, width, height) => {
  const box = `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
  return `<rect class="c-beyond" ${box}/><rect ${box} fill="url(#p-beyond)"/>`;
};
