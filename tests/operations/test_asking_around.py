"""Looking through a small Gmail for people at a company: who is found, and what it costs."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from google.oauth2.credentials import Credentials

from emulator.accounts import CLIENT_ID, CLIENT_SECRET
from emulator.mailbox import Mailbox
from emulator.refusal import Fault
from emulator.server import Emulator
from gmail.fake_clock import FakeClock
from hearback.errors import GmailBusy
from hearback.gmail.client import Gmail, open_gmail
from hearback.gmail.endpoint import find_endpoint
from hearback.gmail.pace import Pace
from hearback.operations.asking_around import UNITS, ask_around
from hearback.signals.rules import load_rulebook
from hearback.signals.signal import Kind, Part, Person
from hearback.timeline.connections import Workplace, find_connections, find_workplace
from telling import ROBOT, SAM, application, from_them, march

ME = SAM.addresses[0]
PAT, KIM = "Pat Oduya <pat@acme.example>", "Kim Oh <kim@acme.example>"
DANA = "Dana Ruiz <dana@acme.example>"
SENDERS = load_rulebook().senders
CANARY = "xylophone"


@pytest.fixture
def google() -> Iterator[Emulator]:
    clock = FakeClock(march(30).timestamp())
    with Emulator(Mailbox(ME), clock=clock.now) as google:
        yield google


@pytest.fixture
def gmail(google: Emulator) -> Gmail:
    access, refresh = google.grant()
    credentials = Credentials(  # type: ignore[no-untyped-call]
        access,
        refresh_token=refresh,
        token_uri=f"{google.url}/token",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    endpoint = find_endpoint({"HEARBACK_GMAIL_ENDPOINT": google.url})
    clock = FakeClock(march(30).timestamp())
    return open_gmail(credentials, endpoint, pace=Pace(clock), patience=5)


def deliver(google: Emulator, day: float, sender: str, *to: str, **headers: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, ", ".join(to), f"{CANARY} lunch"
    mail["Date"] = format_datetime(march(day))
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(f"Shall we have lunch in the {CANARY} building?")
    google.mailbox.deliver(mail.as_bytes(), labels=["SENT" if ME in sender else "INBOX"])


def acme() -> Workplace:
    told = application(from_them(2, Kind.INTERVIEW_CONFIRMATION))
    return find_workplace(told, SAM, SENDERS)


def found(gmail: Gmail, workplace: Workplace) -> list[tuple[str, str]]:
    people = find_connections(ask_around(gmail, workplace), workplace, march(30))
    return [(each.name, each.wrote) for each in people]


def test_people_are_found_in_both_directions_newest_first(google: Emulator, gmail: Gmail) -> None:
    deliver(google, 1, ME, PAT)
    deliver(google, 2, PAT, ME)
    deliver(google, 3, KIM, ME)
    deliver(google, 4, ME, KIM)
    deliver(google, 5, DANA, ME)
    deliver(google, 6, "Club <news@club.example>", ME)
    assert found(gmail, acme()) == [("Kim Oh", "me"), ("Pat Oduya", "them")]


def test_one_who_writes_daily_does_not_hide_the_others(google: Emulator, gmail: Gmail) -> None:
    deliver(google, 1, KIM, ME)
    for day in range(60):
        deliver(google, 2 + day / 10, PAT, ME)
        deliver(google, 2 + day / 10, "Acme <no-reply@acme.example>", ME)
    assert [name for name, _ in found(gmail, acme())] == ["Pat Oduya", "Kim Oh"]


def test_a_company_named_like_a_word_is_found_before_what_else_has_that_name(
    google: Emulator, gmail: Gmail
) -> None:
    next_ = Person("Rae Cole", "rae@next.example", Part.RECRUITER)
    told = application(from_them(2, Kind.INTERVIEW_CONFIRMATION, by=next_, company="Next"))
    deliver(google, 1, "Pat Oduya <pat@next.example>", ME)
    for day in range(40):
        deliver(google, 2 + day / 10, f"What is next <n{day}@stories.example>", ME)
    assert found(gmail, find_workplace(told, SAM, SENDERS)) == [("Pat Oduya", "them")]
    assert google.units <= UNITS


def test_only_headers_are_asked_for(google: Emulator, gmail: Gmail) -> None:
    deliver(google, 1, PAT, ME)
    (envelope,) = ask_around(gmail, acme())
    assert envelope.subject == ""
    assert CANARY not in repr(envelope)
    assert set(google.calls) == {"gmail.users.messages.list", "gmail.users.messages.get"}


def test_a_big_company_costs_no_more_than_was_set_aside(google: Emulator, gmail: Gmail) -> None:
    for number in range(80):
        deliver(google, number / 4, f"P <p{number}x@acme.example>", ME)
        deliver(google, number / 4, ME, f"P <q{number}x@acme.example>")
    people = found(gmail, acme())
    assert len(people) >= 20
    assert google.units == gmail.pace.spent <= UNITS


def test_lists_and_robots_stay_out(google: Emulator, gmail: Gmail) -> None:
    deliver(google, 1, PAT, ME, List_Id="<digest.acme.example>")
    deliver(google, 2, KIM, ME, Auto_Submitted="auto-generated")
    deliver(google, 3, "Acme <jobs-noreply@acme.example>", ME)
    assert found(gmail, acme()) == []


def test_behind_a_robot_people_are_found_by_the_companys_name(
    google: Emulator, gmail: Gmail
) -> None:
    told = application(from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company="Blue Fern"))
    deliver(google, 1, "Lee Wong <lee@bluefern.example>", ME)
    deliver(google, 2, "Ana Sol (Blue Fern) <ana.sol@gmail.com>", ME)
    deliver(google, 3, "Ana Fern <fern@gmail.com>", ME)
    workplace = find_workplace(told, SAM, SENDERS)
    assert found(gmail, workplace) == [("Ana Sol", "them"), ("Lee Wong", "them")]


def test_a_company_nobody_named_is_not_asked_about(google: Emulator, gmail: Gmail) -> None:
    told = application(from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company=""))
    assert ask_around(gmail, find_workplace(told, SAM, SENDERS)) == []
    assert google.units == 0


@pytest.mark.parametrize("name", ['" OR in:anywhere "', "} from:(", "-", "🦋", "x" * 10_000])
def test_a_hostile_name_asks_for_nothing_else(google: Emulator, gmail: Gmail, name: str) -> None:
    told = application(from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company=name))
    deliver(google, 1, "Lee Wong <lee@elsewhere.example>", ME)
    assert found(gmail, find_workplace(told, SAM, SENDERS)) == []


def test_passing_faults_are_survived_and_lasting_ones_told(google: Emulator, gmail: Gmail) -> None:
    deliver(google, 1, PAT, ME)
    google.faults.append(Fault("backend", times=2))
    assert found(gmail, acme()) == [("Pat Oduya", "them")]
    google.faults.append(Fault("penalty", times=1000))
    with pytest.raises(GmailBusy):
        found(gmail, acme())
