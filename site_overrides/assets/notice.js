// A day of notice in, the earliest day of effect out; and the other way round.
// The same arithmetic as generator/history/periods.py: years and months in one step, the
// last day of a month where the number does not exist, days after that. The sentences and
// the names of the months come from the page. Without this script its table of worked
// examples says the same.

const DAY = 86400000;

/** Days since 1970 of a text YYYY-MM-DD, or null. */
export function parse(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const at = fromParts(year, month - 1, day);
  return write(at) === text && text >= "1900-01-01" && text <= "2999-12-31" ? at : null;
}

/** YYYY-MM-DD of days since 1970. */
export function write(at) {
  return new Date(at * DAY).toISOString().slice(0, 10);
}

function fromParts(year, month, day) {
  return Date.UTC(year, month, day) / DAY;
}

function shifted(at, length, sign) {
  const from = new Date(at * DAY);
  const months =
    from.getUTCFullYear() * 12 + from.getUTCMonth() + sign * (length.years * 12 + length.months);
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromParts(year, month, Math.min(from.getUTCDate(), last)) + sign * length.days;
}

/** The day on which a length, counted from a day, is over. */
export function after(at, length) {
  return shifted(at, length, 1);
}

/** The last day from which a length is over by `end`. */
export function latestStart(end, length) {
  let start = shifted(end, length, -1);
  while (after(start, length) > end) start -= 1;
  while (after(start + 1, length) <= end) start += 1;
  return start;
}

/** The day that counting back gives; never later than `latestStart`. */
export function cautiousStart(end, length) {
  return Math.min(shifted(end, length, -1), latestStart(end, length));
}

function say(target, sentence, days, names) {
  const parts = sentence.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    const text = write(days[part]);
    const time = document.createElement("time");
    const [year, month, day] = text.split("-").map(Number);
    time.dateTime = text;
    time.textContent = `${day}\u00a0${names[month - 1]} ${year}`;
    return time;
  });
  target.replaceChildren(...parts);
}

function start(box) {
  const { years, months, days, example, backwards, backwardsSame } = box.dataset;
  const length = { years: Number(years), months: Number(months), days: Number(days) };
  const names = box.dataset.monthNames.split(" ");
  const [notice, end] = box.querySelectorAll("input");
  const [earliest, last] = box.querySelectorAll(".answer");
  notice.addEventListener("input", () => {
    const at = parse(notice.value);
    if (at === null) earliest.replaceChildren();
    else say(earliest, example, { notice: at, end: after(at, length) }, names);
  });
  end.addEventListener("input", () => {
    const at = parse(end.value);
    if (at === null) return last.replaceChildren();
    const found = { end: at, safe: cautiousStart(at, length), last: latestStart(at, length) };
    return say(last, found.safe === found.last ? backwardsSame : backwards, found, names);
  });
  box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  box.hidden = false;
}

document.querySelectorAll(".notice").forEach(start);
