import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fixtureProblem } from "../../fixtures";
import { HostGone, HostProblem } from "../../host";
import type { SignInState } from "../../protocol";
import type { Ask } from "../../requests";
import { fakeSpeaker } from "./fake-speaker";
import type { SignInShown } from "./shown";
import { SignIn } from "./sign-in";
import { Talk } from "./talk";

const GOOGLE = "https://accounts.google.com/o/oauth2/auth?x=1";

let asked: Ask["kind"][];
let answer: () => unknown;
let shown: SignInShown | null;
let opened: string[];
const done = vi.fn();
let signIn: SignIn;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  asked = [];
  opened = [];
  shown = null;
  const talk = new Talk();
  talk.speakTo(
    fakeSpeaker((ask) => {
      asked.push(ask.kind);
      return answer();
    }),
  );
  signIn = new SignIn(talk, {
    show: (now) => {
      shown = now;
    },
    open: (url) => opened.push(url),
    done,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function stands(part: Partial<SignInState> & Pick<SignInState, "state">): SignInState {
  return { id: 1, kind: "sign_in_state", url: null, message: null, remedy: null, ...part };
}
const waiting = (url = GOOGLE) => stands({ state: "waiting", url });
const second = () => vi.advanceTimersByTimeAsync(1_000);

async function startWaiting(): Promise<void> {
  answer = () => waiting();
  await signIn.start();
}

test("the page is opened once, and followed every second until it is done", async () => {
  await startWaiting();
  await second();
  await second();
  expect(opened).toEqual([GOOGLE]);
  expect(asked).toEqual(["sign_in", "sign_in_status", "sign_in_status"]);
  expect(shown?.state).toBe("waiting");
  answer = () => stands({ state: "done" });
  await second();
  expect(done).toHaveBeenCalledOnce();
  expect(shown).toBeNull();
  await second();
  expect(asked).toHaveLength(4);
});

test.each(["http://127.0.0.1:8080/consent", "http://localhost:8080/consent"])(
  "%s may stand in for Google",
  async (url) => {
    answer = () => waiting(url);
    await signIn.start();
    expect(opened).toEqual([url]);
  },
);

test.each([
  "https://accounts.google.com.evil.example/",
  "https://accounts.google.com@evil.example/",
  "http://accounts.google.com/",
  "http://127.0.0.1.evil.example/",
  "http://localhost@evil.example/",
  "chrome://settings",
  "javascript:alert(1)",
])("%s is not opened", async (url) => {
  answer = () => waiting(url);
  await signIn.start();
  expect(opened).toEqual([]);
  expect(asked).toEqual(["sign_in", "cancel_sign_in"]);
  expect(shown?.state).toBe("failed");
});

test("it can be given up", async () => {
  await startWaiting();
  await signIn.cancel();
  expect(asked.at(-1)).toBe("cancel_sign_in");
  expect(shown).toBeNull();
  await second();
  expect(asked).toHaveLength(2);
});

test("an answer that comes after it was given up changes nothing", async () => {
  let tell: (state: SignInState) => void = () => {};
  answer = () =>
    new Promise((resolve) => {
      tell = resolve;
    });
  const started = signIn.start();
  await vi.advanceTimersByTimeAsync(0);
  await signIn.cancel();
  tell(waiting());
  await started;
  expect(shown).toBeNull();
  expect(opened).toEqual([]);
});

test("without a client the way to one is shown, and with a broken one why", async () => {
  answer = () => stands({ state: "no_client" });
  await signIn.start();
  expect(shown?.state).toBe("no_client");
  answer = () => {
    throw new HostProblem(fixtureProblem("client_file_unusable"));
  };
  await signIn.start();
  expect(shown).toEqual({ state: "no_client", message: "It went wrong.", remedy: "Do this." });
});

test.each([
  [
    "the host says so",
    () => stands({ state: "failed", message: "You said no.", remedy: "" }),
    "no",
  ],
  ["the host forgot it", () => stands({ state: "none" }), "cut short"],
  [
    "the host is gone",
    () => {
      throw new HostGone("");
    },
    "cut short",
  ],
])("it fails when %s", async (_why, says, words) => {
  await startWaiting();
  answer = says;
  await second();
  expect(shown?.state).toBe("failed");
  expect(shown?.message).toContain(words);
  await second();
  expect(asked).toHaveLength(2);
});
