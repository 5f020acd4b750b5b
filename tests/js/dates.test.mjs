import assert from "node:assert/strict";
import test from "node:test";
import { barsOf, barsWithin } from "../../static/js/dates.js";

const sum = ({ bars }) => bars.reduce((all, bar) => all + bar.count, 0);

test("days close together are bars of days, empty ones included", () => {
  const { unit, bars } = barsOf(["2025-03-03", "2025-03-01", "2025-03-01"]);
  assert.equal(unit, "day");
  assert.deepEqual(bars, [
    { first: "2025-03-01", last: "2025-03-01", count: 2 },
    { first: "2025-03-02", last: "2025-03-02", count: 0 },
    { first: "2025-03-03", last: "2025-03-03", count: 1 },
  ]);
});

test("half a year is bars of weeks from Monday, more are months, then years", () => {
  const weeks = barsOf(["2025-01-08", "2025-06-30"]);
  assert.equal(weeks.unit, "week");
  assert.equal(weeks.bars[0].first, "2025-01-06");
  assert.equal(weeks.bars.at(-1).last, "2025-07-06");
  const months = barsOf(["2023-11-30", "2025-02-01"]);
  assert.equal(months.unit, "month");
  assert.deepEqual([months.bars[0].first, months.bars[3].last, months.bars.length], ["2023-11-01", "2024-02-29", 16]);
  const years = barsOf(["1999-12-31", "2025-02-01"]);
  assert.equal(years.unit, "year");
  assert.equal(years.bars.length, 27);
});

test("every date is in one bar, and the bars follow each other without a gap", () => {
  for (const step of [1, 9, 40, 200, 3000]) {
    const dates = Array.from({ length: 40 }, (_, k) => new Date(86_400_000 * (7 + k * step)).toISOString().slice(0, 10));
    const found = barsOf(dates);
    assert.equal(sum(found), dates.length);
    found.bars.slice(1).forEach((bar, k) => {
      assert.equal(Date.parse(bar.first) - Date.parse(found.bars[k].last), 86_400_000);
    });
  }
});

test("one day is one bar, and no day is none", () => {
  assert.equal(barsOf(["2025-03-01"]).bars.length, 1);
  assert.equal(barsOf([]), null);
});

test("the bars of a period are those that hold its days", () => {
  const { bars } = barsOf(["2025-03-01", "2025-03-10"]);
  assert.deepEqual(barsWithin(bars, null, null), [0, 9]);
  assert.deepEqual(barsWithin(bars, "2025-03-02", "2025-03-04"), [1, 3]);
  assert.deepEqual(barsWithin(bars, "2026-01-01", "2024-01-01"), [9, 9]);
});
