// What people write on map and text. Nothing that was typed is lost: drafts are kept in the browser
// until the server has them, and a save that comes too late becomes a question, never an overwrite.
import {
  Problem,
  addAnnotation,
  getAnnotations,
  putAnnotation,
  removeAnnotation,
  restoreAnnotation,
} from "../api.js";
import { forget, keep, kept } from "../drafts.js";

/** Load the annotations of the article. Raises `Problem`. */
export async function loadAnnotations(store) {
  const { features } = await getAnnotations(store.get("articleId"));
  store.set({ annotations: features });
}

/** Begin a note; `about` may hold geometry, start, end, text. */
export function beginNote(store, about = {}) {
  edit(store, { key: newKey(), id: null, version: null, title: "", note: "", ...blank(), ...about });
}

/** Begin to change a stored note. */
export function editNote(store, feature) {
  const { title, note, version, start, end, text } = feature.properties;
  edit(store, {
    key: feature.id,
    id: feature.id,
    version,
    title,
    note,
    geometry: feature.geometry,
    start: start ?? null,
    end: end ?? null,
    text: text ?? null,
  });
}

function blank() {
  return { geometry: null, start: null, end: null, text: null };
}

function edit(store, draft) {
  store.set({ draft, note: draft.id, tab: "panel-notes" });
}

/** Change the draft and keep it in the browser. */
export function changeDraft(store, changes) {
  const draft = { ...store.get("draft"), ...changes };
  keep(store.get("articleId"), draft);
  store.set({ draft });
}

/** Keep what is typed without telling the views, which would lose the cursor. */
export function noteTyped(store, changes) {
  Object.assign(store.get("draft"), changes);
  keep(store.get("articleId"), store.get("draft"));
}

export function dropDraft(store) {
  const draft = store.get("draft");
  if (draft) forget(store.get("articleId"), draft.key);
  store.set({ draft: null, drawing: null });
}

export function dropKept(store, draft) {
  forget(store.get("articleId"), draft.key);
}

export const keptDrafts = (store) => kept(store.get("articleId"));

/** Open a draft that an earlier visit left behind. */
export function resumeDraft(store, draft) {
  edit(store, draft);
}

function featureOf(draft) {
  const properties = { title: draft.title.trim(), note: draft.note };
  if (draft.start !== null) Object.assign(properties, { start: draft.start, end: draft.end });
  if (draft.version !== null) properties.version = draft.version;
  const feature = { type: "Feature", geometry: draft.geometry, properties };
  if (draft.id) feature.id = draft.id;
  return feature;
}

/**
 * Save the draft. When somebody else was quicker, `store.conflict` is set and null is answered; else
 * the stored feature. Raises `Problem` for everything else; the draft stays kept then.
 */
export async function saveDraft(store) {
  const draft = store.get("draft");
  const article = store.get("articleId");
  keep(article, draft);
  try {
    const stored = draft.id
      ? await putAnnotation(article, featureOf(draft))
      : await addAnnotation(article, featureOf(draft), draft.key);
    settle(store, draft, stored);
    return stored;
  } catch (problem) {
    const late = problem instanceof Problem && (problem.status === 412 || (problem.status === 404 && draft.id));
    if (!late) throw problem;
    store.set({ conflict: { mine: draft, theirs: problem.current ?? null } });
    return null;
  }
}

function settle(store, draft, stored) {
  forget(store.get("articleId"), draft.key);
  store.set({
    annotations: replace(store.get("annotations"), draft.id, stored),
    draft: null,
    drawing: null,
    conflict: null,
    note: stored?.id ?? null,
  });
}

function replace(features, id, stored) {
  const rest = features.filter((feature) => feature.id !== id && feature.id !== stored?.id);
  if (!stored) return rest;
  const at = features.findIndex((feature) => feature.id === id);
  rest.splice(at < 0 ? rest.length : at, 0, stored);
  return rest;
}

/** Settle a conflict: my version becomes the newest, on top of theirs. Raises `Problem`. */
export async function keepMine(store) {
  const { mine, theirs } = store.get("conflict");
  const draft = theirs
    ? { ...mine, version: theirs.properties.version }
    : { ...mine, id: null, version: null, key: newKey() };
  forget(store.get("articleId"), mine.key);
  store.set({ draft, conflict: null });
  return saveDraft(store);
}

/** Settle a conflict: my version is dropped. */
export function takeTheirs(store) {
  const { mine, theirs } = store.get("conflict");
  settle(store, mine, theirs);
}

/** Settle a conflict: theirs stays as it is, mine becomes a note of its own. Raises `Problem`. */
export async function keepBoth(store) {
  const { mine, theirs } = store.get("conflict");
  forget(store.get("articleId"), mine.key);
  store.set({
    annotations: replace(store.get("annotations"), mine.id, theirs),
    draft: { ...mine, id: null, version: null, key: newKey() },
    conflict: null,
  });
  return saveDraft(store);
}

/**
 * Delete a note. Answers a function that puts it back. A note that somebody changed in the meantime is
 * not deleted: the new version is shown instead, and null is answered. Raises `Problem`.
 */
export async function deleteNote(store, feature) {
  const article = store.get("articleId");
  try {
    await removeAnnotation(article, feature);
  } catch (problem) {
    if (!(problem instanceof Problem) || (problem.status !== 412 && problem.status !== 404)) throw problem;
    if (problem.status === 412 && problem.current) {
      store.set({ annotations: replace(store.get("annotations"), feature.id, problem.current) });
      return null;
    }
  }
  forget(article, feature.id);
  store.set({
    annotations: replace(store.get("annotations"), feature.id, null),
    note: null,
    draft: store.get("draft")?.id === feature.id ? null : store.get("draft"),
  });
  return async () => {
    const stored = await restoreAnnotation(article, feature);
    store.set({ annotations: [...store.get("annotations"), stored], note: stored.id });
  };
}

/** A key that no other draft has. `crypto.randomUUID` needs a secure context; this does not. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
