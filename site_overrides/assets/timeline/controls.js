// Grouping, search and filters with counts; buttons that move the picture; the as-of date.

import { readDay, toIso, yearOf } from "./days.js";
import { h, later } from "./dom.js";
import { GROUPS } from "./url.js";

export class Controls {
  constructor(model, actions) {
    const { words } = model;
    Object.assign(this, { model, actions });
    this.seg = h("div", { class: "seg" }, GROUPS.map((group, place) => h("label", null,
      h("input", { type: "radio", name: "tl-group", value: group, onchange: () => actions.set({ group }) }),
      h("span", null, [words.theme, words.byParty, words.bySubject][place]))));
    const typed = later(() => actions.set({ q: this.search.value.trim() }, true), 120);
    this.search = h("input", { type: "search", oninput: typed, onfocus: actions.texts, onkeydown: (event) => event.key === "Escape" && this.search.value && event.stopPropagation() });
    this.type = this.#checks("type", model.types);
    this.confidence = this.#checks("confidence", model.confidence);
    this.party = this.#choice("party", model.parties);
    this.subject = this.#choice("subject", model.subjects);
    const years = [];
    for (let year = yearOf(model.first); year < yearOf(model.last); year++) years.push([String(year), String(year)]);
    const year = (name) => h("select", { onchange: (event) => actions.set({ [name]: Number(event.target.value) }) },
      h("option", { value: 0 }, words.all), years.map(([value, shown]) => h("option", { value }, shown)));
    this.since = year("since");
    this.until = year("until");
    this.folded = h("details", { class: "tl-filters" }, h("summary", null, words.filter, this.number = h("span")),
      h("div", null,
        h("fieldset", null, h("legend", null, words.type), this.type.map((one) => one.label)),
        h("fieldset", null, h("legend", null, words.confidence), this.confidence.map((one) => one.label)),
        h("div", { class: "tl-fields" },
          [["party", this.party], ["subject", this.subject], ["since", this.since], ["until", this.until]].map(([name, field]) =>
            h("label", { class: "field" }, words[name], field)))));
    this.status = h("p", { class: "meta tl-status", role: "status" });
    this.reset = h("button", { type: "button", class: "tl-link", onclick: actions.reset }, words.showAll);
    this.top = h("div", { class: "controls", "data-search-exclude": "" },
      h("fieldset", null, h("legend", null, words.group), this.seg),
      h("label", { class: "field" }, words.search, this.search), this.folded);
    this.statusLine = h("div", { class: "tl-line-of-words" }, this.status, this.reset);
    const button = (sign, name, run) => h("button", { type: "button", class: "tl-button", "aria-label": name, title: name, onclick: run }, sign);
    this.jump = h("select", { onchange: () => this.jump.value && actions.year(Number(this.jump.value)) }, h("option", { value: "" }, "–"), years.map(([value, shown]) => h("option", { value }, shown)));
    this.date = h("input", { type: "date", min: toIso(model.first), onchange: () => actions.cursor(readDay(this.date.value)) });
    this.tools = h("div", { class: "tl-tools", "data-search-exclude": "" },
      h("div", { class: "tl-buttons" },
        button("−", words.zoomOut, () => actions.zoom(1.6)), button("+", words.zoomIn, () => actions.zoom(1 / 1.6)),
        button("←", words.earlier, () => actions.move(-0.4)), button("→", words.later, () => actions.move(0.4)),
        h("button", { type: "button", class: "tl-button", onclick: actions.fit }, words.fit),
        h("button", { type: "button", class: "tl-button", onclick: actions.whole }, words.whole)),
      h("label", { class: "field" }, words.jump, this.jump),
      h("label", { class: "field" }, words.asOf, this.date));
  }

  #checks(name, pairs) {
    const set = () => this.actions.set({ [name]: this[name].filter((one) => one.input.checked).map((one) => one.input.value) });
    return Object.entries(pairs).map(([value, shown]) => {
      const input = h("input", { type: "checkbox", value, onchange: set }), count = h("span");
      return { value, input, count, label: h("label", { class: "check" }, input, shown, " ", count) };
    });
  }

  #choice(name, list) {
    const sorted = list.map(([id, shown]) => [id, shown]).sort((a, b) => a[1].localeCompare(b[1], this.model.words.lang));
    return h("select", { onchange: (event) => this.actions.set({ [name]: event.target.value }) },
      h("option", { value: "" }, this.model.words.all), sorted.map(([id, shown]) => h("option", { value: id, "data-name": shown }, shown)));
  }

  /** Shows a view and its counts. */
  show(view, found) {
    const { words, events } = this.model;
    for (const input of this.seg.querySelectorAll("input")) input.checked = input.value === view.group;
    if (document.activeElement !== this.search) this.search.value = view.q;
    for (const name of ["type", "confidence"])
      for (const one of this[name]) {
        const number = found.counts[name].get(one.value) || 0;
        one.input.checked = view[name].includes(one.value);
        one.count.textContent = number;
        one.label.classList.toggle("tl-none", !number);
      }
    for (const name of ["party", "subject"]) {
      for (const option of this[name].options)
        if (option.value) option.textContent = `${option.dataset.name} (${found.counts[name].get(option.value) || 0})`;
      this[name].value = view[name];
    }
    this.since.value = view.since;
    this.until.value = view.until;
    const number = view.type.length + view.confidence.length + Boolean(view.party) + Boolean(view.subject) + Boolean(view.since) + Boolean(view.until);
    this.number.textContent = number ? ` (${number})` : "";
    if (number && !this.opened) this.folded.open = this.opened = innerWidth >= 720;
    const filtered = number || view.q;
    this.reset.hidden = !filtered;
    const said = words.count(found.number, events.length);
    if (this.status.textContent !== said) this.status.textContent = said;
  }

  cursor(view) {
    const value = view.on === null ? "" : toIso(view.on);
    if (this.date.value !== value) this.date.value = value;
  }
}
