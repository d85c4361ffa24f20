// Days as whole numbers since 1970: no clock time, so no time zone can move them.

const DAY = 864e5;
export const toDay = (iso) => Math.round(Date.parse(iso.slice(0, 10) + "T00:00Z") / DAY);
export const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const yearOf = (day) => new Date(day * DAY).getUTCFullYear();
export const startOf = (year, month = 0) => Date.UTC(year, month, 1) / DAY;

/** A day as typed or in an address; null for anything that is not one. */
export function readDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text || "")) return null;
  const day = toDay(text);
  return Number.isFinite(day) && toIso(day) === text ? day : null;
}

/** The day by the reader's own clock and calendar. */
export function today() {
  const clock = new Date();
  return Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / DAY;
}

// Written out: to ask the browser for the first of them takes it longer than a frame.
const MONTHS = "januari februari mars april maj juni juli augusti september oktober november december January February March April May June July August September October November December".split(" ");

export const monthWord = (month, lang) => MONTHS[lang === "sv" ? month : month + 12];

export function dayWords(day, lang) {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${monthWord(date.getUTCMonth(), lang)} ${date.getUTCFullYear()}`;
}
