// events.json made ready: days as numbers, what is found by what, and lanes for a grouping.

import { toDay } from "./days.js";
import { fold } from "./filter.js";
import { within } from "./scale.js";

const MOST_LANES = 12; // of parties; the others share one

export function prepare(raw, words, link) {
  const folder = link(raw.folder);
  const events = raw.events;
  for (const event of events) {
    event.a = toDay(event.a);
    event.z = toDay(event.z);
    event.mid = event.by ? event.z : (event.a + event.z) / 2;
  }
  const place = new Map(events.map((event, index) => [event.id, index]));
  const bars = raw.bars.map((bar, index) => ({
    ...bar, key: `b${index}`,
    d: bar.d.map(([a, z, css, look]) => [toDay(a), toDay(z), css, look]),
    x: bar.x.map(([a, z]) => (toDay(a) + toDay(z)) / 2),
  }));
  for (const bar of bars) {
    bar.a = Math.min(...bar.d.map((piece) => piece[0]));
    bar.z = Math.max(...bar.d.map((piece) => piece[1]));
    bar.all = new Set(bar.e);
    events.forEach((event, index) => event.g < 2 && event.s.includes(bar.s) && bar.all.add(index));
  }
  const plans = raw.plans.map((plan, index) => {
    const a = toDay(plan.a), z = toDay(plan.z);
    return { ...plan, a, z, mid: (a + z) / 2, soft: a !== z, key: `p${index}` };
  });
  const first = toDay(raw.first), last = toDay(raw.last);
  let hay = null, texts = null;
  const names = (list, places) => places.map((one) => list[one][1]).join(" ");
  const model = {
    ...raw, events, bars, plans, place, first, last, words, link,
    subjects: raw.subjects.map(([id, name, path]) => [id, name, link(path)]),
    horizon: toDay(raw.horizon),
    partyIds: raw.parties.map((party) => party[0]),
    subjectIds: raw.subjects.map((subject) => subject[0]),
    bound: (from, to) => within(from, to, first, last),
    setTexts: (found) => ((texts = found), (hay = null)),
    text: (index) => (texts && texts[events[index].id]) || null,
    href: (index) => `${folder}${events[index].id}/`,
    haystacks: () => (hay ??= events.map((event) => " " + fold([
      event.t, raw.types[event.k], names(raw.parties, event.p), names(raw.subjects, event.s),
      event.w, texts && texts[event.id] ? texts[event.id][0] : "",
    ].join(" ")).replace(/[^a-z0-9]+/g, " "))),
  };
  return model;
}

/** Lanes of a grouping with what matches in them, in order of time. */
export function lanesOf(model, group, shown) {
  const lanes = new Map();
  const lane = (id, name) => lanes.get(id) || lanes.set(id, { id, name, bars: [], marks: [], own: new Set() }).get(id);
  let of, barOf;
  if (group === "theme") {
    for (const [id, name] of model.themes) lane(id, name);
    of = (event) => [event.h];
    barOf = (bar) => [bar.h];
  } else {
    const party = group === "party", list = party ? model.parties : model.subjects;
    const counted = list.map(() => 0);
    model.events.forEach((event, index) => shown[index] && (party ? event.p : event.s).forEach((one) => counted[one]++));
    const order = [...counted.keys()].filter((one) => counted[one]).sort((a, b) => counted[b] - counted[a] || a - b);
    const own = new Set(order.slice(0, party ? MOST_LANES : order.length));
    for (const one of own) lane(String(one), list[one][1]);
    const rest = (places) => {
      const found = new Set(places.map((one) => (own.has(one) ? String(one) : "rest")));
      return found.size ? [...found] : ["none"];
    };
    of = (event) => rest(party ? event.p : event.s);
    barOf = (bar) => (party ? rest(bar.e.flatMap((one) => model.events[one].p)).filter((id) => own.has(Number(id))) : [String(bar.s)]);
  }
  const { others, none, noParty } = model.words;
  const spare = (id) => lane(id, id === "rest" ? others : group === "party" ? noParty : none);
  for (const bar of model.bars) {
    if (![...bar.all].some((index) => shown[index])) continue;
    for (const id of barOf(bar)) {
      if (!lanes.has(id)) continue;
      const mine = lanes.get(id);
      mine.bars.push(bar);
      for (const index of bar.e) mine.own.add(index);
    }
  }
  const planned = new Map();
  for (const plan of model.plans) planned.set(plan.e, [...(planned.get(plan.e) || []), plan]);
  model.events.forEach((event, index) => {
    if (!shown[index]) return;
    for (const id of of(event)) {
      const mine = lanes.get(id) || spare(id);
      mine.marks.push({ key: `e${index}`, ev: index, mid: event.mid, event });
      for (const plan of planned.get(index) || []) mine.marks.push({ key: plan.key, ev: index, mid: plan.mid, plan });
    }
  });
  const found = [...lanes.values()];
  for (const mine of found) {
    mine.bars.sort((a, b) => a.a - b.a);
    mine.marks.sort((a, b) => a.mid - b.mid || a.ev - b.ev);
  }
  const end = ["rest", "none"];
  return found.sort((a, b) => end.indexOf(a.id) - end.indexOf(b.id));
}
