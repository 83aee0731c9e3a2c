/** The groups in their order; the card of the open conversation stands before them. */
import { useState } from "preact/hooks";
import { can } from "../../host";
import type { Applications, Card } from "../../protocol";
import { useActions } from "../actions";
import { AddByHand } from "../adding/by-hand";
import { SetAside } from "../adding/set-aside";
import type { Shown } from "../model/shown";
import { t } from "../words";
import { ApplicationCard } from "./card";
import { type Feedback, feedbackIn } from "./interviews";
import { OldSilences, partOldSilences } from "./old-silences";

const SHOWN_AT_FIRST = 5;
const ORDER = ["now", "waiting", "coming_up", "closed"] as const;
const HEADINGS = {
  now: "group_now",
  waiting: "group_waiting",
  coming_up: "group_coming_up",
  closed: "group_closed",
} as const;

interface Props {
  shown: Shown;
  page: Applications;
}

export function Groups({ shown, page }: Props) {
  const { loadMore } = useActions();
  const opened = page.open_thread === "shown_first" ? shown.cards[0] : undefined;
  const rest = opened ? shown.cards.slice(1) : shown.cards;
  const parts = {
    now: page.now,
    focus: shown.focus,
    feedback: feedbackIn(shown.cards),
    canSave: can(shown.host, "save_draft") && (page.account?.can_save_drafts ?? false),
  };
  return (
    <>
      {opened ? (
        <section aria-labelledby="group-open">
          <h2 id="group-open">{t("group_open")}</h2>
          <ApplicationCard card={opened} first {...parts} />
        </section>
      ) : null}
      {ORDER.map((group) => (
        <Group
          key={group}
          group={group}
          count={page.counts[group]}
          cards={rest.filter((card) => card.group === group)}
          elsewhere={opened?.group === group ? 1 : 0}
          openFirst={!opened}
          {...parts}
        />
      ))}
      {page.next_page ? (
        <button type="button" class="wide" onClick={loadMore} disabled={shown.busy}>
          {t("show_more")}
        </button>
      ) : null}
      <AddByHand now={page.now} />
      <SetAside now={page.now} />
    </>
  );
}

interface GroupProps {
  group: (typeof ORDER)[number];
  cards: Card[];
  count: number;
  elsewhere: number;
  openFirst: boolean;
  now: string;
  focus: string | null;
  canSave: boolean;
  feedback: Feedback[];
}

function Group({ group, cards, count, elsewhere, openFirst, ...parts }: GroupProps) {
  const [all, setAll] = useState(group !== "now");
  const [oneByOne, setOneByOne] = useState(group !== "now");
  const [open, setOpen] = useState(group !== "closed");
  if (count - elsewhere <= 0) {
    return group === "now" && elsewhere === 0 ? <p class="quiet">{t("nothing_now")}</p> : null;
  }
  const { old, others } = oneByOne ? { old: [], others: cards } : partOldSilences(cards);
  // What somebody is writing in must not go when other cards come in above.
  const [worked, setWorked] = useState<string | null>(null);
  const drawn = others.filter(
    (card, at) => all || at < SHOWN_AT_FIRST || card.application.id === worked,
  );
  const room = all || others.length < SHOWN_AT_FIRST; // the old ones come last, as one of the five
  const list = drawn.map((card, at) => (
    <ApplicationCard
      key={card.application.id}
      card={card}
      first={openFirst && group === "now" && at === 0}
      onWork={() => setWorked(card.application.id)}
      {...parts}
    />
  ));
  const heading = (
    <>
      {t(HEADINGS[group])} <span class="count">{count - elsewhere}</span>
    </>
  );
  if (group === "closed") {
    return (
      <section>
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <h2>{heading}</h2>
          </summary>
          {open ? list : null}
        </details>
      </section>
    );
  }
  return (
    <section aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{heading}</h2>
      {list}
      {old.length > 0 && room ? (
        <OldSilences
          cards={old}
          now={parts.now}
          oneByOne={() => {
            setOneByOne(true);
            setAll(true);
          }}
        />
      ) : null}
      {drawn.length < others.length || (old.length > 0 && !room) ? (
        <button type="button" class="wide" onClick={() => setAll(true)}>
          {t("show_more")}
        </button>
      ) : null}
    </section>
  );
}
