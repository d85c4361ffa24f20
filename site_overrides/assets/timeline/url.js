// The whole view in the address: copying it gives the same view.

import { readDay, toIso } from "./days.js";

export const GROUPS = ["theme", "party", "subject"];

/** What is seen when the address says nothing. */
export const plain = (model) => ({
  from: model.first, to: model.last, group: "theme", type: [], confidence: [], party: "", subject: "",
  since: 0, until: 0, q: "", on: null, known: false, event: "",
});

export function readView(search, model) {
  const view = plain(model);
  const asked = new URLSearchParams(search);
  const one = (name, known) => known.includes(asked.get(name)) && (view[name] = asked.get(name));
  const from = readDay(asked.get("from")), to = readDay(asked.get("to"));
  if (from !== null && to !== null && from < to) [view.from, view.to] = model.bound(from, to);
  one("group", GROUPS);
  one("party", model.partyIds);
  one("subject", model.subjectIds);
  one("event", [...model.place.keys()]);
  for (const [name, known] of [["type", model.types], ["confidence", model.confidence]])
    view[name] = (asked.get(name) || "").split(",").filter((value) => Object.hasOwn(known, value));
  for (const name of ["since", "until"]) view[name] = Number(/^\d{4}$/.exec(asked.get(name))) || 0;
  view.q = (asked.get("find") || "").slice(0, 200);
  view.on = readDay(asked.get("on"));
  view.known = view.on !== null && asked.get("known") === "1";
  return view;
}

/** The view as parameters; what is as usual is left out. Others' parameters stay. */
export function writeView(view, model, search = "") {
  const kept = new URLSearchParams(search), usual = plain(model);
  const put = (name, value) => (String(value || "") ? kept.set(name, value) : kept.delete(name));
  const whole = Math.abs(view.from - usual.from) < 0.5 && Math.abs(view.to - usual.to) < 0.5;
  for (const name of ["from", "to"]) put(name, whole ? "" : toIso(Math.round(view[name])));
  put("group", view.group === usual.group ? "" : view.group);
  for (const name of ["type", "confidence", "party", "subject", "since", "until", "event"]) put(name, view[name]);
  put("find", view.q); // not “q”, at which the theme opens its own search
  put("on", view.on === null ? "" : toIso(view.on));
  put("known", view.known ? 1 : "");
  const text = kept.toString().replace(/%2C/g, ",");
  return text ? `?${text}` : "";
}
