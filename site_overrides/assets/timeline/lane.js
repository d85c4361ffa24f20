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

  /** Draws what was laid out, moved to a scale; while something moves, what is not done by a time waits until it is asked again. */
  draw(s, up, moving, until) {
    const { next, pool } = this, gone = new Map(pool);
    // While something moves, a lane grows but does not shrink.
    this.height = Math.max(next.height, (moving && this.height) || 0);
    if (this.laid !== next.s) {
      if (!moving || !alike(next.s.per, this.base.per)) this.base = next.s; // else only the whole lane moves
      const shift = (next.s.from - this.base.from) * next.s.per;
      for (const one of next.drawn) {
        const many = one.crowd?.length > 1;
        one[up ? "y" : "x"] += shift;
        one.markup = `<title>${esc(this.#name(one, many))}</title>${one.html}`;
        one.looks = { class: one.bar ? "tl-bar" : many ? "tl-crowd" : "tl-mark", href: one.bar ? this.model.subjects[one.bar.s][2] : this.model.href(one.ev) };
      }
    }
    Object.assign(this, { up, laid: next.s, stretched: 0, next: null });
    if (!moving) this.#add(next.drawn.filter(({ key }) => !pool.has(key)));
    for (const one of next.drawn) {
      const { key } = one;
      let element = pool.get(key);
      gone.delete(key);
      if (element?.markup !== one.markup) {
        if (moving && performance.now() > until) {
          this.next = next;
          if (!element) continue;
        } else {
          if (!element) this.#add([one]), (element = pool.get(key));
          write(element, one.markup);
        }
      }
      element.one = one;
      set(element, one.looks);
    }
    for (const [key, element] of gone) element.remove(), pool.delete(key);
    this.move(s);
  }

  /** Makes new ones from one piece of markup; what lies over the rest comes last. */
  #add(fresh) {
    const holder = svg("g");
    holder.innerHTML = fresh.map(({ markup }) => `<a tabindex="-1">${markup}</a>`).join("");
    fresh.forEach(({ key, over, markup }) => {
      const element = holder.firstChild;
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
      for (const element of this.pool.values()) this.#place(element);
    }
    set(this.items, { transform: this.up ? `translate(0 ${shift})` : `translate(${shift})` });
  }

  #place(element) {
    const { x, y } = element.one, k = this.stretched;
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
