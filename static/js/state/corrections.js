// A person's decisions about names in the text.
import { addCorrection, removeCorrection } from "../api.js";
import { reload } from "./article.js";

function options(store) {
  return { worldview: store.get("worldview"), language: store.get("language") };
}

/**
 * Say which entry a stretch of text names; `entry` null says that it is no place. Answers the stored
 * correction. Raises `Problem`.
 */
export async function correct(store, { start, end, entry, everywhere }) {
  const answer = await addCorrection(
    store.get("articleId"),
    { start, end, entry, everywhere },
    options(store),
  );
  await reload(store);
  const mention = [...store.get("index").mentions.values()].find(
    (one) => one.start === start && one.end === end,
  );
  if (mention) {
    store.set({
      selection: { place: mention.place, mention: mention.id, span: null, from: "reload" },
    });
  }
  return answer.correction;
}

/** Take a correction back. Raises `Problem`. */
export async function takeBack(store, id) {
  await removeCorrection(store.get("articleId"), id, options(store));
  await reload(store);
}
