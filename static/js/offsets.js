// The only place where code points (our interface) become UTF-16 code units (JavaScript), and back.

/** Index in UTF-16 code units of the code point at `offset`. */
export function toUnits(text, offset) {
  let units = 0;
  for (let points = 0; points < offset && units < text.length; points += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/** Number of code points in the first `units` UTF-16 code units. */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

/** The text between two code-point offsets. */
export function slice(text, start, end) {
  const from = toUnits(text, start);
  return text.slice(from, from + toUnits(text.slice(from), end - start));
}

/**
 * Where words stand in a text, whatever their case: up to `most` of `{start, end, before, words, after}`,
 * with offsets in code points and `around` characters on both sides to show them in.
 */
export function findWords(text, words, { most = 4, around = 28 } = {}) {
  const found = [];
  const lower = text.toLowerCase();
  const wanted = words.toLowerCase();
  // Where lower case changes the length, offsets would not fit: look for the words as they are.
  const [hay, needle] = lower.length === text.length ? [lower, wanted] : [text, words];
  for (let at = hay.indexOf(needle); at >= 0 && found.length < most; at = hay.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    const start = toPoints(text, at);
    const line = text.slice(at, end);
    found.push({
      start,
      end: start + toPoints(line, line.length),
      before: cut(text.slice(0, at).split("\n").at(-1), -around),
      words: line,
      after: cut(text.slice(end).split("\n")[0], around),
    });
  }
  return found;
}

function cut(text, room) {
  if (text.length <= Math.abs(room)) return text;
  return room < 0 ? `…${text.slice(room).replace(/^\S*\s/, "")}` : `${text.slice(0, room).replace(/\s\S*$/, "")}…`;
}

/** A sentence with a name in it, cut in three: before, name, after. Offsets are the article's. */
export function setOff(sentence, mention) {
  const start = mention.start - sentence.start;
  const end = mention.end - sentence.start;
  const length = toPoints(sentence.text, sentence.text.length);
  return [
    slice(sentence.text, 0, start),
    slice(sentence.text, start, end),
    slice(sentence.text, end, length),
  ];
}

/**
 * A DOM range as offsets in the article, white space at both ends left out. `blocks` are the elements
 * that print the text, in order, each with `data-start`. Null if the range holds no text of them.
 */
export function spanOfRange(range, blocks) {
  let start = null;
  let end = null;
  for (const block of blocks) {
    if (!range.intersectsNode(block)) continue;
    const inside = document.createRange();
    inside.selectNodeContents(block);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
      inside.setStart(range.startContainer, range.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
      inside.setEnd(range.endContainer, range.endOffset);
    }
    const chosen = inside.toString();
    if (!chosen.trim()) continue;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(inside.startContainer, inside.startOffset);
    const from = before.toString() + chosen.slice(0, chosen.length - chosen.trimStart().length);
    const first = Number(block.dataset.start) + toPoints(from, from.length);
    const kept = chosen.trim();
    start ??= first;
    end = first + toPoints(kept, kept.length);
  }
  return start === null ? null : { start, end };
}

/** Offsets in the article as DOM ranges, one for each block that they touch. */
export function rangesOfSpan(start, end, blocks) {
  const ranges = [];
  for (const block of blocks) {
    const first = Number(block.dataset.start);
    const text = block.textContent;
    const last = first + toPoints(text, text.length);
    if (end <= first || start >= last) continue;
    const range = document.createRange();
    const from = place(block, toUnits(text, Math.max(0, start - first)));
    const to = place(block, toUnits(text, Math.min(last, end) - first));
    range.setStart(from.node, from.at);
    range.setEnd(to.node, to.at);
    ranges.push(range);
  }
  return ranges;
}

function place(block, units) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = units;
  let node = walker.nextNode();
  for (let next = walker.nextNode(); node && left > node.length && next; next = walker.nextNode()) {
    left -= node.length;
    node = next;
  }
  return { node: node ?? block, at: Math.min(left, node?.length ?? 0) };
}
