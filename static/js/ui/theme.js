// Light and dark: the system's choice until the reader makes one, which is remembered.
import { messages } from "../messages.js";

const root = document.documentElement;

export const theme = () => root.dataset.theme;

/** Make `button` switch the theme; `changed(theme)` is called after each change. */
export function watchTheme(button, changed = () => {}) {
  const label = button.querySelector(".unseen");
  const show = (name) => {
    root.dataset.theme = name;
    label.textContent = name === "dark" ? messages.toLight : messages.toDark;
    button.title = label.textContent;
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  button.hidden = false;
  show(theme());
  button.addEventListener("click", () => {
    const name = theme() === "dark" ? "light" : "dark";
    show(name);
    try {
      localStorage.setItem("dateline:theme", name);
    } catch {
      // Not remembered, but switched.
    }
    changed(name);
  });
  system.addEventListener("change", () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem("dateline:theme");
    } catch {
      // Then nothing was chosen.
    }
    if (chosen) return;
    show(system.matches ? "dark" : "light");
    changed(theme());
  });
}
