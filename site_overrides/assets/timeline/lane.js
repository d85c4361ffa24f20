// What is drawn of one lane: kept from picture to picture, moved, and drawn anew where it differs.

import { set, svg, write } from "./dom.js";
import { esc, n } from "./paint.js";
import { alike } from "./scale.js";

export class Lane {
  constructor(model) {
    this.model = model;
    this.pool = new Map();
    this.base = {}; // the scale on which its marks have their places
    this.back = svg("g");
    this.items = svg("g");
    this.plot = svg("svg", { class: "tl-plot" }, this.items);
    this.element = svg("g", null, this.back, this.plot);
  }

  /** Takes what was laid out on a scale. While something moves, a lane grows but does not shrink. */
  lay(laid, s, up, moving) {
    this.height = Math.max(laid.height, (moving && this.height) || 0);
    Object.assign(this, { up, laid: s, stretched: 1 });
    if (!moving || !alike(s.per, this.base.per)) this.base = s; // else only the whole lane moves
    const shift = (s.from - this.base.from) * s.per, gone = new Map(this.pool);
    for (const one of laid.drawn) {
      const many = one.crowd?.length > 1;
      one[up ? "y" : "x"] += shift;
      one.markup = `<title>${esc(this.#name(one, many))}</title>${one.html}`;
      one.looks = { class: one.bar ? "tl-bar" : many ? "tl-crowd" : "tl-mark", href: one.bar ? this.model.subjects[one.bar.s][2] : this.model.href(one.ev) };
    }
    this.#add(laid.drawn);
    for (const one of laid.drawn) {
      const element = this.pool.get(one.key);
      gone.delete(one.key);
      this.#place(element, one);
      set(element, one.looks);
      write(element, one.markup);
    }
    for (const [key, element] of gone) element.remove(), this.pool.delete(key);
    this.move(s);
  }

  /** Makes new ones from one piece of markup; what lies over the rest comes last. */
  #add(drawn) {
    const fresh = drawn.filter(({ key }) => !this.pool.has(key)), holder = svg("g");
    holder.innerHTML = fresh.map(({ markup }) => `<a tabindex="-1">${markup}</a>`).join("");
    [...holder.children].forEach((element, place) => {
      const { key, over, markup } = fresh[place];
      element.markup = markup;
      this.pool.get(key)?.remove(); // one thing, though two ways have led to it
      this.pool.set(key, element);
      this.items[over ? "append" : "prepend"](element);
    });
  }

  /** Moves what was laid out to where it belongs on another scale. */
  move(s) {
    const { from, per } = this.base, stretched = alike(s.per, per) ? 1 : s.per / per, shift = n((from - s.from) * s.per);
    if (this.stretched !== stretched) {
      this.stretched = stretched;
      for (const element of this.pool.values()) this.#place(element, element.one);
    }
    set(this.items, { transform: this.up ? `translate(0 ${shift})` : `translate(${shift})` });
  }

  #place(element, one) {
    const { x, y } = one, k = this.stretched;
    element.one = one;
    set(element, { transform: this.up ? `translate(${n(x)} ${n(y * k)})` : `translate(${n(x * k)} ${n(y)})` });
  }

  #name({ bar, crowd, mark }, many) {
    const { events, words } = this.model;
    if (bar) return bar.t;
    if (many) return `${words.cluster(crowd.length)}: ${crowd.slice(0, 3).map(({ ev }) => events[ev].t).join("; ")}${crowd.length > 3 ? " …" : ""}`;
    const { plan, event } = mark || crowd[0];
    return plan ? plan.t : `${event.w}: ${event.t}`;
  }
}
