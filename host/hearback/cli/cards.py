"""`hearback list` and `hearback show`: the cards, and one application as a story."""

import argparse
import textwrap
from collections.abc import Iterator

from hearback.advice.action import CHASES
from hearback.advice.advise import Advice
from hearback.advice.groups import Group
from hearback.advice.words import day_in_words
from hearback.cli.connections import with_connections
from hearback.cli.drawing import timeline_lines
from hearback.cli.reading import add_mail_options, look_through, make_overview
from hearback.cli.saving import save_drafts
from hearback.drafts.draft import Draft
from hearback.operations.look import Item, Overview
from hearback.protocol.cards import ApplicationView
from hearback.protocol.listings import ApplicationList
from hearback.protocol.views import address_text, application_view
from hearback.timeline.history import tell_history

WIDTH = 88
TITLES = {
    Group.NOW: "NOW",
    Group.WAITING: "WAITING",
    Group.COMING_UP: "COMING UP",
    Group.CLOSED: "CLOSED",
}


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `list`, `show` and `draft`."""
    listing = commands.add_parser("list", help="what to do now, and what waits until when")
    add_mail_options(listing)
    listing.add_argument("--json", action="store_true", help="print JSON instead")
    listing.set_defaults(run=run_list)
    show = commands.add_parser("show", help="one application: its history with evidence")
    show.add_argument("application", nargs="+", help="its id, or words of its company and role")
    add_mail_options(show)
    show.set_defaults(run=run_show)
    draft = commands.add_parser("draft", help="print the mail that the advice would write")
    draft.add_argument("application", nargs="+", help="its id, or words of its company and role")
    draft.add_argument("--save", action="store_true", help="put it into Gmail's drafts as well")
    add_mail_options(draft)
    draft.set_defaults(run=run_draft)


def view(item: Item, overview: Overview) -> ApplicationView:
    """Return an application as it looks in JSON."""
    return application_view(item.case, item.advice, overview.written(item), overview.clock)


def run_list(args: argparse.Namespace) -> int:
    """Print the cards."""
    overview, mailbox = look_through(args)
    if args.json:
        views = ((item, view(item, overview)) for item in overview.items)
        listed = ApplicationList(
            now=overview.clock.now,
            me=list(overview.me.addresses),
            applications=[with_connections(*told, overview, mailbox) for told in views],
        )
        print(listed.model_dump_json(indent=1))
    else:
        print("\n".join(card_lines(overview)))
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one application as a story, with its drafts."""
    overview = make_overview(args)
    item = overview.find(" ".join(args.application))
    print("\n".join(story_lines(item, overview)))
    return 0


def run_draft(args: argparse.Namespace) -> int:
    """Print the drafts of one application."""
    overview = make_overview(args)
    item = overview.find(" ".join(args.application))
    drafts = overview.drafts(item)
    if drafts:
        print("\n\n".join("\n".join(draft_lines(draft)) for draft in drafts))
        if args.save:
            save_drafts(args, item, drafts)
    else:
        action = item.advice.action if item.advice else None
        what = f"The advice is `{action}`, which writes no mail." if action else "Nothing to do."
        print(f"{what} `hearback show {item.case.application.id}` tells why.")
    return 0


def card_lines(overview: Overview) -> Iterator[str]:
    """Yield the cards, group by group."""
    if not overview.items:
        yield "No applications found. Hearback looks for interviews, applications and answers;"
        yield "mail about anything else is left alone. To read a file and keep its job mail:"
        yield "hearback refresh --mbox FILE --me ADDRESS"
        return
    for group in Group:
        items = [item for item in overview.items if item.group is group]
        if items:
            yield f"{TITLES[group]} ({len(items)})"
            for item in items:
                yield ""
                yield from _card(item, overview)
            yield ""


def _card(item: Item, overview: Overview) -> Iterator[str]:
    yield f"  {title(item)}"
    advice, today = item.advice, overview.clock.today
    if advice is None:
        yield _indented(_standing_line(item, overview))
        return
    urgent = ", urgent" if advice.urgent else ""
    when = "until" if advice.action == "wait" else "since"
    day = day_in_words(advice.due, today)
    yield f"    {advice.action}{urgent} · {when} {day} · {item.case.application.id}"
    yield _indented(advice.headline)
    quote, words = evidence_line(item, overview)
    if words and words not in advice.headline:
        yield _indented(quote)


def title(item: Item) -> str:
    """Return "Acme · Data Analyst (via Harbour Talent)"."""
    application = item.case.application
    name = " · ".join(filter(None, (application.company, application.role))) or "Unknown company"
    return f"{name} (via {application.agency})" if application.agency else name


def _standing_line(item: Item, overview: Overview) -> str:
    standing = item.case.standing
    day = day_in_words(overview.clock.day(standing.stage_since), overview.clock.today)
    return f"{standing.stage} since {day} · {item.case.application.id}"


def evidence_line(item: Item, overview: Overview) -> tuple[str, str]:
    """Return the sentence that the card rests on with who wrote it and when, and it alone."""
    standing = item.case.standing
    if standing.promise and standing.promise.promise.evidence:
        text, reading = standing.promise.promise.evidence, standing.promise.reading
    elif standing.open_asks:
        text, reading = standing.open_asks[0].signal.evidence, standing.open_asks[0].reading
    elif standing.evidence:
        text, reading = standing.evidence[0].signal.evidence, standing.evidence[0].reading
    else:
        return "", ""
    if not text or reading is None:
        return f"“{text}” (your note)", text
    day = day_in_words(overview.clock.day(reading.envelope.date), overview.clock.today)
    who = "you" if reading.outbound else (reading.sender.name or reading.sender.address)
    return f"“{text}” ({who}, {day})", text


def _indented(text: str, by: str = "    ") -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=by, subsequent_indent=by)


def story_lines(item: Item, overview: Overview) -> Iterator[str]:
    """Yield an application as a story: where it stands, what happened, what to do and why."""
    clock, case = overview.clock, item.case
    yield f"{title(item)}  ({case.application.id})"
    yield f"{case.standing.stage}; the next move is {_mover(item)}"
    if len(case.application.conversations) > 1:  # their ids are what `split` takes
        sure = " (one of them may belong elsewhere)" if case.application.uncertain else ""
        yield _indented(f"Conversations: {', '.join(case.application.conversations)}{sure}", "")
    yield ""
    if drawn := list(timeline_lines(item, overview.clock)):
        yield from [*drawn, ""]
    for event in tell_history(case.application, case.standing.interviews, clock.now):
        yield f"  {event.at.astimezone(clock.zone):%a %d %b %Y %H:%M}  {event.what}"
        if event.note_id:
            yield f"{' ' * 25}(take it back: hearback undo {event.note_id})"
        if event.finding and event.finding.signal.evidence:
            yield _indented(f"“{event.finding.signal.evidence}”", " " * 25)
    yield ""
    if item.advice is None:
        yield "Nothing to do."
        return
    yield from _advice_lines(item.advice, case.application.id)
    for draft in overview.drafts(item):
        yield ""
        yield from draft_lines(draft)


def _advice_lines(advice: Advice, application_id: str) -> Iterator[str]:
    yield f"What to do: {advice.action}"
    yield _indented(advice.headline, "  ")
    for line in [*advice.because, *advice.asks]:
        yield _indented(f"- {line}", "  ")
    yield _indented(f"Source: {advice.source}", "  ")
    if advice.action in CHASES:
        yield f"  People you know there: hearback connections {application_id}"


def _mover(item: Item) -> str:
    return {"them": "theirs", "me": "yours", "nobody": "nobody's"}[item.case.standing.waiting_on]


def draft_lines(draft: Draft) -> Iterator[str]:
    """Yield a draft as it would look in a mail program, and what is left for the user to fill."""
    yield f"To: {', '.join(address_text(address) for address in draft.to)}"
    if draft.cc:
        yield f"Cc: {', '.join(address_text(address) for address in draft.cc)}"
    yield f"Subject: {draft.subject}"
    yield ""
    yield draft.body
    for slot in draft.slots:
        yield ""
        yield f"[{'needed' if slot.required else 'if you like'}] {slot.ask}"
