// The articles of the home page: finding, deleting with undo, choosing for a collection.
import { deleteArticle, eraseArticle, findArticles, restoreArticle } from "../api.js";
import { messages } from "../messages.js";
import { announce, tell } from "../ui/announce.js";
import { element, unseen } from "../ui/element.js";

const WAIT_MS = 160;

export function watchLibrary() {
  const section = document.getElementById("articles");
  if (!section) return;
  const list = document.getElementById("article-list");
  const rows = () => [...list.querySelectorAll(".article")];
  watchDeleting(list, rows, watchFinding(rows), watchChoosing(list, rows));
}

/** The small maps in the theme of the page, which may be another than the system's. */
export function drawThumbnails(theme) {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  for (const image of document.querySelectorAll(".thumbnail img")) {
    const source = image.parentElement.querySelector("source");
    if (source && theme === system) continue; // as it was printed
    source?.remove();
    const url = new URL(image.src);
    url.searchParams.set("theme", theme);
    if (image.src !== url.href) image.src = url.href;
  }
}

/* Finding ------------------------------------------------------------------------------------- */

function watchFinding(rows) {
  const field = document.getElementById("find");
  const status = document.getElementById("find-status");
  let timer = null;
  let asked = 0;

  const show = (found, q) => {
    const names = found && new Map(found.map((one) => [one.id, one.found]));
    let shown = 0;
    for (const row of rows()) {
      const hit = !names || names.has(row.dataset.article);
      row.hidden = !hit;
      shown += hit;
      row.querySelector("[data-found]").textContent = names?.get(row.dataset.article)?.join(", ") ?? "";
    }
    status.textContent = found ? messages.foundArticles(shown, rows().length, q) : "";
  };
  const find = async () => {
    clearTimeout(timer);
    const q = field.value.trim();
    asked += 1;
    const mine = asked;
    const url = new URL(location.href);
    if (q) url.searchParams.set("q", q);
    else url.searchParams.delete("q");
    history.replaceState(history.state, "", url);
    if (!q) {
      show(null);
      return;
    }
    try {
      const { articles, pending } = await findArticles(q);
      if (mine !== asked) return;
      show(articles, q);
      if (pending) timer = setTimeout(find, WAIT_MS);
    } catch (problem) {
      if (mine === asked) tell(problem, find);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, WAIT_MS);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  return { again: () => field.value.trim() && find() };
}

/* Choosing ------------------------------------------------------------------------------------ */

function watchChoosing(list, rows) {
  const send = document.getElementById("open-collection");
  const label = send.querySelector("span");
  const update = () => {
    const chosen = list.querySelectorAll("input[type=checkbox]:checked").length;
    label.textContent = chosen ? messages.mapOfChosen(chosen) : messages.mapOfAll;
    send.classList.toggle("main", chosen > 0);
    send.disabled = !rows().length;
  };
  list.addEventListener("change", update);
  // A browser keeps the choices of a page that is gone back to.
  window.addEventListener("pageshow", update);
  update();
  return update;
}

/* Deleting ------------------------------------------------------------------------------------ */

function watchDeleting(list, rows, finding, chosen) {
  const count = document.getElementById("articles-count");
  const gone = new Map(); // article id -> its row, kept to be put back
  const update = () => {
    count.textContent = String(rows().length);
    chosen();
  };

  const act = {
    delete: async (row, { article, heading }) => {
      await deleteArticle(article);
      if (!minutes()) {
        leave(row);
        announce(messages.deletedArticle(heading));
        return;
      }
      gone.set(article, row);
      const put = deletedRow(article, heading);
      row.replaceWith(put);
      put.querySelector("[data-act=undo]").focus();
      announce(messages.deletedArticle(heading));
    },
    undo: async (row, { article, heading }) => {
      await restoreArticle(article);
      const back = gone.get(article);
      if (!back) {
        // Deleted before this page was opened: only the server can print its row.
        location.reload();
        return;
      }
      gone.delete(article);
      row.replaceWith(back);
      back.querySelector("[data-act=delete]").focus();
      announce(messages.restoredArticle(heading));
      finding.again();
    },
    erase: async (row, { article, heading }) => {
      await eraseArticle(article);
      gone.delete(article);
      leave(row);
      announce(messages.erasedArticle(heading));
    },
  };

  list.addEventListener("click", async (event) => {
    const pressed = event.target.closest("[data-act]");
    if (!pressed) return;
    event.preventDefault();
    const row = pressed.closest("li");
    const run = async () => {
      pressed.disabled = true;
      try {
        await act[pressed.dataset.act](row, row.dataset);
        update();
      } catch (problem) {
        tell(problem, problem.offline ? run : null);
      } finally {
        pressed.disabled = false;
      }
    };
    await run();
  });
}

/** Take a row away; the focus goes to the next one. */
function leave(row) {
  const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("a, button");
  row.remove();
  (next ?? document.getElementById("articles")).focus();
}

function deletedRow(article, heading) {
  return element(
    "li",
    { class: "deleted", "data-article": article, "data-heading": heading },
    element(
      "p",
      {},
      element("span", { class: "deleted-title" }, heading),
      " ",
      element("span", { class: "muted" }, messages.deletedHint(minutes())),
    ),
    act("undo", "button small", messages.undo, messages.undoDelete(heading)),
    act("erase", "button small quiet", messages.deleteForGood, messages.aboutArticle(heading)),
  );
}

function act(name, look, text, more) {
  const made = element("button", { type: "button", class: look, "data-act": name }, text);
  made.append(unseen(more));
  return made;
}

const minutes = () => Number(document.getElementById("article-list").dataset.undoMinutes);
