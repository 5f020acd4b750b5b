// Writing a note: title, text, and where it belongs.
import { searchGazetteer } from "../api.js";
import { parseCoordinates, sayCoordinates } from "../coordinates.js";
import { messages } from "../messages.js";
import { changeDraft, dropDraft, noteTyped, saveDraft } from "../state/annotations.js";
import { tell, toast } from "../ui/announce.js";
import { button, element } from "../ui/element.js";

/** The form for `draft`. */
export function editor(store, draft) {
  const title = element("input", {
    type: "text",
    value: draft.title,
    maxlength: 200,
    "data-focus": "title",
    oninput: () => noteTyped(store, { title: title.value }),
  });
  const note = element("textarea", {
    rows: 4,
    "data-focus": "note",
    "aria-describedby": "note-hint",
    oninput: () => noteTyped(store, { note: note.value }),
  });
  note.value = draft.note;
  const problem = element("p", { class: "problem", role: "alert", hidden: true });
  const complain = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  const saving = button(messages.save, null, { type: "submit", class: "button main small", "data-focus": "save" });
  const save = async (event) => {
    event.preventDefault();
    complain("");
    if (!title.value.trim() && !note.value.trim()) {
      complain(messages.emptyNote);
      title.focus();
      return;
    }
    if (!draft.geometry && draft.start === null) {
      complain(messages.pointUnknown);
      form.querySelector('[data-focus="where"]')?.focus();
      return;
    }
    saving.disabled = true;
    saving.textContent = messages.saving;
    try {
      const stored = await saveDraft(store);
      if (stored) toast(messages.savedNote);
    } catch (error) {
      if (error.offline) tell(error, () => form.requestSubmit());
      complain(error.message);
    } finally {
      saving.disabled = false;
      saving.textContent = messages.save;
    }
  };
  const form = element(
    "form",
    { class: "editor", "aria-label": draft.id ? messages.editNote(draft.title || messages.untitled) : messages.newNote, onsubmit: save, novalidate: true },
    element("h2", {}, draft.id ? messages.edit : messages.newNote),
    where(store, draft, complain),
    element("label", { class: "field" }, element("span", {}, messages.noteTitle), title),
    element("label", { class: "field" }, element("span", {}, messages.noteText), note),
    element("p", { class: "where", id: "note-hint" }, messages.noteTextHint),
    problem,
    element(
      "div",
      { class: "actions" },
      saving,
      button(messages.cancel, () => dropDraft(store), { class: "button small", "data-focus": "cancel" }),
      draft.geometry &&
        ["Point", "LineString", "Polygon"].includes(draft.geometry.type) &&
        !store.get("drawing") &&
        button(
          messages.changeShape,
          () =>
            store.set({
              drawing: {
                mode: "select",
                feature: { type: "Feature", id: draft.id, geometry: draft.geometry, properties: {} },
              },
            }),
          { class: "button small", "data-focus": "shape" },
        ),
    ),
  );
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return form;
}

function where(store, draft, complain) {
  if (draft.text) return element("p", { class: "where" }, `${messages.onText}: `, element("q", {}, draft.text));
  if (draft.geometry && !draft.typing) {
    const point = draft.geometry.type === "Point" ? `: ${sayCoordinates(draft.geometry.coordinates)}` : "";
    return element("p", { class: "where" }, `${messages.geometry[draft.geometry.type]}${point}`);
  }
  const place = draft.geometry ? sayCoordinates(draft.geometry.coordinates) : "";
  const input = element("input", {
    type: "text",
    value: draft.where ?? place,
    placeholder: messages.pointWhereHint,
    "data-focus": "where",
    onkeydown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      set();
    },
  });
  const set = async () => {
    complain("");
    let at = parseCoordinates(input.value);
    let name = "";
    try {
      if (!at && input.value.trim()) {
        const [entry] = (await searchGazetteer(input.value.trim(), { limit: 5 })).filter((one) => one.lon !== null);
        if (entry) {
          at = [entry.lon, entry.lat];
          name = entry.name;
        }
      }
    } catch (problem) {
      complain(problem.message);
      return;
    }
    if (!at) {
      complain(messages.pointUnknown);
      return;
    }
    const current = store.get("draft");
    changeDraft(store, {
      geometry: { type: "Point", coordinates: at },
      where: input.value,
      title: current.title || name,
    });
  };
  return element(
    "div",
    { class: "field" },
    element("label", {}, element("span", { class: "muted" }, messages.pointWhere), input),
    element("p", { class: "note-actions" }, button(messages.addPoint, set, { class: "button small", "data-focus": "add-point" }), draft.geometry && element("span", { class: "muted" }, place)),
  );
}
