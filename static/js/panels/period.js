// The period: two thumbs over a histogram of the days on which the articles were published.
import { barsOf, barsWithin } from "../dates.js";
import { messages } from "../messages.js";
import { inPeriod, setPeriod } from "../state/collection.js";
import { announce } from "../ui/announce.js";
import { drawing, element } from "../ui/element.js";

export function watchPeriod(store, box) {
  const { articles } = store.get("collection");
  const dated = articles.filter((article) => article.published).map((article) => article.published);
  const undated = articles.length - dated.length;
  const found = barsOf(dated);
  const count = element("output", { class: "period-count", for: "period-from period-to" });
  const sayCount = () => {
    const within = articles.filter((article) => inPeriod(store.get("period"), article)).length;
    count.textContent = messages.articlesWithin(within, articles.length);
  };
  store.watch(["period"], sayCount);
  sayCount();
  box.hidden = false;
  if (!found || found.bars.length === 1) {
    // Nothing to choose between.
    const said = found ? messages.day(found.bars[0].first) : messages.noDates;
    box.replaceChildren(head(count), element("p", { class: "muted" }, said));
    return;
  }
  const { unit, bars } = found;
  const before = store.get("period");
  const [first, last] = barsWithin(bars, before.from, before.to);
  const graph = histogram(bars);
  const from = thumb("period-from", messages.periodFrom, bars.length - 1, first);
  const to = thumb("period-to", messages.periodTo, bars.length - 1, last);
  const words = element("p", { class: "period-words", "aria-hidden": "true" });
  const without = element("input", { type: "checkbox", checked: before.undated });

  let asked = null;
  const show = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    [...graph.children].forEach((bar, number) => bar.classList.toggle("out", number < a || number > b));
    const share = (value) => value / (bars.length - 1);
    slider.style.setProperty("--from", String(share(a)));
    slider.style.setProperty("--to", String(share(b)));
    from.setAttribute("aria-valuetext", messages.day(bars[a].first, unit));
    to.setAttribute("aria-valuetext", messages.day(bars[b].last, unit));
    words.textContent = messages.span(bars[a].first, bars[b].last);
    // Where both thumbs meet at the end, the lower one must be the one that can be dragged away.
    from.classList.toggle("above", a > (bars.length - 1) / 2);
  };
  const period = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    return {
      from: a > 0 ? bars[a].first : null,
      to: b < bars.length - 1 ? bars[b].last : null,
      undated: without.checked,
    };
  };
  const change = () => {
    show();
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => setPeriod(store, period()));
  };
  from.addEventListener("input", () => {
    if (Number(from.value) > Number(to.value)) from.value = to.value;
    change();
  });
  to.addEventListener("input", () => {
    if (Number(to.value) < Number(from.value)) to.value = from.value;
    change();
  });
  for (const one of [from, to, without]) one.addEventListener("change", () => announce(count.textContent));
  without.addEventListener("change", change);

  const slider = element("div", { class: "period-slider" }, graph, element("span", { class: "period-line" }), from, to);
  box.replaceChildren(
    head(count),
    slider,
    words,
    ...(undated ? [element("label", { class: "period-undated" }, without, messages.undated(undated))] : []),
  );
  show();
}

function head(count) {
  return element("div", { class: "period-head" }, element("h2", { id: "period-title" }, messages.period), count);
}

function thumb(id, label, max, value) {
  return element("input", { type: "range", id, min: 0, max, step: 1, value, "aria-label": label });
}

function histogram(bars) {
  const most = Math.max(...bars.map((bar) => bar.count));
  const width = 100 / bars.length;
  const gap = bars.length > 30 ? 0.12 : 0.16;
  return drawing(
    "svg",
    { class: "histogram", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" },
    bars.map((bar, number) => {
      const height = bar.count ? Math.max(3, (38 * bar.count) / most) : 0;
      return drawing("rect", {
        x: (number + gap / 2) * width,
        y: 40 - height,
        width: width * (1 - gap),
        height,
      });
    }),
  );
}
