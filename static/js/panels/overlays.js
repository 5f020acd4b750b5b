// Who holds which ground: the part of the legend that says so or says that nobody said, and the import.
import { messages } from "../messages.js";
import { bringBack, importOverlay, styleOf, switchOverlay, takeAway } from "../state/overlays.js";
import { announce, tell, toast } from "../ui/announce.js";
import { button, drawing, element } from "../ui/element.js";

const LARGEST_FILE = 5_000_000; // bytes; more than a page can draw anyway

/** The rows of the legend; `folds(name, title, …children)` makes one that folds. */
export function overlayRows(store, folds) {
  const dialog = document.getElementById("overlay");
  // Known with the article, before their shapes are there: the map is framed clear of the legend.
  const { overlays } = store.get("article");
  const add =
    dialog &&
    button(messages.importOverlay, () => open(store, dialog), { class: "button small", "data-focus": "overlay-import" });
  if (!overlays.length) {
    return [
      folds(
        "overlays",
        [element("span", {}, messages.ground), element("span", { class: "count" }, messages.notShown)],
        element("p", {}, messages.noFronts),
        add && element("p", {}, messages.overlayHint),
        add,
      ),
    ];
  }
  return [...overlays.map((overlay) => row(store, folds, overlay, Boolean(dialog))), add].filter(Boolean);
}

function row(store, folds, overlay, editable) {
  const on = !store.get("without").includes(overlay.id);
  const said = messages.overlay(overlay.title, overlay.as_of, overlay.source);
  const remove = async () => {
    try {
      await takeAway(store, overlay.id);
      document.querySelector('#legend [data-focus="toggle"]')?.focus({ preventScroll: true });
      const undo = () => bringBack(store, overlay.id).catch((problem) => tell(problem));
      toast(messages.overlayRemoved(overlay.title), { title: messages.undo, run: undo });
    } catch (problem) {
      tell(problem);
    }
  };
  return element(
    "div",
    { class: "legend-overlay", role: "group", "aria-label": said },
    element(
      "button",
      {
        type: "button",
        class: "legend-row",
        "aria-pressed": String(on),
        "data-focus": `overlay-${overlay.id}`,
        onclick: () => switchOverlay(store, overlay.id),
      },
      sample(0),
      element("span", {}, said),
    ),
    folds(
      `overlay-${overlay.id}`,
      messages.overlayMore,
      element(
        "ul",
        { class: "overlay-names" },
        overlay.names.map((name) => element("li", {}, sample(styleOf(overlay, name)), name)),
      ),
      overlay.url && element("p", {}, element("a", { href: overlay.url, rel: "noreferrer" }, messages.overlaySource(overlay.source))),
      element("p", {}, messages.overlayCaution),
      editable &&
        button(messages.removeOverlay, remove, {
          class: "button small",
          "aria-label": messages.removeOverlayNamed(overlay.title),
          "data-focus": `overlay-remove-${overlay.id}`,
        }),
    ),
  );
}

function sample(number) {
  return drawing(
    "svg",
    { class: "symbol overlay-sample", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    drawing("rect", { class: `overlay overlay-${number}`, x: 1.5, y: 2.5, width: 13, height: 11 }),
  );
}

function open(store, dialog) {
  const field = (name, label, attributes, help = null) => {
    const input = element("input", { id: `overlay-${name}`, name, "aria-describedby": help && `overlay-${name}-help`, ...attributes });
    return [
      input,
      element(
        "div",
        { class: "overlay-field" },
        element("label", { for: `overlay-${name}` }, label),
        input,
        help && element("p", { id: `overlay-${name}-help`, class: "muted" }, help),
      ),
    ];
  };
  const [file, fileField] = field("file", messages.overlayFile, { type: "file", accept: ".geojson,.json,application/geo+json", required: true }, messages.overlayFileHelp);
  const [asOf, asOfField] = field("day", messages.overlayDay, { type: "date" });
  const [source, sourceField] = field("source", messages.overlayBy, { type: "text", maxlength: 500, autocomplete: "off" });
  const [url, urlField] = field("url", messages.overlayUrl, { type: "url", placeholder: "https://", autocomplete: "off" });
  const [title, titleField] = field("title", messages.overlayTitle, { type: "text", maxlength: 500, autocomplete: "off" });
  const problem = element("div", { class: "problem", role: "alert", hidden: true });
  const send = element("button", { type: "submit", class: "button main" }, messages.importOverlaySend);
  const complain = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  const submit = async (event) => {
    event.preventDefault();
    complain("");
    send.disabled = true;
    try {
      const draft = {
        geojson: await read(file.files[0]),
        title: title.value.trim() || null,
        as_of: asOf.value || null,
        source: source.value.trim() || null,
        url: url.value.trim() || null,
      };
      const made = await importOverlay(store, draft);
      dialog.close();
      announce(messages.overlayAdded(messages.overlay(made.title, made.as_of, made.source)));
    } catch (error) {
      // The dialog stays as it is: nothing that was filled in is lost.
      complain(error.message || String(error));
    } finally {
      send.disabled = false;
    }
  };
  const form = element(
    "form",
    { method: "dialog", novalidate: true, onsubmit: submit },
    element("h2", { id: "overlay-heading" }, messages.ground),
    element("p", {}, messages.overlayAbout),
    fileField,
    element("p", { class: "muted" }, messages.overlayOptional),
    asOfField,
    sourceField,
    urlField,
    titleField,
    problem,
    element("div", { class: "choices" }, send, button(messages.cancel, () => dialog.close())),
  );
  dialog.replaceChildren(form);
  dialog.showModal();
  file.focus();
}

/** What a chosen file holds. Raises an error that says what is wrong with it. */
async function read(file) {
  if (!file) throw new Error(messages.overlayNoFile);
  if (file.size > LARGEST_FILE) throw new Error(messages.overlayTooLarge(file.size, LARGEST_FILE));
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Error(messages.overlayNotJson(file.name));
  }
}
