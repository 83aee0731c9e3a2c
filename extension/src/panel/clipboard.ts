/** Copying, as far as the browser allows it. */

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copy a mail as plain text, and as paragraphs for where the plain lines would run together. */
export async function copyMail(text: string): Promise<boolean> {
  try {
    const both = { "text/plain": text, "text/html": paragraphsOf(text) };
    const blobs = Object.entries(both).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyText(text);
  }
}

/** Return the text as HTML, in which nothing but its paragraphs and lines is markup. */
export function paragraphsOf(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
  const paragraphs = escaped.split(/\n{2,}/);
  return paragraphs.map((each) => `<p>${each.replaceAll("\n", "<br>")}</p>`).join("");
}
