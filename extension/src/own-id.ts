/** Ids that tie labels to fields. Preact's own useId counts anew when the root is drawn again. */
import { useState } from "preact/hooks";

let last = 0;

/** Return an id that no other part of the page has, the same as long as this part lives. */
export function useOwnId(): string {
  const [id] = useState(() => {
    last += 1;
    return `h${last}`;
  });
  return id;
}
