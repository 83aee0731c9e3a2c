/** The gaps of a draft that only the user can fill, and the text that comes of it. */
import type { DraftView, SlotView } from "../../protocol";

export type Answers = Readonly<Record<string, string>>;

const STOPS = /[.!?…]$/;

/** Return the paragraph of a slot with its answer, or null while there is none. */
export function filledParagraph(slot: SlotView, answers: Answers): string | null {
  let answer = (answers[slot.name] ?? "").trim();
  if (!answer) return null;
  const [before = "", ...rest] = slot.paragraph.split(`{${slot.name}}`);
  let after = rest.join(`{${slot.name}}`);
  if (after.startsWith(".") && STOPS.test(answer)) {
    if (answer.endsWith(".") && !answer.endsWith("..")) answer = answer.slice(0, -1);
    else after = after.slice(1);
  }
  return before + answer + after;
}

/** Return the body with every answered slot behind the paragraphs it belongs behind. */
export function fillSlots(draft: DraftView, answers: Answers): string {
  const paragraphs = draft.body.split("\n\n");
  const filled: string[] = [];
  for (let behind = 0; behind <= paragraphs.length; behind += 1) {
    const paragraph = paragraphs[behind - 1];
    if (paragraph !== undefined) filled.push(paragraph);
    for (const slot of draft.slots) {
      const here = Math.min(slot.after, paragraphs.length) === behind;
      const text = here ? filledParagraph(slot, answers) : null;
      if (text) filled.push(text);
    }
  }
  return filled.join("\n\n");
}

/**
 * Return the text after one answer changed. A text that the user edited is kept: only the slot's
 * own paragraph is exchanged, or put behind the nearest paragraph before it that still stands.
 */
export function answerSlot(
  draft: DraftView,
  text: string,
  answers: Answers,
  name: string,
  answer: string,
): string {
  const changed = { ...answers, [name]: answer };
  if (text === fillSlots(draft, answers)) return fillSlots(draft, changed);
  const slot = draft.slots.find((each) => each.name === name);
  if (!slot) return text;
  const [old, now] = [filledParagraph(slot, answers), filledParagraph(slot, changed)];
  const paragraphs = text.split("\n\n");
  const at = old === null ? -1 : paragraphs.indexOf(old);
  if (at >= 0) paragraphs.splice(at, 1, ...(now === null ? [] : [now]));
  else if (now !== null) paragraphs.splice(placeOf(draft, slot, paragraphs), 0, now);
  return paragraphs.join("\n\n");
}

function placeOf(draft: DraftView, slot: SlotView, paragraphs: string[]): number {
  const before = draft.body.split("\n\n").slice(0, slot.after);
  for (const paragraph of before.reverse()) {
    const at = paragraphs.indexOf(paragraph);
    if (at >= 0) return at + 1;
  }
  return Math.max(paragraphs.length - 1, 0); // before the sign-off
}

/** Return the names of the slots that the user answered. */
export function filledSlots(draft: DraftView, answers: Answers): string[] {
  return draft.slots.map((slot) => slot.name).filter((name) => (answers[name] ?? "").trim());
}

/** Return the names of the slots that the mail cannot do without, and that have no answer. */
export function missingSlots(draft: DraftView, answers: Answers): string[] {
  const filled = filledSlots(draft, answers);
  return draft.slots
    .filter((slot) => slot.required && !filled.includes(slot.name))
    .map((slot) => slot.name);
}
