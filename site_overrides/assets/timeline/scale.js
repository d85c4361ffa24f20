// Time as a length: linear, from a day to a pixel and back; and where its lines stand.

import { monthWord, startOf, yearOf } from "./days.js";

export const LEAST = 14; // days in the narrowest window

export function scale(from, to, start, length) {
  const per = length / (to - from);
  return {
    from, to, start, length, per,
    at: (day) => start + (day - from) * per,
    day: (pixel) => from + (pixel - start) / per,
  };
}

/** Whether two scales show the same window; whether two lengths of a day are as good as the same. */
export const same = (a, b) => a.from === b?.from && a.to === b.to;
export const alike = (a, b) => Math.abs(a / b - 1) < 1e-6;

/** A window of a length around a day, within bounds and never too narrow. */
export function within(from, to, first, last) {
  const length = Math.min(Math.max(to - from, LEAST), last - first);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - length / 2, first), last - length);
  return [start, start + length];
}

/** Lines of years, quarters, months or days, the finest that have room: [day, words, strong]. */
export function lines(s, lang, room = 46) {
  const found = [];
  const months = [120, 60, 24, 12, 6, 3, 1].findLast((m) => m * 30.44 * s.per >= room) || 120;
  const first = yearOf(s.from);
  let month = -12 * (first % Math.max(1, months / 12));
  for (let day; (day = startOf(first, month)) <= s.to; month += months)
    found.push([day, month % 12 ? monthWord(month % 12, lang).slice(0, 3) : String(yearOf(day)), month % 12 === 0]);
  if (months === 1 && s.per * 7 >= room) {
    for (const [day] of found.slice()) {
      for (let n = 7; n < 28; n += 7) found.push([day + n, String(n + 1), false]);
    }
    found.sort((a, b) => a[0] - b[0]);
  }
  return found.filter(([day]) => day <= s.to && day >= s.from - months * 31);
}
