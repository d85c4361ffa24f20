// The interactive timeline. It enhances a page that is complete without it: the drawings and
// the list made when the site was built stay, and come back in print.

import { Controls } from "./controls.js";
import { startOf } from "./days.js";
import { h, later, perFrame } from "./dom.js";
import { select } from "./filter.js";
import { listenToKeys, listenToPointers } from "./input.js";
import { List } from "./list.js";
import { lanesOf, prepare } from "./model.js";
import { Overview } from "./overview.js";
import { Card, Held } from "./panels.js";
import { Picture } from "./picture.js";
import { plain, readView, writeView } from "./url.js";
import { wordsIn } from "./words.js";

const FILTERS = ["type", "confidence", "party", "subject", "since", "until", "q"];

async function start(root) {
  const words = wordsIn(document.documentElement.lang.slice(0, 2));
  const fetched = async (name) => {
    const answer = await fetch(new URL(root.dataset[name], document.baseURI));
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer.json();
  };
  const within = document.getElementById("tl-events");
  let raw;
  try {
    raw = within ? JSON.parse(within.textContent) : await fetched("events");
  } catch {
    root.append(h("p", { class: "meta" }, words.failed));
    root.dataset.ready = "";
    return;
  }
  const base = new URL(root.dataset.events, document.baseURI); // links are as seen from this file
  const model = prepare(raw, words, (link) => new URL(link, base).href);
  let view = readView(location.search, model);
  let found, lanes = [], history = null, width = 0, chosen, moving, opened = [];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const once = (load) => { let promise; return () => (promise ??= load().catch(() => (promise = null))); };
  const texts = once(async () => { model.setTexts(await fetched("texts")); });
  const past = once(async () => { history = await fetched("history"); });

  // What is drawn

  const chart = () => {
    picture.selected = selected();
    picture.draw(view, lanes, width, moving);
    overview.window(view);
    controls.cursor(view);
    held.show(view, history);
    if (picture.waiting) draw();
  };
  const draw = perFrame(chart);
  const selected = () => (view.event ? model.place.get(view.event) : null);
  const refresh = () => {
    if (found) picture.measure();
    found = select(model, view);
    lanes = lanesOf(model, view.group, found.shown);
    if (view.group !== "theme") lanes = lanes.filter((lane) => lane.bars.length || lane.marks.length);
    overview.count(found.shown, width);
    controls.show(view, found);
    list.show(found.shown, selected());
    if (view.q && !model.text(0)) texts().then(() => model.text(0) && refresh());
    chart();
  };
  const needed = async () => {
    if (view.on !== null && !history) await Promise.all([past(), texts()]);
    if (view.event && !model.text(0)) await texts();
    card.show(opened);
    draw();
  };

  // The address

  const address = () => location.pathname + writeView(view, model, location.search) + location.hash;
  const replace = () => window.history.replaceState(null, "", address());
  const replaceSoon = later(replace, 250);
  const push = () => address() !== location.pathname + location.search + location.hash && window.history.pushState(null, "", address());
  const settled = () => {
    moving = false;
    draw();
    push();
  };
  const settleSoon = later(() => { moving = false; draw(); replace(); }, 250);

  // What can be done

  const go = (from, to) => {
    [view.from, view.to] = model.bound(from, to);
    moving = true;
    draw();
  };
  let glide = 0;
  const slide = (from, to) => {
    const [a, b] = [view.from, view.to], [c, d] = model.bound(from, to), begun = performance.now();
    const mine = ++glide;
    const step = (now) => {
      if (mine !== glide) return;
      const part = still.matches ? 1 : Math.min(1, Math.max(0, (now - begun) / 180)), eased = part * (2 - part);
      [view.from, view.to] = [a + (c - a) * eased, b + (d - b) * eased];
      moving = part < 1;
      chart();
      if (moving) requestAnimationFrame(step);
      else push();
    };
    if (still.matches) step(begun);
    else requestAnimationFrame(step);
  };
  const zoom = (factor) => {
    const anchor = selected() === null ? (view.from + view.to) / 2 : Math.min(Math.max(model.events[selected()].mid, view.from), view.to);
    slide(anchor - (anchor - view.from) * factor, anchor + (view.to - anchor) * factor);
  };
  const set = (changed, soft = false) => {
    Object.assign(view, changed);
    if (view.event && FILTERS.some((name) => name in changed)) view.event = "", (opened = []), card.show(opened);
    refresh();
    if (soft) replaceSoon();
    else push();
  };
  const cursor = (day, soft = false) => {
    view.on = day;
    if (day === null) view.known = false;
    needed();
    if (soft) replaceSoon();
    else push();
  };
  /** Selects an event, brings it into view and puts the focus on it. */
  const pick = (index, lane) => {
    view.event = model.events[index].id;
    opened = opened.length ? [index] : [];
    const day = model.events[index].mid, length = view.to - view.from;
    if (day < view.from || day > view.to) [view.from, view.to] = model.bound(day - length / 2, day + length / 2);
    needed();
    chart();
    list.mark(index);
    picture.find(index, lane)?.focus({ preventScroll: false });
    replaceSoon();
  };
  const order = () => [...found.shown.keys()].filter((index) => found.shown[index]);
  const laneOf = () => document.activeElement?.one?.lane;
  const act = {
    set, zoom, cursor, texts,
    view: () => ({ ...view }),
    chosen: () => chosen,
    reset: () => set(Object.fromEntries(FILTERS.map((name) => [name, plain(model)[name]]))),
    move: (part) => slide(view.from + part * (view.to - view.from), view.to + part * (view.to - view.from)),
    whole: () => slide(model.first, model.last),
    year: (year) => slide(startOf(year), startOf(year + 1)),
    fit: () => {
      const days = order().flatMap((index) => [model.events[index].a, model.events[index].z]);
      if (!days.length) return;
      const [a, z] = [Math.min(...days), Math.max(...days)], room = Math.max(20, (z - a) * 0.06);
      slide(a - room, z + room);
    },
    zoomAt: (factor, day) => {
      go(day - (day - view.from) * factor, day + (view.to - day) * factor);
      settleSoon();
    },
    shift: (old, days) => {
      const length = old.to - old.from, from = Math.min(Math.max(old.from + days, model.first), model.last - length);
      go(from, from + length);
    },
    window: go,
    settled,
    known: (known) => ((view.known = known), draw(), push()),
    choose: () => { chosen = true; holder.classList.add("tl-chosen"); },
    leave: () => { chosen = false; holder.classList.remove("tl-chosen"); },
    open: (one) => {
      const crowd = [...new Set(one.crowd ? one.crowd.map((mark) => mark.ev) : [one.ev])];
      const days = crowd.map((index) => model.events[index].mid);
      const [a, z] = [Math.min(...days), Math.max(...days)];
      if (crowd.length > 1 && z - a > 3 && view.to - view.from > 40) {
        slide(a - (z - a) * 0.15 - 4, z + (z - a) * 0.15 + 4);
        return;
      }
      opened = crowd;
      view.event = model.events[crowd[0]].id;
      list.mark(crowd[0]);
      needed();
      chart();
      picture.find(crowd[0], one.lane)?.focus({ preventScroll: true });
      push();
    },
    enter: () => {
      const one = document.activeElement?.one;
      if (!one || one.bar) return false;
      act.open(one);
      if (opened.length) card.element.focus({ preventScroll: false });
      return true;
    },
    close: () => {
      const was = selected();
      opened = [];
      card.show(opened);
      if (card.element.contains(document.activeElement) || document.activeElement === document.body) picture.find(was)?.focus({ preventScroll: true });
      else if (view.event) { view.event = ""; list.mark(null); draw(); act.leave(); }
      replaceSoon();
    },
    step: (way) => {
      const rows = order(), now = selected(), one = document.activeElement?.one, at = rows.indexOf(now ?? one?.ev);
      if (!rows.length) return;
      if (now === null && one && !one.bar && way > 0) return pick(one.ev, one.lane);
      pick(rows[Math.min(Math.max(at + way, 0), rows.length - 1)], laneOf());
    },
    far: (way) => { const rows = order(); if (rows.length) pick(rows.at(way < 0 ? 0 : -1)); },
    lane: (way) => {
      const now = selected() ?? picture.first()?.one.ev, filled = lanes.filter((lane) => lane.marks.some((mark) => !mark.plan));
      if (now === undefined || !filled.length) return;
      const here = laneOf() ?? filled.find((lane) => lane.marks.some((mark) => mark.ev === now))?.id;
      const next = filled[Math.min(Math.max(filled.findIndex((lane) => lane.id === here) + way, 0), filled.length - 1)];
      const far = (mark) => Math.abs(mark.mid - model.events[now].mid);
      pick(next.marks.filter((mark) => !mark.plan).sort((a, b) => far(a) - far(b))[0].ev, next.id);
    },
  };

  // The page

  // Before anything is laid out: what it hides never needs to be.
  document.documentElement.classList.add("tl-on");
  // The empty frame is measured first: later, all that is put in it would be laid out for that.
  const app = h("section", { class: "tl", "aria-label": words.app });
  const strip = h("div", { class: "tl-strip" }), holder = h("div", { class: "tl-pic" });
  const overview = new Overview(strip, model), picture = new Picture(holder, model);
  app.append(holder);
  root.append(app);
  picture.measure();
  width = Math.floor(holder.clientWidth);
  const controls = new Controls(model, act);
  const card = new Card(model, act), held = new Held(model, act);
  const list = new List(model, root, act.reset);
  app.prepend(controls.top, controls.statusLine, strip, controls.tools);
  app.append(
    h("p", { class: "meta tl-hint", "data-search-exclude": "" }, h("span", { class: "tl-wheel" }, words.wheel), h("span", { class: "tl-touch" }, words.touch)), card.element, held.element);
  listenToPointers(holder, picture, { ...act, cursor: (day) => cursor(Math.min(Math.max(day, model.first), model.last), true) });
  listenToKeys(holder, picture, act);
  overview.listen(() => view, (from, to, whole) => (whole ? act.shift({ from, to }, 0) : go(from, to)), settled);
  card.element.addEventListener("keydown", (event) => event.key === "Escape" && act.close());
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || field || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    controls.search.focus();
  }, true);
  window.addEventListener("popstate", () => {
    view = readView(location.search, model);
    opened = view.event ? [selected()] : [];
    moving = false;
    glide++;
    refresh();
    needed();
  });
  window.addEventListener("scroll", () => moving && draw()); // what comes into sight was left out
  new ResizeObserver(() => {
    const next = Math.floor(holder.clientWidth);
    if (!next || next === width) return;
    width = next;
    refresh();
  }).observe(holder);
  refresh();
  if (view.event) opened = [selected()];
  if (view.event || view.on !== null) needed();
  root.dataset.ready = "";
  root.still = () => !moving; // for tests, and for the curious
  root.view = act.view;
}

const root = document.getElementById("tl");
if (root) start(root);
