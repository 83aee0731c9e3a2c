"""Mail from anywhere: no name, subject or role breaks a draft, its headers, or its recipients."""

from collections.abc import Sequence
from dataclasses import replace
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.advice.action import Action
from hearback.drafts.call_plan import plan_call
from hearback.drafts.compose import DraftRequest, alternatives, compose_drafts
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.filling import fill
from hearback.drafts.letters import WRITERS
from hearback.drafts.mime import to_mime
from hearback.drafts.recipients import wire_form
from hearback.drafts.template_file import LONGEST
from hearback.errors import DraftUnfinished
from hearback.mail.message import Address
from hearback.mail.rfc822 import read_message
from hearback.signals.signal import Kind, Part, Person, Reading, Signal
from hearback.timeline.application import Application
from hearback.timeline.notes import Note, Verb
from telling import SAM, application, clock, from_sam, from_them, march, meets, promises, stand
from telling import on as day

NASTY = [
    "Dana\r\nBcc: all@else.example",
    "\u202eanaD\u202c \u200fRuiz",
    "<script>alert(1)</script> {greeting} {0.__class__}",
    "[Your name] {sign_off}} }{ {{",
    '"; drop" <evil@else.example>, Dana',
    "D" * 10_000,
    "\ud800\udfff\x00\x1b[31m",
    "%s %(name)s $name ${name}",
    "  ",
]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=200))
addresses = st.one_of(
    st.sampled_from(
        [
            "dana@acme.example",
            "DANA.Ruiz+jobs@acme.example",
            "dana@acme.example\r\nBcc: all@else.example",
            "dana@acme.example, evil@else.example",
            "<dana@acme.example>",
            '"dana"@acme.example',
            "no-reply@acme.example",
            "sam@example.com",
            "",
        ]
    ),
    st.emails(),
    st.text(max_size=60),
)


def told_by(name: str, address: str, subject: str, about: Sequence[str]) -> Application:
    """Return an application with every kind of mail, all of it by one hostile person."""
    person = Person(name, address, Part.EMPLOYER, title=name, phone=subject)
    company, role = about
    mails = [
        from_them(1, Kind.OTHER_JOB, by=person, company=company, role=role, greeting=name),
        from_sam(1.5, Kind.INTERVIEW_SCHEDULING, to=person, sign_off=subject, greeting=name),
        from_them(2, meets(3, uid="e", people=(person,)), by=person, company=company, role=role),
        from_them(4, promises(day(13)), Kind.QUESTION, by=person, company=company, role=role),
    ]
    notes = (
        Note("n1", "t1", Verb.TOPIC, march(4), text=subject),
        Note("n2", "t1", Verb.LINE_MANAGER, march(4), text=f"Edwin <{address}>"),
    )
    found = application(*(_with_subject(mail, subject) for mail in mails))
    return replace(found, company=company, role=role, notes=notes)


def _with_subject(mail: Reading, subject: str) -> Reading:
    strange = Signal(Kind.OTHER_JOB, subject, "a rule", 0.9)
    envelope = replace(mail.envelope, subject=subject, reply_to=Address(subject, subject))
    return replace(mail, envelope=envelope, signals=(*mail.signals, strange))


@given(texts, addresses, texts, st.tuples(texts, texts, texts), st.sampled_from([None, *Tone]))
@settings(max_examples=200, deadline=None)
def test_whatever_they_write_the_draft_is_whole_and_its_headers_are_clean(
    name: str,
    address: str,
    subject: str,
    about: tuple[str, str, str],
    tone: Tone | None,
) -> None:
    *company_and_role, answer = about
    told = told_by(name, address, subject, company_and_role)
    standing = stand(told, 16)
    for action in WRITERS:
        request = DraftRequest(action, told, standing, SAM, clock(16), tone)
        variants = [choice.variant for choice in alternatives(request)]
        for variant in (None, *variants):
            for draft in compose_drafts(replace(request, variant=variant)):
                look_at(draft)
                noted = parseaddr(f"Edwin <{address}>")[1]
                allowed = {wire_form(address), wire_form(noted)}
                assert {a.address for a in draft.to + draft.cc} <= allowed
                send(draft, answer)
    plan = plan_call(request.told)
    assert not set("{}[]") & set(plan.opening + plan.if_no + plan.voicemail)


def send(draft: Draft, answer: str) -> None:
    """Fill it with anything at all, and look at the bytes."""
    if draft.to:
        draft = replace(draft, slots=tuple(replace(s, required=False) for s in draft.slots))
    else:
        with pytest.raises(DraftUnfinished):
            fill(draft, {})
        return
    whole = fill(draft, {slot.name: answer for slot in draft.slots})
    envelope = read_message(to_mime(whole, SAM, "<one@mail.example>")).envelope
    assert envelope.recipients == whole.to + whole.cc
    assert envelope.subject == " ".join(whole.subject.split())


def look_at(draft: Draft) -> None:
    headers = [draft.subject, *(a.name for a in draft.to + draft.cc), *draft.warnings]
    assert all(header.isprintable() for header in headers)
    assert len(draft.subject) <= 260
    assert all(set('<>",;\r\n ').isdisjoint(a.address) for a in draft.to + draft.cc)
    assert not [a for a in draft.to + draft.cc if "sam@example" in a.address]
    said = "\n".join([draft.body, *(slot.paragraph for slot in draft.slots)])
    for slot in draft.slots:
        said = said.replace(f"{{{slot.name}}}", "")
    assert not set("{}[]<>") & set(said)
    # A note of the user may be long; what Hearback says of its own is not.
    own = [part for part in draft.body.split("\n\n") if "stayed with me" not in part]
    assert len(" ".join(own).split()) <= LONGEST


def test_every_action_that_writes_is_tried() -> None:
    assert Action.THANK_YOU in WRITERS
    assert len(WRITERS) == 9
