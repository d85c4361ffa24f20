// The picture: lanes under one another on one scale, or on the phone each with time running
// down. What is drawn again is kept and moved; nothing else is touched.

import { across } from "./across.js";
import { dayWords, today } from "./days.js";
import { svg } from "./dom.js";
import { cut, setType, wide, wrap } from "./measure.js";
import { n, text } from "./paint.js";
import { lines, scale } from "./scale.js";
import { AXIS, HEAD as LANE_HEAD, STRIP, upright } from "./upright.js";

const HEAD = 62, FOOT = 24, NAMES = 136, UPRIGHT = 640, TALL = 400;

export class Picture {
  constructor(holder, model) {
    this.model = model;
    this.pool = new Map();
    this.heights = new Map();
    this.ringed = null;
    this.back = svg("g");
    this.items = svg("g");
    this.plot = svg("svg", { class: "tl-plot" }, this.items);
    this.cursor = svg("g");
    this.heads = svg("g");
    const fade = (look, a, b) => [
      svg("linearGradient", { id: `tlu-g-${look}`, x2: 0, y2: 1 }, svg("stop", { offset: 0, "stop-color": a }), svg("stop", { offset: 1, "stop-color": b })),
      svg("mask", { id: `tlu-${look}`, maskContentUnits: "objectBoundingBox" }, svg("path", { d: "M0 0h1v1H0z", fill: `url(#tlu-g-${look})` })),
    ];
    this.svg = svg("svg", { class: "chart tl-svg", role: "group", "aria-label": model.words.picture },
      svg("defs", null, fade("out", "#fff", "#000"), fade("in", "#000", "#fff")), this.back, this.cursor, this.heads, this.plot);
    holder.append(this.svg);
  }

  /** Learns the type in which it is drawn; to be asked again when that may have changed. */
  measure() {
    setType(this.svg);
  }

  /** Draws a window of lanes. While something moves, lanes grow but do not shrink. */
  draw(view, lanes, width, moving) {
    this.width = width;
    this.up = width < UPRIGHT;
    this.left = this.up ? 0 : width < 900 ? 0 : NAMES;
    if (!moving) this.heights.clear();
    this.view = view;
    const height = this.up ? this.#down(view, lanes) : this.#across(view, lanes, moving);
    const box = `${width} ${height}`;
    if (this.box === box) return;
    this.box = box;
    for (const [name, value] of [["width", width], ["height", height], ["viewBox", `0 0 ${box}`]]) this.svg.setAttribute(name, value);
  }

  #across(view, lanes, moving) {
    const { model, left, width } = this;
    const s = (this.scale = scale(view.from, view.to, left, width - left));
    const edge = s.at(model.horizon);
    const v = { s, left, right: width, edge, top: left ? 0 : 22, label: left ? 330 : 250, selected: this.selected };
    let top = HEAD, back = "", drawn = [];
    this.tops = [];
    for (const lane of lanes) {
      const laid = across(lane, v);
      const height = moving ? Math.max(laid.height + v.top, this.heights.get(lane.id) || 0) : laid.height + v.top;
      this.heights.set(lane.id, height);
      if (top > HEAD) back += `<path class="c-grid" d="M0 ${n(top)}H${width}"/>`;
      wrap(lane.name, left ? left - 12 : width, 3, true).forEach((line, k) => (back += text(0, top + 22 + k * 17, line, "c-text c-strong c-halo")));
      if (!laid.drawn.length) back += text(left ? left + 6 : 0, top + 22 + (left ? 0 : 22), model.words.noEvents, "c-text c-soft");
      for (const one of laid.drawn) drawn.push({ ...one, y: one.y + top });
      this.tops.push([lane.id, top, height]);
      top += height;
    }
    const bottom = top;
    let grid = this.#beyond(s, edge, HEAD, bottom), heads = "";
    for (const [day, words, strong] of lines(s, model.words.lang)) {
      const x = s.at(day);
      if (x > left) grid += `<path class="c-grid" d="M${n(x)} ${HEAD - 18}V${n(bottom)}"/>`;
      const at = Math.max(x, left) + 5;
      if (x >= left - 2 && at + wide(words) <= width) heads += text(at, HEAD - 7, words, `c-text c-soft c-halo${strong ? " c-strong" : ""}`);
    }
    grid += `<path class="c-axis" d="M0 ${HEAD}H${width}M0 ${n(bottom)}H${width}"/>`;
    if (edge > left && edge < width) {
      const words = model.words.end, fits = edge + 6 + wide(words, true) <= width;
      grid += `<path class="c-edge" d="M${n(edge)} 26V${HEAD}"/>`;
      heads += text(edge + (fits ? 6 : -6), 38, words, `c-text c-strong c-halo${fits ? "" : " c-end"}`);
    }
    this.#put(this.back, grid);
    this.#put(this.cursor, this.#cursor(s, bottom) + this.#today(s, bottom));
    this.#put(this.heads, heads + back);
    this.#clip(left, 0, width - left, bottom);
    this.#items(drawn, left, 0);
    return Math.round(bottom + FOOT);
  }

  #beyond(s, edge, top, bottom) {
    const { left, width } = this, x = Math.max(edge, left);
    if (x >= width) return "";
    const box = `x="${n(x)}" y="${top}" width="${n(width - x)}" height="${n(bottom - top)}"`;
    return `<rect class="c-beyond" ${box}/><rect ${box} fill="url(#p-beyond)"/>` + (edge > left ? `<path class="c-edge" d="M${n(edge)} ${top}V${n(bottom)}"/>` : "");
  }

  #today(s, bottom) {
    const x = s.at(today()), words = this.model.words.today;
    if (x < this.left || x > this.width) return "";
    const half = wide(words) / 2, at = Math.min(Math.max(x, this.left + half), this.width - half);
    return `<path class="c-now" d="M${n(x)} ${HEAD}V${n(bottom)}"/>` + text(at, bottom + 16, words, "c-text c-mid");
  }

  #cursor(s, bottom) {
    const { view, left, width, model } = this;
    if (view.on === null) return "";
    const x = s.at(view.on);
    if (x < left || x > width) return "";
    const words = dayWords(view.on, model.words.lang), w = wide(words, true) + 16;
    const at = Math.min(Math.max(x - w / 2, 0), width - w);
    return `<g class="tl-cursor" data-cursor=""><path class="tl-line" d="M${n(x)} 22V${n(bottom)}"/><path class="tl-hit" d="M${n(x - 12)} 22h24V${n(bottom)}h-24z"/>` +
      `<rect class="c-pill" x="${n(at)}" y="0" width="${n(w)}" height="24"/>${text(at + w / 2, 17, words, "c-pill-text")}</g>`;
  }

  #down(view, lanes) {
    const { model, width } = this;
    let top = 0, back = "", words = "", front = "", drawn = [];
    this.tops = [];
    const end = model.words.end;
    for (const lane of lanes) {
      const some = lane.bars.some((bar) => bar.z >= view.from && bar.a <= view.to) || lane.mids.some((day) => day >= view.from && day <= view.to);
      back += (top ? `<path class="c-row" d="M0 ${top}H${width}"/>` : "") + text(0, top + 17, cut(lane.name, width, true), "c-text c-strong");
      if (!some) {
        back += text(0, top + 36, model.words.noEvents, "c-text c-soft");
        this.tops.push([lane.id, top, 46]);
        top += 46;
        continue;
      }
      const s = scale(view.from, view.to, top + LANE_HEAD, TALL);
      this.scale = s;
      const edge = Math.max(s.at(model.horizon), s.start), bottom = s.start + TALL;
      if (edge < bottom) {
        const box = `x="${AXIS}" y="${n(edge)}" width="${width - AXIS}" height="${n(bottom - edge)}"`;
        back += `<rect class="c-beyond" ${box}/><rect ${box} fill="url(#p-beyond)"/><path class="c-edge" d="M${AXIS} ${n(edge)}H${width}"/>`;
        if (edge + 18 < bottom && edge > s.start) words += text(width - STRIP, edge + 14, end, "c-text c-strong c-halo c-end");
      }
      let below = -9;
      for (const [day, name, strong] of lines(s, model.words.lang, 20)) {
        const y = s.at(day);
        if (y < s.start - 1) continue;
        back += `<path class="c-grid" d="M${AXIS} ${n(y)}H${width}"/>`;
        if (y + 12 <= bottom && y > below) back += text(0, y + 11, name, `c-text c-soft${strong ? " c-strong" : ""}`);
        below = y + 12;
      }
      back += `<path class="c-axis" d="M${AXIS} ${n(s.start)}V${n(bottom)}"/>`;
      drawn.push(...upright(lane, { s, right: width, edge, selected: this.selected }).drawn);
      const now = s.at(today());
      if (now >= s.start && now <= bottom) front += `<path class="c-now" d="M${AXIS} ${n(now)}H${width}"/>` + text(0, now + 4, model.words.today, "c-text c-halo");
      const on = view.on === null ? NaN : s.at(view.on);
      if (on >= s.start && on <= bottom)
        front += `<g class="tl-cursor" data-cursor="${n(s.start)}"><path class="tl-line" d="M${AXIS} ${n(on)}H${width}"/><path class="tl-hit" d="M0 ${n(on - 12)}H${width}v24H0z"/><path class="c-pill" d="M0 ${n(on - 9)}h30l8 9l-8 9H0z"/></g>`;
      this.tops.push([lane.id, top, LANE_HEAD + TALL]);
      top = bottom + 18;
    }
    this.#put(this.back, back);
    this.#put(this.cursor, front);
    this.#put(this.heads, words);
    this.#clip(0, 0, width, top);
    this.#items(drawn, 0, 0);
    return Math.round(Math.max(top, 60));
  }

  /** The scale of the lane at a height of the picture, for hits while time runs down. */
  scaleAt(y) {
    if (!this.up) return this.scale;
    const lane = this.tops.findLast(([, top]) => top <= y) || this.tops[0];
    return scale(this.view.from, this.view.to, lane[1] + LANE_HEAD, TALL);
  }

  #put(group, markup) {
    if (group.markup === markup) return;
    group.markup = markup;
    group.innerHTML = markup;
  }

  #clip(x, y, width, height) {
    for (const [name, value] of [["x", x], ["y", y], ["width", width], ["height", Math.round(height)]])
      if (this.plot[`_${name}`] !== value) this.plot.setAttribute(name, (this.plot[`_${name}`] = value));
  }

  /** Keeps what stays, moves what moved, and forgets the rest. */
  #items(drawn, dx, dy) {
    const seen = new Set(), fresh = [];
    this.drawn = drawn;
    for (const one of drawn) {
      const key = `${one.lane}|${one.key}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const kept = this.pool.get(key);
      if (!kept) fresh.push([key, one]);
      else this.#place(kept, one, dx, dy);
    }
    this.#add(fresh, dx, dy);
    for (const [key, kept] of this.pool) {
      if (seen.has(key)) continue;
      kept.element.remove();
      this.pool.delete(key);
    }
    this.#tabStop();
  }

  /** New ones as one piece of markup: what lies over the rest comes last. */
  #add(fresh, dx, dy) {
    if (!fresh.length) return;
    fresh.sort(([, a], [, b]) => (a.over || 0) - (b.over || 0));
    const under = fresh.filter(([, one]) => !one.over).length;
    const holder = svg("g");
    holder.innerHTML = fresh.map(([, one]) => `<a tabindex="-1"><title></title><g>${one.html}</g></a>`).join("");
    const elements = [...holder.children];
    fresh.forEach(([key, one], place) => {
      const element = elements[place], [title, body] = element.children;
      const kept = { element, title, body, html: one.html, place: "", name: "" };
      this.pool.set(key, kept);
      this.#place(kept, one, dx, dy);
    });
    this.items.prepend(...elements.slice(0, under));
    this.items.append(...elements.slice(under));
  }

  #place(kept, one, dx, dy) {
    const element = kept.element, place = `translate(${n(one.x - dx)} ${n(one.y - dy)})`;
    element.one = one;
    if (kept.place !== place) element.setAttribute("transform", (kept.place = place));
    if (kept.html !== one.html) kept.body.innerHTML = kept.html = one.html;
    this.#name(one, kept);
  }

  #name(one, kept) {
    const count = one.crowd ? one.crowd.length : 0;
    const key = `${one.ev ?? ""}/${count}/${one.key}`;
    if (kept.name === key) return;
    kept.name = key;
    const { events, words } = this.model;
    const say = (mark) => (mark.plan ? mark.plan.t : `${mark.event.w}: ${mark.event.t}`);
    const name = one.bar ? one.bar.t : count > 1
      ? `${words.cluster(count)}: ${one.crowd.slice(0, 3).map((mark) => events[mark.ev].t).join("; ")}${count > 3 ? " …" : ""}`
      : say(count ? one.crowd[0] : one.mark);
    kept.title.textContent = name;
    kept.element.setAttribute("href", one.bar ? this.model.subjects[one.bar.s][2] : this.model.href(one.ev));
    kept.element.setAttribute("class", one.bar ? "tl-bar" : count > 1 ? "tl-crowd" : "tl-mark");
  }

  /** One element of the picture can be reached by Tab: the selected one, else the first. */
  #tabStop() {
    const stop = this.find(this.selected) || this.first();
    if (this.ringed && this.ringed !== stop) this.ringed.setAttribute("tabindex", "-1"), this.ringed.removeAttribute("aria-current");
    this.ringed = stop;
    if (!stop) return;
    stop.setAttribute("tabindex", "0");
    if (this.selected !== null && stop.one.ev === this.selected) stop.setAttribute("aria-current", "true");
    else stop.removeAttribute("aria-current");
  }

  first() {
    let found = null;
    for (const { element } of this.pool.values())
      if (!element.one.bar && (!found || element.one.ev < found.one.ev)) found = element;
    return found || this.pool.values().next().value?.element || null;
  }

  /** The element that shows an event, in a lane if it is there. */
  find(ev, lane) {
    if (ev === null || ev === undefined) return null;
    let found = null;
    for (const { element } of this.pool.values()) {
      const one = element.one;
      if (one.bar || !(one.ev === ev || one.crowd?.some((mark) => mark.ev === ev))) continue;
      if (lane !== undefined && one.lane === lane && !one.mark?.plan) return element;
      if (!found || (found.one.mark?.plan && !one.mark?.plan)) found = element;
    }
    return found;
  }
}

