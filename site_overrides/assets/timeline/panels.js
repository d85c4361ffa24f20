// What stands under the picture: the chosen event, and what held at the as-of date.

import { dayWords, toIso } from "./days.js";
import { badge, h } from "./dom.js";
import { horizonOn, subjectOn } from "./state.js";

/** The chosen event, or the events of a crowd. */
export class Card {
  constructor(model, actions) {
    Object.assign(this, { model, actions });
    this.element = h("section", { class: "box tl-card", hidden: true, tabindex: -1, "aria-labelledby": "tl-card" });
  }

  show(places) {
    const { model } = this, { words } = model;
    this.element.hidden = !places.length;
    if (!places.length) return this.element.replaceChildren();
    const many = places.length > 1;
    const link = (index) => h("a", { href: model.href(index) }, model.events[index].t);
    const close = h("button", { type: "button", class: "tl-button tl-close", onclick: this.actions.close }, words.close);
    if (many) {
      this.element.replaceChildren(close, h("h2", { class: "minor", id: "tl-card" }, words.cluster(places.length)),
        h("ul", { class: "list" }, places.slice(0, 60).map((index) => h("li", null, h("p", { class: "meta" }, model.events[index].w), h("p", null, link(index))))));
      return undefined;
    }
    const event = model.events[places[0]], found = model.text(places[0]);
    this.element.replaceChildren(close, h("h2", { class: "minor", id: "tl-card" }, link(places[0])),
      h("p", null, h("strong", null, event.w), event.u ? h("small", null, ` ${event.u}`) : ""),
      found ? h("p", null, found[0]) : "",
      h("p", { class: "meta" }, [model.types[event.k], model.confidence[event.c], ...event.p.map((one) => model.parties[one][1])].join(" · ")),
      found ? h("p", { class: "meta" }, `${words.sources}: `, cites(found[1], model)) : "");
    return undefined;
  }
}

const cites = (links, model) => links.flatMap(([shown, path], place) => [place ? ", " : "", h("a", { href: model.link(path) }, shown)]);

/** What held on the cursor's day, line by line with event and source. */
export class Held {
  constructor(model, actions) {
    Object.assign(this, { model, actions });
    this.element = h("section", { class: "box tl-held", hidden: true, "aria-labelledby": "tl-held" });
  }

  #unfold() {
    const { words } = this.model, { actions } = this;
    this.title = h("h2", { id: "tl-held" });
    this.meta = h("p", { class: "meta" });
    this.lines = h("dl", { class: "held" });
    const way = (known, shown) => h("label", null, h("input", { type: "radio", name: "tl-known", onchange: () => actions.known(known) }), h("span", null, shown));
    this.seg = h("div", { class: "seg", role: "radiogroup", "aria-labelledby": "tl-held" }, way(false, words.held), way(true, words.knownThen));
    this.element.append(h("div", { class: "tl-head" }, h("div", null, this.title, this.meta), this.seg,
      h("button", { type: "button", class: "tl-button", onclick: () => actions.cursor(null) }, words.close)), this.lines);
  }

  show(view, history) {
    this.element.hidden = view.on === null || !history;
    if (this.element.hidden) return;
    if (!this.title) this.#unfold();
    const { words, dates } = this.model, day = toIso(view.on), known = view.known ? day : null;
    const shown = dayWords(view.on, words.lang), horizon = horizonOn(history, known);
    this.title.textContent = view.known ? words.knownOn(shown) : words.heldOn(shown);
    this.meta.textContent = !horizon ? words.noSources : !view.known && view.on > this.model.horizon
      ? words.beyond(dates[horizon] || horizon) : words.upTo(dates[horizon] || horizon);
    [...this.seg.querySelectorAll("input")].forEach((input, place) => (input.checked = Boolean(place) === view.known));
    this.lines.replaceChildren(...this.model.home.map((id) => this.#line(id, subjectOn(history, id, day, known))));
  }

  #line(id, state) {
    const { model } = this, { words } = model;
    const labels = model.labels[state.kind], label = (status) => labels[status ?? ""] || [status, "unknown"];
    const place = model.subjectIds.indexOf(id), [, name, href] = model.subjects[place] || [id, id, ""];
    const parties = Object.values(state.by_party), counts = new Map();
    for (const one of parties) counts.set(one.status, (counts.get(one.status) || 0) + 1);
    const [shown, css] = label(state.status);
    const lines = [];
    if (parties.length && state.status !== null)
      lines.push([...counts].map(([status, number]) => `${number} ${words.of} ${parties.length} ${model.members}: ${label(status)[0].toLowerCase()}`).join("; "));
    const possible = state.possible.filter((one) => one !== null);
    if (state.status === "unknown" && possible.length > 1)
      lines.push(`${words.either} ${new Intl.ListFormat(words.lang === "en" ? "en-GB" : words.lang, { type: "disjunction" }).format(state.possible.map((one) => label(one)[0].toLowerCase()))}`);
    const event = model.place.get(state.event), found = event === undefined ? null : model.text(event);
    return h("div", { "data-subject": id, "data-status": state.status ?? "" }, h("dt", null, h("a", { href }, name)),
      h("dd", null, badge(css, shown), lines.map((line) => h("p", null, line)),
        event === undefined ? "" : h("p", null, `${words.since_(model.events[event].w)}: `, h("a", { href: model.href(event) }, model.events[event].t),
          found ? [". ", cites(found[1], model)] : "")),
      state.as_of ? h("dd", null, h("p", { class: "meta" }, words.latest(model.dates[state.as_of] || state.as_of))) : "");
  }
}
