// Deciding what a name means, from the card or from the list, with a way back.
import { messages } from "../messages.js";
import { selectMention } from "../state/article.js";
import { correct, takeBack } from "../state/corrections.js";
import { announce, tell, toast } from "../ui/announce.js";

/** Say which entry a mention names; `entry` null says that it is no place. */
export async function decide(store, mention, { entry, name = "", everywhere = false }) {
  const run = async () => {
    try {
      const { start, end } = mention;
      const correction = await correct(store, { start, end, entry, everywhere });
      toast(entry === null ? messages.rejected(mention.text) : messages.nowIs(mention.text, name), {
        title: messages.undo,
        run: () => undo(store, correction.id, mention.id),
      });
    } catch (problem) {
      tell(problem, run);
    }
  };
  await run();
}

/** The mentions that are written the same. */
export function sameWords(store, mention) {
  return [...store.get("index").mentions.values()].filter((one) => one.text === mention.text);
}

async function undo(store, correction, mention) {
  try {
    await takeBack(store, correction);
    selectMention(store, mention, "reload");
    announce(messages.undone);
  } catch (problem) {
    tell(problem, () => undo(store, correction, mention));
  }
}
