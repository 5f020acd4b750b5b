// Runs before the first paint, so that a remembered theme does not flash. A classic script on purpose.
(function () {
  "use strict";
  var theme = null;
  try {
    theme = localStorage.getItem("dateline:theme");
  } catch {
    // Storage may be switched off; the system's choice holds then.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;

  // Nor the remembered width of the text.
  try {
    var split = Number(localStorage.getItem("dateline:split"));
    if (split >= 30 && split <= 65) document.documentElement.style.setProperty("--split", String(split));
  } catch {
    // Then it has its first width.
  }
})();
