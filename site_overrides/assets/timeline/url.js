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
  const list = (name, known) => (asked.get(name) || "").split(",").filter((one) => known.includes(one));
  const year = (name) => (/^\d{4}$/.test(asked.get(name) || "") ? Number(asked.get(name)) : 0);
  const from = readDay(asked.get("from")), to = readDay(asked.get("to"));
  if (from !== null && to !== null && from < to) [view.from, view.to] = model.bound(from, to);
  if (GROUPS.includes(asked.get("group"))) view.group = asked.get("group");
  view.type = list("type", Object.keys(model.types));
  view.confidence = list("confidence", Object.keys(model.confidence));
  if (model.partyIds.includes(asked.get("party"))) view.party = asked.get("party");
  if (model.subjectIds.includes(asked.get("subject"))) view.subject = asked.get("subject");
  view.since = year("since");
  view.until = year("until");
  view.q = (asked.get("find") || "").slice(0, 200);
  view.on = readDay(asked.get("on"));
  view.known = view.on !== null && asked.get("known") === "1";
  if (model.place.has(asked.get("event"))) view.event = asked.get("event");
  return view;
}

/** The view as parameters; what is as usual is left out. Others' parameters stay. */
export function writeView(view, model, search = "") {
  const kept = new URLSearchParams(search);
  const usual = plain(model);
  const put = (name, value) => (value ? kept.set(name, value) : kept.delete(name));
  const whole = Math.abs(view.from - usual.from) < 0.5 && Math.abs(view.to - usual.to) < 0.5;
  put("from", whole ? "" : toIso(Math.round(view.from)));
  put("to", whole ? "" : toIso(Math.round(view.to)));
  put("group", view.group === usual.group ? "" : view.group);
  for (const name of ["type", "confidence"]) put(name, view[name].join(","));
  for (const name of ["party", "subject", "event"]) put(name, view[name]);
  put("find", view.q); // not “q”, at which the theme opens its own search
  for (const name of ["since", "until"]) put(name, view[name] ? String(view[name]) : "");
  put("on", view.on === null ? "" : toIso(view.on));
  put("known", view.on !== null && view.known ? "1" : "");
  const text = kept.toString().replace(/%2C/g, ",");
  return text ? `?${text}` : "";
}
