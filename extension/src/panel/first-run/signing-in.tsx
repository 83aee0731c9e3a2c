/** Connecting Gmail: waiting for Google's page, what went wrong there, and the way to a key. */
import { useEffect, useRef } from "preact/hooks";
import { useActions } from "../actions";
import { Command, Link, Sentence } from "../command";
import type { SignInShown } from "../model/shown";
import { t } from "../words";

const SIGN_IN_WITH_FILE = "hearback sign-in --client FILE";
const CONSOLE = "https://console.cloud.google.com";
const STEPS = [
  ["client_project", "client_project_link", "/projectcreate"],
  ["client_api", "client_api_link", "/apis/library/gmail.googleapis.com"],
  ["client_consent", "client_consent_link", "/auth/overview"],
  ["client_publish", "client_publish_link", "/auth/audience"],
  ["client_make", "client_make_link", "/auth/clients/create"],
] as const;

const TITLES = {
  starting: "starting",
  waiting: "waiting_title",
  no_client: "client_title",
  failed: "failed_title",
} as const;

/** The button that led here is gone, so the heading takes the focus. */
export function SigningIn({ signIn }: { signIn: SignInShown }) {
  const { cancelSignIn } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { state } = signIn;
  return (
    <section class="message" aria-labelledby="signing-in">
      <h2 id="signing-in" ref={heading} tabIndex={-1}>
        {t(TITLES[state])}
      </h2>
      {signIn.message ? <Sentence words={signIn.message} /> : null}
      {signIn.remedy ? <Sentence words={signIn.remedy} /> : null}
      {state === "waiting" ? <p>{t("waiting_why")}</p> : null}
      {state === "no_client" ? <ClientSteps /> : null}
      <div class="row">
        <NextStep state={state} />
        <button type="button" onClick={cancelSignIn}>
          {t(state === "waiting" || state === "starting" ? "cancel" : "not_now")}
        </button>
      </div>
    </section>
  );
}

function NextStep({ state }: { state: SignInShown["state"] }) {
  const { connectGmail, openSignIn } = useActions();
  if (state === "starting") return null;
  if (state === "waiting") {
    return (
      <button type="button" onClick={openSignIn}>
        {t("open_again")}
      </button>
    );
  }
  return (
    <button type="button" class="main" onClick={connectGmail}>
      {t(state === "failed" ? "try_again" : "client_then")}
    </button>
  );
}

function ClientSteps() {
  return (
    <>
      <p>{t("client_why")}</p>
      <ol class="steps">
        {STEPS.map(([words, link, path]) => (
          <li key={path}>
            <Link to={CONSOLE + path}>{t(link)}</Link>
            <p>{t(words)}</p>
          </li>
        ))}
        <li>
          <p>{t("client_give")}</p>
          <Command text={SIGN_IN_WITH_FILE} />
        </li>
      </ol>
    </>
  );
}
