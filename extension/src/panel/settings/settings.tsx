/** What can be set for this browser, and the way out of Gmail. */
import { useState } from "preact/hooks";
import { useActions } from "../actions";
import type { Shown } from "../model/shown";
import { t } from "../words";
import { HostSettings } from "./host-settings";
import { Morning } from "./morning";

export function Settings({ shown }: { shown: Shown }) {
  const { connectGmail, signOut, openOverview, can } = useActions();
  const [open, setOpen] = useState(false);
  const account = shown.page?.account;
  if (!account) return null;
  const signedIn = account.source === "gmail" && account.signed_in && can("sign_out");
  return (
    <footer>
      {can("get_overview") ? (
        <button type="button" class="link" onClick={openOverview}>
          {t("overview")}
        </button>
      ) : null}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("settings")}</summary>
        <Morning />
        {open && can("get_settings") ? <HostSettings /> : null}
        {account.source === "takeout" && can("sign_in") ? (
          <div class="way">
            <button type="button" onClick={connectGmail}>
              {t("connect_gmail")}
            </button>
            <p class="small">{t("connect_what")}</p>
          </div>
        ) : null}
        {signedIn ? (
          <div class="way">
            <button type="button" onClick={signOut}>
              {t("sign_out")}
            </button>
            <p class="small" dir="auto">
              {t("sign_out_what", { account: account.addresses.join(", ") })}
            </p>
          </div>
        ) : null}
      </details>
    </footer>
  );
}
