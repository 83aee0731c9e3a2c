/** The text of a mail while it is worked on, kept until it is saved or sent. */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DraftView } from "../../protocol";
import { useActions } from "../actions";
import { typedDraft } from "../model/memory";
import { type Answers, answerSlot, fillSlots } from "./slots";

export interface Mail {
  text: string;
  answers: Answers;
  area: RefObject<HTMLTextAreaElement | null>;
  /** Whether the text is another than the slots alone make of it. */
  edited: boolean;
  /** Whether there is something that was not saved yet. */
  unsaved: boolean;
  edit(text: string): void;
  answer(name: string, answer: string): void;
  reset(): void;
  /** What is here now lies in Gmail, so it need not be kept here. */
  saved(text: string): void;
  /** It does not lie there any more. */
  takenBack(): void;
}

/** What was done to the mail of one name: another tone of it goes by another name. */
interface Work {
  saveAs: string;
  answers: Answers;
  own: string | null;
  inGmail: string | null;
}

export function useMail(draft: DraftView, saveAs: string): Mail {
  const { memory } = useActions();
  const [before, setWork] = useState(() => workOn(saveAs, memory.get(saveAs), {}));
  const area = useRef<HTMLTextAreaElement>(null);
  // What was answered in one tone need not be answered again in the next.
  const work =
    before.saveAs === saveAs ? before : workOn(saveAs, memory.get(saveAs), before.answers);
  const { answers, own, inGmail } = work;
  const text = own ?? fillSlots(draft, answers);

  const remember = (newOwn: string | null, newAnswers: Answers) => {
    const untouched = newOwn === null && Object.values(newAnswers).every((answer) => !answer);
    if (untouched) memory.forget(saveAs);
    else memory.put(saveAs, { text: newOwn, answers: newAnswers });
  };
  const keep = (newText: string, newAnswers: Answers) => {
    const newOwn = newText === fillSlots(draft, newAnswers) ? null : newText;
    setWork({ ...work, own: newOwn, answers: newAnswers });
    remember(newOwn, newAnswers);
  };
  useEffect(() => {
    if (before.saveAs === saveAs) return;
    setWork(work);
    remember(own, answers);
  }, [saveAs]);
  return {
    text,
    answers,
    area,
    edited: own !== null,
    unsaved: inGmail === null ? own !== null || text !== draft.body : text !== inGmail,
    edit: (newText) => keep(newText, answers),
    answer: (name, answer) =>
      keep(answerSlot(draft, text, answers, name, answer), { ...answers, [name]: answer }),
    reset: () => keep(fillSlots(draft, answers), answers),
    saved: (savedText) => {
      setWork({ ...work, inGmail: savedText });
      memory.forget(saveAs);
    },
    takenBack: () => {
      setWork({ ...work, inGmail: null });
      remember(own, answers);
    },
  };
}

/** A text that was rewritten by hand has its answers inside: no other ones go with it. */
function workOn(saveAs: string, kept: unknown, brought: Answers): Work {
  const typed = typedDraft(kept);
  const own = typed?.text ?? null;
  const answers = own === null ? { ...brought, ...typed?.answers } : (typed?.answers ?? {});
  return { saveAs, answers, own, inGmail: null };
}
