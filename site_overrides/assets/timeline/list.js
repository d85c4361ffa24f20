// The list below the picture: made when the site was built, or here where the page has none.

import { h } from "./dom.js";
import { esc } from "./paint.js";

const ROWS = 60;

export class List {
  constructor(model, root, fallback) {
    this.model = model;
    this.own = !document.querySelector("ol.events > li[id]");
    const { words } = model;
    this.empty = h("div", { class: "empty tl-empty", hidden: true }, h("p", null, h("strong", null, words.empty), ` ${words.emptyHelp}`),
      h("p", null, h("button", { type: "button", class: "tl-link", onclick: fallback }, words.showAll)));
    if (!this.own) {
      this.items = model.events.map((event) => document.getElementById(event.id));
      this.years = [...document.querySelectorAll("h3.year")].map((head) => [head, head.nextElementSibling]);
      (this.years[0]?.[0] ?? document.querySelector("ol.events")).before(this.empty);
      return;
    }
    this.most = ROWS;
    this.list = h("ol", { class: "events" });
    this.more = h("button", { type: "button", class: "tl-button", onclick: () => ((this.most += 5 * ROWS), this.show(this.shown, this.selected)) }, words.more);
    root.append(h("h2", { class: "minor", id: "tl-list" }, words.list), this.empty, this.list, this.more);
  }

  show(shown, selected) {
    if (this.shown !== shown && this.own) this.most = ROWS;
    Object.assign(this, { shown, selected });
    const some = shown.some(Boolean);
    this.empty.hidden = some;
    if (this.own) return this.#draw();
    this.items.forEach((item, index) => item?.classList.toggle("tl-off", !shown[index]));
    for (const [head, list] of this.years) {
      const off = ![...list.children].some((item) => !item.classList.contains("tl-off"));
      head.classList.toggle("tl-off", off);
      list.classList.toggle("tl-off", off);
    }
    return this.mark(selected);
  }

  mark(selected) {
    this.selected = selected;
    this.current?.removeAttribute("aria-current");
    this.current = selected === null ? null : this.own ? document.getElementById(`tl-e${selected}`) : this.items[selected];
    this.current?.setAttribute("aria-current", "true");
  }

  #draw() {
    const { model } = this, rows = [];
    let left = 0;
    model.events.forEach((event, index) => {
      if (!this.shown[index]) return;
      if (rows.length >= this.most) return void left++;
      rows.push(`<li id="tl-e${index}"><p class="when">${esc(event.w)}${event.u ? `<small>${esc(event.u)}</small>` : ""}</p>` +
        `<div class="what"><h3><a href="${esc(model.href(index))}">${esc(event.t)}</a></h3></div><p class="by">${esc(model.confidence[event.c])}</p></li>`);
    });
    this.list.innerHTML = rows.join("");
    this.more.hidden = !left;
    this.mark(this.selected);
  }
}
