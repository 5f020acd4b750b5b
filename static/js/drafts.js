// Work that is not saved yet, kept in the browser so that a closed tab or a dead server loses nothing.

const PREFIX = "dateline:draft:";

/** Keep a draft of a note; `draft.key` tells drafts of one article apart. */
export function keep(article, draft) {
  write(PREFIX + article, { ...read(PREFIX + article), [draft.key]: draft });
}

/** Forget a draft that is saved or thrown away. */
export function forget(article, key) {
  const drafts = read(PREFIX + article);
  delete drafts[key];
  if (Object.keys(drafts).length) write(PREFIX + article, drafts);
  else remove(PREFIX + article);
}

/** The drafts of an article, oldest first. */
export function kept(article) {
  return Object.values(read(PREFIX + article));
}

/** The text of the home page's paste box. */
export function keepPaste(text) {
  if (text) write("dateline:paste", { text });
  else remove("dateline:paste");
}

export function keptPaste() {
  return read("dateline:paste").text ?? "";
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {}; // Storage switched off, or written by something else.
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or switched off: the text is still in the field.
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept either.
  }
}
