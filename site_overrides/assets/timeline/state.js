// What held on a day, and what was publicly known: looked up in history.json, which the
// generator derived by the same replay as `python -m generator state`.

/** The value that stands from the last day not after `day`; undefined before the first. */
export function standing(rows, day) {
  let low = 0, high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle][0] <= day) low = middle + 1;
    else high = middle;
  }
  return low ? rows[low - 1][1] : undefined;
}

/** One subject on a day, in the shape that `state --format json` prints. Days are ISO text. */
export function subjectOn(history, id, on, knownBy = null) {
  const subject = history.subjects[id];
  const track = knownBy === null ? subject.all : standing(subject.known, knownBy);
  const state = history.states[standing(history.tracks[track], on)];
  const byParty = {};
  for (const [status, parties] of state.by_party)
    for (const party of parties) byParty[party] = history.statuses[status];
  return {
    kind: subject.kind, ...history.statuses[state.status], as_of: state.as_of,
    as_of_source: state.as_of_source, terms: state.terms, by_party: byParty,
  };
}

export function horizonOn(history, knownBy = null) {
  return knownBy === null ? history.horizon.all : standing(history.horizon.known, knownBy) ?? null;
}
