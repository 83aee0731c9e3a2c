/** The text of a mail while it is worked on, kept until it is saved or sent. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
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

export function useMail(draft: DraftView, saveAs: string): Mail {
  const { memory } = useActions();
  const typed = typedDraft(memory.get(saveAs));
  const [answers, setAnswers] = useState<Record<string, string>>(typed?.answers ?? {});
  const [own, setOwn] = useState(typed?.text ?? null);
  const [inGmail, setInGmail] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = own ?? fillSlots(draft, answers);

  const remember = (newOwn: string | null, newAnswers: Answers) => {
    const untouched = newOwn === null && Object.values(newAnswers).every((answer) => !answer);
    if (untouched) memory.forget(saveAs);
    else memory.put(saveAs, { text: newOwn, answers: newAnswers });
  };
  const keep = (newText: string, newAnswers: Record<string, string>) => {
    const newOwn = newText === fillSlots(draft, newAnswers) ? null : newText;
    setOwn(newOwn);
    setAnswers(newAnswers);
    remember(newOwn, newAnswers);
  };
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
      setInGmail(savedText);
      memory.forget(saveAs);
    },
    takenBack: () => {
      setInGmail(null);
      remember(own, answers);
    },
  };
}
