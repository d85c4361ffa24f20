// Which events are asked for, and how many each filter would give.

import { startOf } from "./days.js";

export const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ø/g, "o").replace(/æ/g, "a");

const ENDINGS =
  "ningarna ernas ornas arnas heten ningar ningen andet erna orna arna ning ande ades ingar ingen ens ets ers ors ars ing nas ade ats ies en et er or ar an na es ed as de s a e n t".split(" ");

/** A word without one Swedish or English inflection, when enough of it is left. */
export function stem(word) {
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** True where every word asked for is in the (folded) text: from the start of a word, or within it if it is long. */
export function matcher(query) {
  const stems = fold(query).split(/[^a-z0-9]+/).filter(Boolean).map(stem);
  return (text) => stems.every((part) => (part.length > 3 ? text.includes(part) : text.includes(" " + part)));
}

/** Marks the events that match, and counts by filter what it would give beside the other filters. */
export function select(model, view) {
  const asked = view.q ? matcher(view.q) : null;
  const texts = asked && model.haystacks();
  const type = new Set(view.type), confidence = new Set(view.confidence);
  const party = model.partyIds.indexOf(view.party), subject = model.subjectIds.indexOf(view.subject);
  const from = view.since ? startOf(view.since) : -Infinity;
  const to = view.until ? startOf(view.until + 1) - 1 : Infinity;
  const counts = { type: new Map(), confidence: new Map(), party: new Map(), subject: new Map() };
  const shown = new Uint8Array(model.events.length);
  let number = 0;
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  model.events.forEach((event, index) => {
    const missed =
      (type.size && !type.has(event.k) ? 1 : 0) |
      (confidence.size && !confidence.has(event.c) ? 2 : 0) |
      (view.party && !event.p.includes(party) ? 4 : 0) |
      (view.subject && !event.s.includes(subject) ? 8 : 0) |
      (event.z < from || event.a > to ? 16 : 0) |
      (asked && !asked(texts[index]) ? 32 : 0);
    if (!missed) shown[index] = 1, number++;
    if (!(missed & ~1)) add(counts.type, event.k);
    if (!(missed & ~2)) add(counts.confidence, event.c);
    if (!(missed & ~4)) for (const one of event.p) add(counts.party, model.partyIds[one]);
    if (!(missed & ~8)) for (const one of event.s) add(counts.subject, model.subjectIds[one]);
  });
  return { shown, number, counts };
}
