// Days of publication gathered into the bars of a histogram. Pure; dates are ISO 8601 days, in UTC.

const DAY_MS = 86_400_000;
const MOST_BARS = 48;

/**
 * The bars over `dates` (an array of days, in any order): `{unit, bars: [{first, last, count}]}`, from
 * the earliest to the latest, empty bars included; `unit` is day, week, month or year, the finest that
 * makes at most 48 bars. Null without dates.
 */
export function barsOf(dates) {
  const days = dates.map(toDay).sort((a, b) => a - b);
  if (!days.length) return null;
  for (const unit of ["day", "week", "month", "year"]) {
    const bars = divide(days[0], days.at(-1), unit);
    if (bars.length > MOST_BARS && unit !== "year") continue;
    let at = 0;
    for (const day of days) {
      while (day > bars[at].end) at += 1;
      bars[at].count += 1;
    }
    return {
      unit,
      bars: bars.map(({ start, end, count }) => ({ first: toDate(start), last: toDate(end), count })),
    };
  }
  return null;
}

/** The bars from the one that holds `from` to the one that holds `to`, as [first, last] numbers. */
export function barsWithin(bars, from, to) {
  const first = from ? bars.findIndex((bar) => bar.last >= from) : 0;
  const after = to ? bars.findIndex((bar) => bar.first > to) : -1;
  const last = after < 0 ? bars.length - 1 : after - 1;
  const start = first < 0 ? bars.length - 1 : first;
  return [start, Math.max(start, last)];
}

function divide(first, last, unit) {
  const bars = [];
  for (let start = beginning(first, unit); start <= last && bars.length <= 1000; ) {
    const next = following(start, unit);
    bars.push({ start, end: next - 1, count: 0 });
    start = next;
  }
  return bars;
}

function beginning(day, unit) {
  const date = new Date(day * DAY_MS);
  if (unit === "week") return day - ((date.getUTCDay() + 6) % 7); // Monday, as ISO 8601 has it
  if (unit === "month") return dayOf(date.getUTCFullYear(), date.getUTCMonth());
  return unit === "year" ? dayOf(date.getUTCFullYear(), 0) : day;
}

function following(day, unit) {
  const date = new Date(day * DAY_MS);
  if (unit === "week") return day + 7;
  if (unit === "month") return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return unit === "year" ? dayOf(date.getUTCFullYear() + 1, 0) : day + 1;
}

function dayOf(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  return date.getTime() / DAY_MS;
}

function toDay(date) {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function toDate(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
