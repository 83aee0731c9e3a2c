/** What can be set for this browser, and the way out of Gmail. */
import { can } from "../../host";
import { useActions } from "../actions";
import type { Shown } from "../model/shown";
import { t } from "../words";
import { Morning } from "./morning";

export function Settings({ shown }: { shown: Shown }) {
  const { signOut } = useActions();
  const account = shown.page?.account;
  if (!account) return null;
  const signedIn = account.source === "gmail" && account.signed_in && can(shown.host, "sign_out");
  return (
    <footer>
      <details>
        <summary>{t("settings")}</summary>
        <Morning />
        {signedIn ? (
          <div class="way">
            <p class="small" dir="auto">
              {t("sign_out_what", { account: account.addresses.join(", ") })}
            </p>
            <button type="button" onClick={signOut}>
              {t("sign_out")}
            </button>
          </div>
        ) : null}
      </details>
    </footer>
  );
}
