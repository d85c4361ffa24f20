// The strip above the picture: how many events each quarter, and the window as a frame that
// can be dragged and stretched.

import { startOf, yearOf } from "./days.js";
import { set, svg } from "./dom.js";
import { wide } from "./measure.js";
import { n, text } from "./paint.js";
import { lines, scale } from "./scale.js";

const HIGH = 34, BELOW = 18, GRIP = 8;

export class Overview {
  constructor(holder, model) {
    this.model = model;
    this.svg = svg("svg", { class: "chart tl-over", role: "img", "aria-label": model.words.overview });
    this.back = svg("g");
    const grip = () => svg("path", { class: "tl-grip", d: `M${-GRIP / 2} 9h${GRIP}v18h${-GRIP}zM-1 13v10m2 0v-10` });
    this.frame = [svg("rect", { class: "tl-window", y: 1, height: HIGH - 1 }), svg("path", { class: "tl-line" }), grip(), grip()];
    this.svg.append(this.back, ...this.frame);
    holder.append(this.svg);
  }

  /** The bars; only when the selection or the width has changed. */
  count(shown, width) {
    const { model } = this;
    this.width = width;
    const s = (this.scale = scale(model.first, model.last, 0, width));
    const start = yearOf(model.first), quarters = [];
    model.events.forEach((event, index) => {
      if (!shown[index]) return;
      const date = new Date(event.mid * 864e5), place = (date.getUTCFullYear() - start) * 4 + Math.floor(date.getUTCMonth() / 3);
      quarters[place] = (quarters[place] || 0) + 1;
    });
    const most = Math.max(...quarters.filter(Boolean));
    let bars = "";
    quarters.forEach((number, place) => {
      const a = s.at(startOf(start, place * 3)), b = s.at(startOf(start, place * 3 + 3));
      bars += `M${n(a)} ${HIGH}v${n(-Math.max(2, (number / most) * (HIGH - 4)))}H${n(Math.max(b - 1, a + 1))}V${HIGH}z`;
    });
    const edge = s.at(model.horizon);
    let back = `<rect fill="url(#p-beyond)" x="${n(edge)}" y="0" width="${n(width - edge)}" height="${HIGH}"/><path class="c-point" d="${bars}"/><path class="c-row" d="M0 ${HIGH}H${width}"/>`;
    let last = -9;
    for (const [day, words] of lines(s, model.words.lang, 60)) {
      const x = s.at(day);
      if (x < last || x + 3 + wide(words) > width || x < 0) continue;
      back += `<path class="c-row" d="M${n(x)} ${HIGH}v4"/>` + text(x + 3, HIGH + 15, words, "c-text c-soft");
      last = x + 10 + wide(words);
    }
    this.back.innerHTML = back;
    set(this.svg, { width, height: HIGH + BELOW, viewBox: `0 0 ${width} ${HIGH + BELOW}` });
  }

  window(view) {
    const a = this.scale.at(view.from), b = this.scale.at(view.to), [frame, line, from, to] = this.frame;
    set(frame, { x: n(a), width: n(b - a) });
    set(line, { d: view.on === null ? "" : `M${n(this.scale.at(view.on))} 0V${HIGH}` });
    set(from, { transform: `translate(${n(Math.max(a, GRIP / 2))})` });
    set(to, { transform: `translate(${n(Math.min(b, this.width - GRIP / 2))})` });
  }

  /** Dragging: a grip moves its end, the frame moves whole, elsewhere jumps there. */
  listen(view, change, done) {
    let start = null;
    const day = (event) => this.scale.day(event.clientX - this.svg.getBoundingClientRect().left);
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const { from, to } = view(), at = day(event), near = 14 / this.scale.per;
      const part = Math.abs(at - from) < near && at - from < to - at ? "from" : Math.abs(at - to) < near ? "to" : "both";
      start = { at, from, to, part };
      if (part === "both" && (at < from || at > to)) {
        const half = (to - from) / 2;
        start.from = at - half;
        start.to = at + half;
        change(start.from, start.to);
      }
      this.svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!start) return;
      const moved = day(event) - start.at;
      change(start.part === "to" ? start.from : Math.min(start.from + moved, start.part === "from" ? start.to - 14 : Infinity),
        start.part === "from" ? start.to : Math.max(start.to + moved, start.part === "to" ? start.from + 14 : -Infinity), start.part === "both");
    });
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, () => start && ((start = null), done()));
  }
}
