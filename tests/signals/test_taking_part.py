"""Who takes part in a talk that a mail fixes in words, without a calendar."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Address, Me, Message, Thread
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import load_rulebook
from hearback.timeline.business_days import BusinessCalendar

Letter = Callable[..., Message]

ME = Me(("sam@example.com",), "Sam Rivera")
JONAS = "Jonas Weber <jonas@rheinsoft.example>"
SAM = Address("Sam Rivera", "sam@example.com")
LENA = Address("Lena Fischer", "lena.fischer@rheinsoft.example")
VOGEL = Address("Vogel, Markus Dr.", "markus.vogel@rheinsoft.example")
INVITED = "We invite you to an interview for the role of Developer on 3 December at 14:00."


def met(message: Message) -> list[str]:
    """The addresses of those who take part, as the times of a mail have them."""
    home = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country(""), "GB")
    (reading,) = read_thread(Thread("t1", (message,)), ME, load_rulebook(), home)
    times = [signal.interview for signal in reading.signals if signal.interview]
    assert times
    return [person.address for person in times[0].people]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (
            "Participants: Lena Fischer (Team Lead), Dr. Markus Vogel and me.",
            ["jonas@rheinsoft.example", LENA.address, VOGEL.address],
        ),
        ("You will meet Lena Fischer and our manager.", [LENA.address]),
        ("Lena Fischer keeps my diary; write to her if the day does not suit.", []),
        ("I look forward to meeting you.", []),
        ("You will meet Lena Bauer.", []),  # somebody else
        ("The talk will be with Ms. Fischer and our dean.", [LENA.address]),
    ],
)
def test_those_in_copy_take_part_where_the_mail_says_so(
    words: str, who: list[str], letter: Letter
) -> None:
    text = f"{INVITED} {words}"
    message = letter(text, subject="Interview", sender=JONAS)
    envelope = replace(message.envelope, to=(SAM,), cc=(LENA, VOGEL))
    assert met(replace(message, envelope=envelope)) == who


def test_who_was_to_take_part_still_does_when_the_user_takes_the_time(letter: Letter) -> None:
    asked = letter(f"{INVITED} You will meet Lena Fischer.", subject="Interview", sender=JONAS)
    asked = replace(asked, envelope=replace(asked.envelope, to=(SAM,), cc=(LENA,)))
    taken = letter(
        "Thank you, 3 December at 14:00 suits me well.",
        subject="Re: Interview",
        sender="Sam Rivera <sam@example.com>",
    )
    home = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country(""), "GB")
    _, reading = read_thread(Thread("t1", (asked, taken)), ME, load_rulebook(), home)
    (time,) = (signal.interview for signal in reading.signals if signal.interview)
    assert time.fixed
    assert [person.address for person in time.people] == [LENA.address]
