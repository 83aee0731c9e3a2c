/** Text of strangers can be any length; what stands on a card is cut where it stops being read. */

/** Return the text, or its beginning and an ellipsis. */
export function shortly(text: string, most: number): string {
  const letters = Array.from(text.slice(0, 2 * most)); // whole characters, never half of one
  if (text.length <= most || letters.length <= most) return text;
  return `${letters.slice(0, most).join("").trimEnd()}…`;
}
