// The home page: a new article from the paste box, and the articles one has.
import { linked } from "./address.js";
import { addArticle } from "./api.js";
import { keepPaste, keptPaste } from "./drafts.js";
import { messages } from "./messages.js";
import { drawThumbnails, watchLibrary } from "./panels/library.js";
import { theme, watchTheme } from "./ui/theme.js";

const form = document.getElementById("new-article");
const field = document.getElementById("text");
const problem = document.getElementById("text-problem");
const status = document.getElementById("text-status");
const send = form.querySelector("button");
const limit = Number(form.dataset.limit);

watchTheme(document.getElementById("theme"), drawThumbnails);
drawThumbnails(theme());
if (!field.value) field.value = keptPaste();

function complain(text) {
  problem.textContent = text;
  problem.hidden = !text;
  field.toggleAttribute("aria-invalid", Boolean(text));
  if (text) field.setAttribute("aria-invalid", "true");
}

function tooLong() {
  const size = new TextEncoder().encode(field.value).length;
  return size > limit ? `${messages.tooLong(size, limit)} ${messages.tooLongHint}` : "";
}

field.addEventListener("input", () => {
  keepPaste(field.value);
  complain(tooLong());
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!field.value.trim()) {
    complain(`${messages.emptyText} ${messages.emptyTextHint}`);
    field.focus();
    return;
  }
  const long = tooLong();
  if (long) {
    complain(long);
    return;
  }
  complain("");
  send.disabled = true;
  status.textContent = messages.reading;
  try {
    const { id } = await addArticle(field.value);
    status.textContent = messages.opening;
    keepPaste("");
    location.assign(linked(`/articles/${encodeURIComponent(id)}`));
  } catch (error) {
    status.textContent = "";
    send.disabled = false;
    complain(error.message);
    field.focus();
  }
});

watchLibrary();
document.documentElement.dataset.ready = "true";
