// A `details` element as a menu: Escape, a click elsewhere and a choice close it.

export function watchMenu(details) {
  const summary = details.querySelector("summary");
  const close = () => {
    details.open = false;
  };
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) {
      event.stopPropagation();
      close();
      summary.focus();
    }
  });
  details.addEventListener("click", (event) => {
    if (event.target.closest(".menu-list a, .menu-list button")) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!details.contains(event.target)) close();
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) close();
  });
}
