"""A small knowledge folder for the tests: real scoring, spelling, senders and names, few rules."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import count
from pathlib import Path

import pytest

from hearback.mail.message import Address, Envelope, Mark, Me, Message
from hearback.signals.rule_loader import make_spelling
from hearback.signals.rulefiles import SpellingFile
from hearback.signals.rules import Rulebook, load_rulebook
from hearback.signals.sentences import Spelling

OWN = files("hearback") / "knowledge"
SHARED = ("scoring.toml", "spelling.toml", "names.toml")

WORDS = """
[lists]
talk = ["(talk|speak|chat)", "have a <call>"]
call = ["[quick|short] call", "conversation"]
"times to come" = ["will send you new times"]
"""

RULES = {
    "about_a_job.toml": """
means = "about_a_job"
said_by = "either"
[[rule]]
name = "a role"
look_in = "both"
points = 2
phrases = ["(role|position|interview)"]
matches = ["About the role"]
near_misses = ["About the rain"]
""",
    "not_my_search.toml": """
means = "not_my_search"
said_by = "either"
[[rule]]
name = "press"
points = 3
phrases = ["podcast"]
matches = ["Come to our podcast"]
near_misses = ["Come to our office"]
""",
    "interview_invitation.toml": """
means = "interview_invitation"
said_by = "them"
[[rule]]
name = "wants to talk"
points = 2
needs_job = true
phrases = ["could we <talk>", "invite you to [an] interview"]
unless = ["weather"]
matches = ["Could we have a quick call?"]
near_misses = ["Could we talk about the weather?"]
""",
    "interview_scheduling.toml": """
means = "interview_scheduling"
said_by = "either"
[[rule]]
name = "a time works"
points = 2
needs_job = true
phrases = ["works for (me|us)", "(does not work|can not make)", "does # pm suit you", "how about"]
matches = ["That works for me"]
near_misses = ["He works for a bank"]
""",
    "interview_confirmation.toml": """
means = "interview_confirmation"
said_by = "them"
[[rule]]
name = "confirmed"
points = 2
needs_job = true
phrases = ["confirmed for", "see you on"]
matches = ["You are confirmed for Friday."]
near_misses = ["The rumour was confirmed."]
""",
    "rejection.toml": """
means = "rejection"
said_by = "them"
[[rule]]
name = "somebody else"
points = 3
phrases = ["went with (another|a different) candidate"]
matches = ["We went with another candidate."]
near_misses = ["We went with another colour."]
[[rule]]
name = "soft regret"
points = 2
phrases = ["unfortunately ... not"]
matches = ["Unfortunately this is not for us."]
near_misses = ["Unfortunately it rained."]
""",
    "offer.toml": """
means = "offer"
said_by = "them"
[[rule]]
name = "offers the job"
points = 3
phrases = ["offer you the (role|position)"]
matches = ["We would like to offer you the role."]
near_misses = ["We can offer you the brochure."]
""",
    "out_of_office.toml": """
means = "out_of_office"
said_by = "them"
[[rule]]
name = "away"
points = 3
phrases = ["out of [the] office"]
matches = ["I am out of office."]
near_misses = ["I am out of milk."]
""",
    "brush_off.toml": """
means = "brush_off"
said_by = "them"
[[rule]]
name = "we will contact you"
points = 2
needs_job = true
phrases = ["we will contact you"]
matches = ["We'll contact you."]
near_misses = ["Will you contact us?"]
""",
    "delay.toml": """
means = "delay"
said_by = "them"
[[rule]]
name = "not decided"
points = 2
needs_job = true
phrases = ["not decided yet"]
matches = ["We have not decided yet."]
near_misses = ["We have decided."]
""",
    "question.toml": """
means = "question"
said_by = "them"
[[rule]]
name = "send us"
points = 2
needs_job = true
phrases = ["(please|could you) send"]
matches = ["Please send your CV."]
near_misses = ["We send you our best."]
""",
    "thank_you.toml": """
means = "thank_you"
said_by = "me"
[[rule]]
name = "thanks for the time"
points = 2
phrases = ["thank you for (your|the) time"]
matches = ["Thank you for your time."]
near_misses = ["Thank you for the flowers."]
""",
    "interview_held.toml": """
means = "interview_held"
said_by = "either"
[[rule]]
name = "good to meet"
points = 2
phrases = ["(good|great) to meet you"]
matches = ["It was great to meet you."]
near_misses = ["We hope to meet you."]
""",
}


Knowledge = Callable[..., Path]
Letter = Callable[..., Message]

ME = Me(("sam@example.com",), "Sam Rivera")
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    """Write a knowledge folder; files given by name replace or join the small ones."""

    def write(**more: str) -> Path:
        folder = tmp_path / "knowledge"
        rules = folder / "signals" / "en"
        rules.mkdir(parents=True, exist_ok=True)
        (folder / "senders.toml").write_text((OWN / "senders.toml").read_text())
        for name in SHARED:
            (rules / name).write_text((OWN / "signals" / "en" / name).read_text())
        (rules / "words.toml").write_text(WORDS)
        for name, text in RULES.items():
            (rules / name).write_text(text)
        for name, text in more.items():
            (rules / f"{name}.toml").write_text(text)
        return folder

    return write


@lru_cache(1)
def _small_rulebook(folder: Path) -> Rulebook:
    return load_rulebook(folder)


@pytest.fixture(scope="session")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook of the small rules, read once."""
    folder = tmp_path_factory.mktemp("small")
    write: Knowledge = knowledge.__wrapped__(folder)  # type: ignore[attr-defined]
    return _small_rulebook(write())


@pytest.fixture(scope="session")
def spelling() -> Spelling:
    """How English is spelt out."""
    import tomllib

    text = (OWN / "signals" / "en" / "spelling.toml").read_text()
    return make_spelling(SpellingFile.model_validate(tomllib.loads(text)))


@pytest.fixture
def letter() -> Letter:
    """Write a mail; Dana of Acme writes to Sam, a day after the one before."""
    number = count()

    def write(
        text: str = "",
        *,
        subject: str = "Hello",
        sender: str = "Dana Ruiz <dana@acme.example>",
        to: str = "sam@example.com",
        marks: tuple[Mark, ...] = (),
        **more: object,
    ) -> Message:
        n = next(number)
        name, _, address = sender.rpartition(" ")
        envelope = Envelope(
            message_id=f"<{n}@mail.example>",
            thread_id="t1",
            date=MONDAY + timedelta(days=n),
            sender=Address(name, address.strip("<>")),
            to=(Address("", to),),
            subject=subject,
            marks=frozenset(marks),
        )
        return Message(envelope, text.strip(), **more)  # type: ignore[arg-type]

    return write
