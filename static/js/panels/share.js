// Sending the map on: its address, a frame for another page, a picture, paper.
import { messages } from "../messages.js";
import { copyButton } from "../ui/copy.js";
import { button, element, icon, unseen } from "../ui/element.js";

const FRAME_HEIGHT = 480;
const PATIENCE_MS = 15000;

export function watchShare(store) {
  const opener = document.getElementById("share-open");
  const dialog = document.getElementById("share");
  opener.addEventListener("click", () => {
    dialog.replaceChildren(...parts(store, dialog));
    dialog.showModal();
    draw();
  });
  // A click beside the dialog closes it, as Escape does.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  watchPaper(store);
  document.addEventListener("keydown", (event) => {
    const asked = event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey);
    if (!asked || event.shiftKey || event.altKey) return;
    event.preventDefault();
    print();
  });
}

/**
 * Have the server draw the map for paper, and lay it out off the screen: browsers wait two seconds at
 * most for a picture that only paper shows.
 */
function draw() {
  const figure = document.getElementById("paper-map");
  const picture = figure.querySelector("img");
  picture.loading = "eager";
  figure.classList.add("drawn");
  const patience = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  return Promise.race([picture.decode().catch(() => {}), patience]);
}

async function print() {
  await draw();
  window.print();
}

/** The printed list follows corrections and worldview, as the text does. */
function watchPaper(store) {
  // Opening the browser's own menu takes the focus from the page; not before is a picture drawn.
  const armed = () => window.addEventListener("blur", draw, { once: true });
  armed();
  const name = () => {
    const picture = document.querySelector("#paper-map img");
    const url = new URL(picture.src);
    if (store.get("bothNames")) url.searchParams.set("names", "both");
    else url.searchParams.delete("names");
    if (picture.src !== url.href) picture.src = url.href;
  };
  store.watch(["bothNames"], name);
  name();
  store.watch(["page"], () => {
    for (const id of ["paper-map", "paper-places"]) {
      const fresh = store.get("page")?.getElementById(id);
      if (fresh) document.getElementById(id).replaceWith(document.importNode(fresh, true));
    }
    name();
    armed();
  });
}

function parts(store, dialog) {
  const close = element(
    "button",
    { type: "button", class: "button quiet icon-only close", onclick: () => dialog.close() },
    icon("close"),
    unseen(messages.close),
  );
  const printed = () => {
    dialog.close();
    print();
  };
  return [
    element("h2", { id: "share-title" }, messages.share),
    close,
    ...field(messages.shareLink, location.href, messages.copyLink, "link"),
    ...field(messages.shareFrame, frameOf(store), messages.copyFrame, "frame"),
    element("h3", {}, messages.sharePicture),
    element(
      "p",
      { class: "choices" },
      ["png", "svg"].map((format) =>
        element(
          "a",
          { class: "button", href: pictureOf(store, format), download: "" },
          format === "png" ? messages.pngPicture : messages.svgPicture,
        ),
      ),
    ),
    element("p", { class: "choices" }, button(messages.print, printed)),
  ];
}

function field(label, value, copyLabel, name) {
  const input = element(name === "frame" ? "textarea" : "input", {
    id: `share-${name}`,
    readonly: true,
    rows: name === "frame" ? "3" : null,
    onfocus: (event) => event.target.select(),
  });
  input.value = value;
  return [
    element("label", { for: `share-${name}` }, label),
    element("div", { class: "copied-field" }, input, copyButton(value, copyLabel, `copy-${name}`)),
  ];
}

/** HTML to paste into another page: the map as it is now. */
function frameOf(store) {
  const url = new URL(location.href);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/embed`;
  const { title, heading } = store.get("article") ?? {};
  const attributes = {
    src: url.href,
    title: messages.frameTitle(title || heading || ""),
    width: "100%",
    height: FRAME_HEIGHT,
    loading: "lazy",
    frameborder: "0",
    allowfullscreen: "",
  };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<iframe${written.join("")}></iframe>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function pictureOf(store, format) {
  const query = new URLSearchParams();
  for (const name of ["worldview", "language"]) if (store.get(name)) query.set(name, store.get(name));
  if (store.get("bothNames")) query.set("names", "both");
  query.set("theme", document.documentElement.dataset.theme === "dark" ? "dark" : "light");
  if (format === "png") query.set("scale", "2");
  return `/api/articles/${store.get("articleId")}/exports/${format}?${query}`;
}
