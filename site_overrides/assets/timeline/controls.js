// Grouping, search and filters with counts; buttons that move the picture; the as-of date.

import { readDay, toIso, yearOf } from "./days.js";
import { h, later, made } from "./dom.js";
import { GROUPS } from "./url.js";

export class Controls {
  constructor(model, actions) {
    const { words } = model;
    Object.assign(this, { model, actions });
    this.years = "";
    for (let year = yearOf(model.first); year < yearOf(model.last); year++) this.years += `<option>${year}</option>`;
    const names = [words.theme, words.party, words.subject];
    this.top = made(`<div class="controls" data-search-exclude><fieldset><legend>${words.group}</legend><div class="seg">` +
      GROUPS.map((group, place) => `<label><input type="radio" name="tl-group" value="${group}"><span>${names[place]}</span></label>`).join("") +
      `</div></fieldset><label class="field">${words.search}<input type="search"></label><details class="tl-filters"><summary>${words.filter}<span></span></summary></details></div>`);
    this.statusLine = made(`<div class="tl-line-of-words"><p class="meta tl-status" role="status"></p><button type="button" class="tl-link">${words.showAll}</button></div>`);
    const button = ([sign, name]) => `<button type="button" class="tl-button" ${sign.length > 1 ? "" : `aria-label="${name}" title="${name}"`}>${sign}</button>`;
    this.tools = made(`<div class="tl-tools" data-search-exclude><div class="tl-buttons">` +
      [["−", words.zoomOut], ["+", words.zoomIn], ["←", words.earlier], ["→", words.later], [words.fit], [words.whole]].map(button).join("") +
      `</div><label class="field">${words.jump}<select><option value="">–</option>${this.years}</select></label>` +
      `<label class="field">${words.asOf}<input placeholder="${words.day}" min="${toIso(model.first)}"></label></div>`);
    this.groups = [...this.top.querySelectorAll("input[type=radio]")];
    this.search = this.top.querySelector("[type=search]");
    this.folded = this.top.querySelector("details");
    this.number = this.folded.querySelector("span");
    [this.status, this.reset] = this.statusLine.children;
    this.date = this.tools.querySelector("input");
    for (const name of ["pointerover", "focusin"]) this.tools.addEventListener(name, ({ target }) => this.#calendar(target === this.date));
    const jump = this.tools.querySelector("select");
    for (const input of this.groups) input.onchange = () => actions.set({ group: input.value });
    this.search.oninput = later(() => actions.set({ q: this.search.value.trim() }, true), 120);
    this.search.onfocus = actions.texts;
    this.search.onkeydown = (event) => { if (event.key === "Escape" && this.search.value) event.stopPropagation(); }; // false would stop the typing
    this.folded.ontoggle = () => this.folded.open && this.#unfold();
    this.reset.onclick = actions.reset;
    jump.onchange = () => jump.value && actions.year(Number(jump.value));
    this.date.onchange = () => actions.cursor(readDay(this.date.value));
    const does = [() => actions.zoom(1.6), () => actions.zoom(1 / 1.6), () => actions.move(-0.4), () => actions.move(0.4), actions.fit, actions.whole];
    [...this.tools.firstChild.children].forEach((one, place) => (one.onclick = does[place]));
  }

  /** The field of a date with a calendar, made when a hand or the focus comes near: it takes longer than all other controls. */
  #calendar(focused) {
    if (this.date.type === "date") return;
    this.date.type = "date";
    if (focused && document.activeElement === this.date) this.date.blur(), this.date.focus();
  }

  /** The filters, made when they are first looked at. */
  #unfold() {
    if (this.type) return;
    const { actions, model } = this, { words } = model;
    this.type = this.#checks("type", model.types);
    this.confidence = this.#checks("confidence", model.confidence);
    this.party = this.#choice("party", model.parties);
    this.subject = this.#choice("subject", model.subjects);
    const year = (name) => {
      const field = h("select", { onchange: () => actions.set({ [name]: Number(field.value) }) });
      field.innerHTML = `<option value="0">${words.all}</option>${this.years}`;
      return field;
    };
    this.since = year("since");
    this.until = year("until");
    this.folded.append(h("div", null,
      h("fieldset", null, h("legend", null, words.type), this.type.map((one) => one.label)),
      h("fieldset", null, h("legend", null, words.confidence), this.confidence.map((one) => one.label)),
      h("div", { class: "tl-fields" }, ["party", "subject", "since", "until"].map((name) => h("label", { class: "field" }, words[name], this[name])))));
    this.show(...this.shown);
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
    this.shown = [view, found];
    for (const input of this.groups) input.checked = input.value === view.group;
    if (document.activeElement !== this.search) this.search.value = view.q;
    const number = view.type.length + view.confidence.length + ["party", "subject", "since", "until"].filter((name) => view[name]).length;
    this.number.textContent = number ? ` (${number})` : "";
    if (number && !this.opened && innerWidth >= 720) this.folded.open = this.opened = true;
    this.reset.hidden = !(number || view.q);
    const said = words.count(found.number, events.length);
    if (this.status.textContent !== said) this.status.textContent = said;
    if (this.type) this.#counts(view, found.counts);
  }

  #counts(view, counts) {
    for (const name of ["type", "confidence"])
      for (const one of this[name]) {
        const number = counts[name].get(one.value) || 0;
        one.input.checked = view[name].includes(one.value);
        one.count.textContent = number;
        one.label.classList.toggle("tl-none", !number);
      }
    for (const name of ["party", "subject"])
      for (const option of this[name].options)
        if (option.value) option.textContent = `${option.dataset.name} (${counts[name].get(option.value) || 0})`;
    for (const name of ["party", "subject", "since", "until"]) this[name].value = view[name];
  }

  cursor(view) {
    const value = view.on === null ? "" : toIso(view.on);
    if (this.date.value === value) return;
    this.#calendar();
    this.date.value = value;
  }
}
