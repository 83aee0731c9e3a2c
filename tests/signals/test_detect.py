"""Reading threads: several signals a mail, dates, and what earlier mails tell about later ones."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.mail.message import Address, Invitation, Mark, Me, Message, Thread
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import Rulebook
from hearback.signals.signal import About, InterviewTime, Kind, Mention, Part, Reading
from hearback.timeline.business_days import BusinessCalendar

Letter = Callable[..., Message]
Read = Callable[..., list[Reading]]

ME = Me(("sam@example.com",), "Sam Rivera")
SAM = "Sam Rivera <sam@example.com>"
HOME = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country(""), "GB")
ABOUT = "About the role. "
THURSDAY = datetime(2026, 3, 5, 14, tzinfo=UTC)


@pytest.fixture
def read(rulebook: Rulebook) -> Read:
    """Read the mails of one thread; the first was written on Monday, 2 March 2026."""

    def read(*messages: Message) -> list[Reading]:
        return list(read_thread(Thread("t1", messages), ME, rulebook, HOME))

    return read


def kinds(reading: Reading) -> list[Kind]:
    return [signal.kind for signal in reading.signals]


def times(reading: Reading) -> list[InterviewTime]:
    return [signal.interview for signal in reading.signals if signal.interview]


def invitation(start: datetime = THURSDAY, **more: object) -> Invitation:
    known = {"uid": "u1", "method": "REQUEST", "end": None, "summary": "Acme <> Sam"}
    return Invitation(start=start, **{**known, **more})  # type: ignore[arg-type]


def test_a_signal_shows_its_words_its_rule_and_a_confidence(read: Read, letter: Letter) -> None:
    (reading,) = read(letter("Hi Sam,\n\n" + ABOUT + "Could we have a\nquick call?\n\nDana"))
    (signal,) = reading.signals
    assert signal.kind is Kind.INTERVIEW_INVITATION
    assert signal.evidence == "Could we have a quick call?"
    assert signal.rule == "wants to talk"
    assert 0.5 < signal.confidence < 1
    assert reading.job
    assert not reading.outbound
    assert reading.greeting == "Hi Sam,"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ABOUT + "Could we talk? Please send your CV.", {Kind.INTERVIEW_INVITATION, Kind.QUESTION}),
        (ABOUT + "Just saying hello.", {Kind.OTHER_JOB}),
        ("Could we talk? Please send your CV.", set()),
        (ABOUT + "We went with another candidate.", {Kind.REJECTION}),
        (ABOUT + "We went with another candidate. We will call by Friday.", {Kind.REJECTION}),
        (ABOUT + "We went with another candidate, and offer you the role.", {Kind.OTHER_JOB}),
        (ABOUT + "I am out of office. Could we talk?", {Kind.OUT_OF_OFFICE}),
        (ABOUT + "We will contact you.", {Kind.BRUSH_OFF}),
        (ABOUT + "Come to our podcast interview.", set()),
        (ABOUT + "Thank you for your time.", {Kind.OTHER_JOB}),
    ],
)
def test_what_an_inbound_mail_says(
    text: str, expected: set[Kind], read: Read, letter: Letter
) -> None:
    (reading,) = read(letter(text))
    assert set(kinds(reading)) == expected
    assert reading.job is bool(expected)


def test_the_user_says_outbound_things_only(read: Read, letter: Letter) -> None:
    text = ABOUT + "Thank you for your time. We went with another candidate."
    (reading,) = read(letter(text, sender=SAM, to="dana@acme.example"))
    assert reading.outbound
    assert kinds(reading) == [Kind.THANK_YOU]
    assert reading.company == "Acme"
    assert [person.address for person in reading.people] == ["dana@acme.example"]


def test_quoted_and_forwarded_text_and_signatures_say_nothing(read: Read, letter: Letter) -> None:
    (reading,) = read(
        letter(
            ABOUT,
            forwarded="We went with another candidate.",
            signature="We will get back to you by Friday.",
        )
    )
    assert kinds(reading) == [Kind.OTHER_JOB]


# --- Promises ------------------------------------------------------------------------------------


def test_a_promise_has_its_dates_and_its_words(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "We will get back to you by Friday."))
    (signal,) = reading.signals
    assert signal.kind is Kind.PROMISE
    assert signal.evidence == "We will get back to you by Friday."
    assert signal.promise is not None
    assert (signal.promise.earliest, signal.promise.latest) == (date(2026, 3, 2), date(2026, 3, 6))


def test_a_dated_promise_is_more_than_a_brush_off_or_a_delay(read: Read, letter: Letter) -> None:
    text = "We have not decided yet. We will contact you by Friday."
    (reading,) = read(letter(ABOUT + text))
    assert kinds(reading) == [Kind.PROMISE]


def test_the_user_promises_nothing(read: Read, letter: Letter) -> None:
    text = ABOUT + "I will get back to you by Friday."
    (reading,) = read(letter(text, sender=SAM, to="dana@acme.example"))
    assert Kind.PROMISE not in kinds(reading)


def test_a_promise_in_a_mail_about_no_job_is_none(read: Read, letter: Letter) -> None:
    (reading,) = read(letter("The plumber will get back to you by Friday."))
    assert (reading.job, reading.signals) == (False, ())


def test_a_question_carries_its_deadline(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "Please send your CV by Friday."))
    question = reading.says(Kind.QUESTION)
    assert question is not None
    assert question.deadline == date(2026, 3, 6)


def test_what_a_promise_is_about_depends_on_an_interview_before_it(
    read: Read, letter: Letter
) -> None:
    text = ABOUT + "We will let you know by Friday."
    about = [
        signal.promise.about
        for more in ("", "It was great to meet you. ")
        for signal in read(letter(more + text))[0].signals
        if signal.promise
    ]
    assert about == [About.NEXT_STEP, About.DECISION]


# --- Interview times -----------------------------------------------------------------------------


def test_a_calendar_invitation_is_a_fixed_time(read: Read, letter: Letter) -> None:
    tom = Address("Tom Field", "tom@acme.example")
    sam = Address("", "sam@example.com")
    event = invitation(attendees=(tom, sam), sequence=2)
    (reading,) = read(letter(ABOUT, invitations=(event,)))
    (time,) = times(reading)
    assert kinds(reading) == [Kind.INTERVIEW_CONFIRMATION]
    assert time.start == THURSDAY
    assert (time.fixed, time.uid, time.sequence) == (True, "u1", 2)
    assert [person.name for person in time.people] == ["Tom Field"]
    assert "tom@acme.example" in {person.address for person in reading.people}


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("REQUEST", Kind.INTERVIEW_CONFIRMATION),
        ("PUBLISH", Kind.INTERVIEW_CONFIRMATION),
        ("CANCEL", Kind.INTERVIEW_CANCELLATION),
        ("REPLY", Kind.OTHER_JOB),
    ],
)
def test_what_a_calendar_part_means(method: str, kind: Kind, read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT, invitations=(invitation(method=method),)))
    assert kinds(reading) == [kind]
    assert [time.cancelled for time in times(reading)] == (
        [] if method == "REPLY" else [method == "CANCEL"]
    )


def test_an_invitation_without_a_job_word_counts_in_a_thread_about_a_job_only(
    read: Read, letter: Letter
) -> None:
    (alone,) = read(letter("See attached.", invitations=(invitation(),)))
    assert (alone.job, alone.signals) == (False, ())
    _, later = read(letter(ABOUT), letter("See attached.", invitations=(invitation(),)))
    assert kinds(later) == [Kind.INTERVIEW_CONFIRMATION]


def test_a_proposed_time_stands_once_the_user_takes_it(read: Read, letter: Letter) -> None:
    first, second = read(
        letter(ABOUT + "Could we talk on Thursday at 2pm?"),
        letter("Thursday at 2pm works for me.", sender=SAM, to="dana@acme.example"),
    )
    assert [(t.start, t.fixed) for t in times(first)] == [(THURSDAY, False)]
    assert kinds(second) == [Kind.INTERVIEW_SCHEDULING]
    assert [(t.start, t.fixed) for t in times(second)] == [(THURSDAY, True)]


def test_the_one_proposed_time_stands_when_the_user_says_that_it_works(
    read: Read, letter: Letter
) -> None:
    _, second = read(
        letter(ABOUT + "Could we talk on Thursday at 2pm?"),
        letter("That works for me!", sender=SAM, to="dana@acme.example"),
    )
    assert [(t.start, t.fixed) for t in times(second)] == [(THURSDAY, True)]


@pytest.mark.parametrize(
    ("proposal", "answer"),
    [
        ("Could we talk on Thursday at 2pm or on Friday at 3pm?", "That works for me!"),
        ("Could we talk on Thursday at 2pm?", "Thursday at 2pm does not work, how about Friday?"),
        ("Could we talk on Thursday at 2pm?", "I can not make it, how about next week?"),
        ("Could we talk on Thursday at 2pm?", "How about Friday at 3pm?"),
    ],
)
def test_a_time_that_was_not_taken_does_not_stand(
    proposal: str, answer: str, read: Read, letter: Letter
) -> None:
    _, second = read(letter(ABOUT + proposal), letter(answer, sender=SAM, to="dana@acme.example"))
    assert Kind.INTERVIEW_SCHEDULING in kinds(second)
    assert not any(time.fixed for time in times(second))


def test_they_can_take_a_time_of_the_users(read: Read, letter: Letter) -> None:
    *_, last = read(
        letter(ABOUT + "Could we talk?"),
        letter("How about Thursday at 2pm?", sender=SAM, to="dana@acme.example"),
        letter("Thursday at 2pm works for us."),
    )
    assert [(t.start, t.fixed) for t in times(last)] == [(THURSDAY, True)]


def test_a_confirmed_time_stands(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "You are confirmed for Thursday at 2pm."))
    assert kinds(reading) == [Kind.INTERVIEW_CONFIRMATION]
    assert [(t.start, t.fixed) for t in times(reading)] == [(THURSDAY, True)]


def test_several_times_are_several_signals(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "Could we talk?\n- Thursday at 2pm\n- Friday at 3pm"))
    proposals = [Kind.INTERVIEW_SCHEDULING] * 2
    assert kinds(reading) == [Kind.INTERVIEW_INVITATION, *proposals]
    assert [time.start.day for time in times(reading)] == [5, 6]


def test_an_invitation_beside_an_interview_that_stands_proposes_no_other_time(
    read: Read, letter: Letter
) -> None:
    _, second = read(
        letter(ABOUT + "You are confirmed for Thursday at 2pm."),
        letter(ABOUT + "Could we talk on Friday at 3pm?"),
    )
    assert kinds(second) == [Kind.INTERVIEW_INVITATION]
    assert [time.start.day for time in times(second)] == [6]


def test_the_day_of_the_interview_is_no_promise(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "We will talk: you are confirmed for Thursday at 2pm."))
    assert Kind.PROMISE not in kinds(reading)


# --- Around the words ----------------------------------------------------------------------------


def test_an_automatic_reply_is_out_of_office_whatever_it_says(read: Read, letter: Letter) -> None:
    _, away = read(letter(ABOUT), letter("Back on Monday.", marks=(Mark.AUTO_REPLY,)))
    assert kinds(away) == [Kind.OUT_OF_OFFICE]


def test_a_delivery_report_is_a_bounce(read: Read, letter: Letter) -> None:
    sender = "Mail Delivery <mailer-daemon@example.com>"
    (reading,) = read(letter("No such user.", sender=sender, marks=(Mark.DELIVERY_REPORT,)))
    assert kinds(reading) == [Kind.BOUNCE]
    assert not reading.job


def test_another_language_is_marked_and_not_guessed(read: Read, letter: Letter) -> None:
    german = (
        "Sehr geehrte Frau Rivera, vielen Dank für Ihre Bewerbung auf die Position. Wir melden uns "
        "bis Freitag bei Ihnen und laden Sie dann zum Interview ein."
    )
    (robot,) = read(letter(german, sender="Acme <no-reply@hire.lever.co>"))
    assert (robot.language, robot.job, kinds(robot)) == ("de", True, [Kind.OTHER_JOB])
    (person,) = read(letter(german))
    assert (person.job, person.signals) == (False, ())


def test_a_short_reply_counts_in_a_thread_about_a_job(read: Read, letter: Letter) -> None:
    _, reply = read(letter(ABOUT), letter("Could we talk?"))
    assert reply.job
    assert kinds(reply) == [Kind.INTERVIEW_INVITATION]


def test_what_shows_later_helps_to_read_what_came_before(read: Read, letter: Letter) -> None:
    first, _ = read(letter("Could we talk?"), letter(ABOUT))
    assert kinds(first) == [Kind.INTERVIEW_INVITATION]


def test_an_interview_that_took_place_is_mentioned(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT + "It was great to meet you."))
    assert reading.mentions == {Mention.INTERVIEW_HELD}


def test_who_wrote_and_to_whom(read: Read, letter: Letter) -> None:
    (reading,) = read(letter(ABOUT, signature="Dana Ruiz\nTalent Partner\nT: +44 20 7946 0958"))
    assert reading.writer is not None
    assert (reading.writer.part, reading.writer.title) == (Part.RECRUITER, "Talent Partner")
    assert reading.writer.phone == "+44 20 7946 0958"
    assert reading.people == (reading.writer,)
    assert reading.company == "Acme"


# --- Whatever comes ------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(st.text(max_size=200), max_size=4), subject=st.text(max_size=60))
def test_reading_never_raises(texts: list[str], subject: str, read: Read, letter: Letter) -> None:
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    readings = read(*(letter(ABOUT + text, subject=subject) for text in clean))
    assert len(readings) == len(texts)


def test_an_empty_thread_has_no_readings(read: Read) -> None:
    assert read() == []


def test_readings_are_oldest_first(read: Read, letter: Letter) -> None:
    readings = read(*(letter(ABOUT) for _ in range(4)))
    assert all(a.envelope.date < b.envelope.date for a, b in pairwise(readings))
