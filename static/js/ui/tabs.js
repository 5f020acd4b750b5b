// Links to sections become tabs (WAI-ARIA: one tab stop, arrows move and choose).

/** `changed(panelId)` is called when another tab is chosen. Answers `choose(panelId)`. */
export function makeTabs(nav, changed) {
  const tabs = [...nav.querySelectorAll("a")];
  const panels = tabs.map((tab) => document.querySelector(tab.hash));
  nav.setAttribute("role", "tablist");
  tabs.forEach((tab, i) => {
    tab.id ||= `tab-${panels[i].id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[i].id);
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", tab.id);
    panels[i].tabIndex = -1;
    panels[i].dataset.ready = "";
  });
  const choose = (id) => {
    tabs.forEach((tab, i) => {
      const chosen = panels[i].id === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panels[i].hidden = !chosen;
    });
  };
  nav.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    changed(tab.hash.slice(1));
  });
  nav.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const last = tabs.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined && event.key !== " ") return;
    event.preventDefault();
    if (to !== undefined) tabs[to].focus();
    changed(document.activeElement.hash.slice(1));
  });
  return choose;
}
