// The notes: their list, the editor in it, and what an earlier visit left unsaved.
import { messages } from "../messages.js";
import {
  beginNote,
  deleteNote,
  dropKept,
  editNote,
  keptDrafts,
  resumeDraft,
} from "../state/annotations.js";
import { tell, toast } from "../ui/announce.js";
import { button, element } from "../ui/element.js";
import { editor } from "./editor.js";

const MODES = { Point: "point", LineString: "linestring", Polygon: "polygon" };

export function watchNotes(store) {
  const box = document.getElementById("notes");
  const count = document.querySelector('#tabs a[href="#panel-notes"] .count');
  count.dataset.own = "";
  let form = null; // the open editor; kept while the list around it is drawn anew
  const draw = (changed = []) => {
    const draft = store.get("draft");
    if (!draft) form = null;
    else if (!form || changed.includes("draft")) form = editor(store, draft);
    const features = store.get("annotations");
    count.textContent = features.length || "";
    const key = box.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    const kept = keptDrafts(store).filter((one) => one.key !== draft?.key);
    box.replaceChildren(
      ...[
        !draft && addButtons(store),
        kept.length > 0 && leftovers(store, kept, draw),
        form && !draft.id && form,
        features.length
          ? element(
              "ul",
              { class: "notes" },
              features.map((feature) => (draft?.id === feature.id ? element("li", {}, form) : item(store, feature))),
            )
          : !draft && element("p", { class: "empty" }, messages.noNotes),
      ].filter(Boolean),
    );
    const field = key && box.querySelector(`[data-focus="${key}"]`);
    if (field) field.focus({ preventScroll: true });
    if (changed.includes("draft") && draft && !store.get("drawing") && !field) {
      box.querySelector('[data-focus="title"]')?.focus();
    }
    if (changed.includes("note") && store.get("note")) {
      box.querySelector("li.chosen")?.scrollIntoView({ block: "nearest" });
    }
  };
  store.watch(["annotations", "draft", "note", "drawing"], draw);
  draw();
}

function addButtons(store) {
  const start = (mode) => () => store.set({ drawing: { mode, feature: null } });
  return element(
    "div",
    { class: "notes-add", role: "group", "aria-label": messages.newNote },
    button(messages.drawPoint, start("point"), { class: "button small" }),
    button(messages.drawLine, start("linestring"), { class: "button small" }),
    button(messages.drawArea, start("polygon"), { class: "button small" }),
    button(messages.typePlace, () => beginNote(store, { typing: true }), { class: "button small" }),
  );
}

function leftovers(store, drafts, draw) {
  return element(
    "div",
    { class: "drafts", role: "group", "aria-label": messages.unsaved(drafts.length) },
    element("p", {}, messages.unsaved(drafts.length)),
    drafts.map((draft) =>
      element(
        "p",
        { class: "note-actions" },
        element("strong", {}, draft.title || messages.untitled),
        button(messages.goOn, () => resumeDraft(store, draft), { class: "button small" }),
        button(
          messages.discard,
          () => {
            dropKept(store, draft);
            draw();
          },
          { class: "button small" },
        ),
      ),
    ),
  );
}

function item(store, feature) {
  const { title, note_html: html, text, start } = feature.properties;
  const name = title || messages.untitled;
  const where = [
    feature.geometry && messages.geometry[feature.geometry.type],
    start !== null && start !== undefined && messages.onText,
  ].filter(Boolean);
  const chosen = store.get("note") === feature.id;
  return element(
    "li",
    { class: chosen ? "chosen" : null, "data-annotation": feature.id },
    element(
      "div",
      { class: "note-head" },
      element(
        "button",
        {
          type: "button",
          class: "note-title",
          "data-focus": `note-${feature.id}`,
          "aria-pressed": String(chosen),
          onclick: () => store.set({ note: chosen ? null : feature.id }),
        },
        name,
      ),
    ),
    text && element("q", {}, text),
    html && cleaned(html),
    element("p", { class: "note-facts" }, where.join(" · ")),
    element(
      "div",
      { class: "note-actions" },
      button(messages.edit, () => editNote(store, feature), {
        class: "button small",
        "aria-label": messages.editNote(name),
      }),
      feature.geometry &&
        MODES[feature.geometry.type] &&
        button(messages.move, () => move(store, feature), {
          class: "button small",
          "aria-label": messages.moveNote(name),
        }),
      button(messages.remove, () => remove(store, feature), {
        class: "button small",
        "aria-label": messages.deleteNote(name),
      }),
    ),
  );
}

function move(store, feature) {
  editNote(store, feature);
  store.set({ drawing: { mode: "select", feature } });
}

async function remove(store, feature) {
  try {
    const restore = await deleteNote(store, feature);
    if (!restore) {
      toast(messages.conflictTitle);
      return;
    }
    toast(messages.deletedNote, {
      title: messages.undo,
      run: () => restore().then(() => toast(messages.restoredNote), tell),
    });
  } catch (problem) {
    tell(problem, () => remove(store, feature));
  }
}

const ALLOWED = new Set(["P", "EM", "STRONG", "A", "UL", "OL", "LI", "BLOCKQUOTE", "CODE", "PRE", "BR", "H1", "H2", "H3", "H4", "H5", "H6", "HR"]);

/**
 * The note as the server rendered and cleaned it, rebuilt element by element: only plain text and the
 * elements of Markdown come through, whatever the server sent.
 */
function cleaned(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const copy = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const children = [...node.childNodes].map(copy);
    if (!ALLOWED.has(node.tagName)) return children;
    if (node.tagName !== "A") return element(node.tagName.toLowerCase(), {}, children);
    const href = node.getAttribute("href") ?? "";
    const safe = /^(https?:|mailto:)/i.test(href);
    return element("a", safe ? { href, rel: "noopener noreferrer nofollow", target: "_blank" } : {}, children);
  };
  return element("div", { class: "note-body" }, [...parsed.body.childNodes].map(copy));
}
