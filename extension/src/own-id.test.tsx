import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { useOwnId } from "./own-id";

function Field() {
  return <input id={useOwnId()} />;
}

const ids = () => [...document.querySelectorAll("input")].map((one) => one.id);

beforeEach(() => {
  render(null, document.body);
});

test("every part has an id of its own, also one that comes when the root is drawn again", () => {
  render([<Field key="a" />], document.body);
  const [first] = ids();
  render([<Field key="a" />, <Field key="b" />, <Field key="c" />], document.body);
  expect(ids()[0]).toBe(first);
  expect(new Set(ids()).size).toBe(3);
});
