// The only place that talks to the server. Errors are RFC 9457 problems, thrown as `Problem`.
import { messages } from "./messages.js";

export class Problem extends Error {
  /** @param {{type?: string, title: string, status: number, detail?: string, hint?: string}} body */
  constructor(body) {
    super([body.detail || body.title, body.hint].filter(Boolean).join(" "));
    this.status = body.status;
    this.title = body.title;
    this.detail = body.detail ?? "";
    this.hint = body.hint ?? "";
    this.current = body.current;
    this.offline = body.status === 0;
  }
}

/** The path with the language of the page, in which a problem is to be told. */
function told(path) {
  const language = new URLSearchParams(location.search).get("language");
  const url = new URL(path, location.origin);
  if (language) url.searchParams.set("language", language);
  return url.pathname + url.search;
}

async function ask(path, { method = "GET", body, headers = {}, raw = false } = {}) {
  let response;
  try {
    response = await fetch(told(path), {
      method,
      headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem({
      status: 0,
      title: messages.serverGone,
      detail: messages.serverGone,
      hint: messages.serverGoneHint,
    });
  }
  if (!response.ok) throw new Problem(await problemOf(response));
  if (raw) return response;
  return response.status === 204 ? null : response.json();
}

async function problemOf(response) {
  const fallback = { status: response.status, title: `${response.status} ${response.statusText}` };
  if (!/json/.test(response.headers.get("Content-Type") ?? "")) return fallback;
  return { ...fallback, ...(await response.json().catch(() => ({}))), status: response.status };
}

const article = (id) => `/api/articles/${encodeURIComponent(id)}`;

function view({ worldview, language }) {
  const query = new URLSearchParams();
  if (worldview) query.set("worldview", worldview);
  if (language) query.set("language", language);
  return query.size ? `?${query}` : "";
}

export const getArticle = (id, options) => ask(article(id) + view(options));
/** {done, all}: how far the map of a long article is; null when it cannot be said. */
export const getProgress = (id) => ask(`${article(id)}/progress`);
/** The outlines of the places that are drawn as areas. */
export const getAreas = (id, options) =>
  ask(`${article(id)}/layers/areas.geojson${view(options)}`);
/** The articles whose title or places match, and how many are not read yet. */
export const findArticles = (q) => ask(`/api/articles?${new URLSearchParams({ q })}`);
export const deleteArticle = (id) => ask(article(id), { method: "DELETE" });
/** Bring a deleted article back, with all that belonged to it. */
export const restoreArticle = (id) =>
  ask(article(id), { method: "PUT", headers: { "If-None-Match": "*" } });
/** Remove a deleted article for good. */
export const eraseArticle = (id) =>
  ask(`/api/deleted-articles/${encodeURIComponent(id)}`, { method: "DELETE" });
const asked = (query) => (query.size ? `?${query}` : "");
/** The places of several articles; `query` chooses them. */
export const getCollection = (query) => ask(`/api/collection${asked(query)}`);
export const getCollectionPlace = (id, query) =>
  ask(`/api/collection/places/${encodeURIComponent(id)}${asked(query)}`);
export const getOutlines = (query) => ask(`/api/collection/outlines.geojson${asked(query)}`);

/** Longer texts are only stored at first: their page can be read while the places are looked for. */
const LONG_TEXT = 20_000;

export const addArticle = (text) =>
  ask("/api/articles", {
    method: "POST",
    body: { text },
    headers: text.length < LONG_TEXT ? {} : { Prefer: "respond-async" },
  });

/** The page as the server prints it now, as a document: the script takes the changed parts from it. */
export async function getPage(id, options) {
  const path = `/articles/${encodeURIComponent(id)}${view(options)}`;
  const html = await (await ask(path, { raw: true })).text();
  return new DOMParser().parseFromString(html, "text/html");
}

/** The lines and areas of the article's overlays. */
export const getOverlayShapes = (id) => ask(`${article(id)}/layers/overlays.geojson`);
/** `overlay` holds `geojson`, and what the file does not say itself: `title`, `as_of`, `source`, `url`. */
export const addOverlay = (id, overlay, options) =>
  ask(`${article(id)}/overlays${view(options)}`, { method: "POST", body: overlay });

const overlayPath = (id, overlay) => `${article(id)}/overlays/${encodeURIComponent(overlay)}`;

export const removeOverlay = (id, overlay) => ask(overlayPath(id, overlay), { method: "DELETE" });
/** Bring a removed overlay back. */
export const restoreOverlay = (id, overlay) =>
  ask(overlayPath(id, overlay), { method: "PUT", headers: { "If-None-Match": "*" } });

export const addCorrection = (id, correction, options) =>
  ask(`${article(id)}/corrections${view(options)}`, { method: "POST", body: correction });

export const removeCorrection = (id, correction, options) =>
  ask(`${article(id)}/corrections/${encodeURIComponent(correction)}${view(options)}`, {
    method: "DELETE",
  });

export const getAnnotations = (id) => ask(`${article(id)}/annotations`);

export const addAnnotation = (id, feature, key) =>
  ask(`${article(id)}/annotations`, {
    method: "POST",
    body: feature,
    headers: { "Idempotency-Key": key },
  });

const annotation = (id, feature) => `${article(id)}/annotations/${encodeURIComponent(feature)}`;

export const putAnnotation = (id, feature) =>
  ask(annotation(id, feature.id), {
    method: "PUT",
    body: feature,
    headers: { "If-Match": etagOf(feature) },
  });

/** Bring a deleted annotation back under its id. */
export const restoreAnnotation = (id, feature) =>
  ask(annotation(id, feature.id), {
    method: "PUT",
    body: feature,
    headers: { "If-None-Match": "*" },
  });

export const removeAnnotation = (id, feature) =>
  ask(annotation(id, feature.id), {
    method: "DELETE",
    headers: { "If-Match": etagOf(feature) },
    raw: true,
  });

/** The strong entity tag of an annotation's row is its version. */
function etagOf(feature) {
  return `"${feature.properties.version}"`;
}

export async function searchGazetteer(q, { language, limit = 8 } = {}) {
  const query = new URLSearchParams({ q, limit: String(limit) });
  if (language) query.set("language", language);
  return (await ask(`/api/gazetteer?${query}`)).entries;
}
