import { expect, test } from "vitest";
import { paragraphsOf } from "./clipboard";

test("a mail becomes paragraphs and lines, and nothing in it becomes markup", () => {
  expect(paragraphsOf('Hi,\n\n<b>"R&D"</b>\nSam')).toBe(
    "<p>Hi,</p><p>&#60;b&#62;&#34;R&#38;D&#34;&#60;/b&#62;<br>Sam</p>",
  );
});
