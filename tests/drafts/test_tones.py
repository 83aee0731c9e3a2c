"""The tone is theirs: stiff with the stiff, friendly with the friendly, else plain."""

from dataclasses import replace

import pytest

from drafts.scenes import HELEN, SCENES
from hearback.drafts.draft import Tone
from hearback.drafts.told import Told
from hearback.drafts.tones import choose_tone, is_terse
from hearback.signals.signal import Kind, Person, Reading
from telling import DANA, SAM, TOM, application, clock, from_sam, from_them, meets, says, stand


def tone(*story: Reading, to: Person | None = DANA) -> Tone:
    found = application(*story)
    return choose_tone(Told(found, stand(found, 12), SAM, clock(12)), to)


@pytest.mark.parametrize(
    ("greeting", "closing", "words", "expected"),
    [
        ("Hi Sam,", "Cheers,", "Talk to you then.", Tone.WARM),
        ("Hey Sam!", "", "Talk to you then.", Tone.WARM),
        ("Hi Sam,", "", "It was great to talk!", Tone.WARM),
        ("Hi Sam,", "Best regards,", "We will write.", Tone.PLAIN),
        ("Hello Sam,", "Best regards,", "We will write.", Tone.PLAIN),
        ("Dear Sam,", "Kind regards,", "We will write.", Tone.PLAIN),
        ("Dear Mr Rivera,", "Kind regards,", "We will write.", Tone.FORMAL),
        ("Dear Ms. Rivera,", "Yours sincerely,", "Please find the details below.", Tone.FORMAL),
        ("Dear Sam,", "Yours sincerely,", "We would be obliged for an answer.", Tone.FORMAL),
        ("Dear Mr Rivera,", "Best wishes,", "I'm looking forward to it!", Tone.PLAIN),
        ("", "", "We will write.", Tone.PLAIN),
    ],
)
def test_it_is_the_tone_in_which_they_write(
    greeting: str, closing: str, words: str, expected: Tone
) -> None:
    mail = from_them(
        2, says(Kind.QUESTION, evidence=words), meets(3), greeting=greeting, sign_off=closing
    )
    assert tone(mail) is expected


def test_what_the_user_wrote_to_them_counts() -> None:
    story = (from_them(2, meets(3)), from_sam(3, greeting="Hey Dana!", sign_off="Cheers"))
    assert tone(*story) is Tone.WARM


def test_a_colleague_who_never_wrote_is_written_to_more_carefully() -> None:
    warm = from_them(2, meets(3, uid="e", people=(DANA, TOM)), greeting="Hi Sam,", sign_off="Best,")
    assert tone(warm) is Tone.WARM
    assert tone(warm, to=TOM) is Tone.PLAIN


def test_a_doctor_is_written_to_formally_and_nobody_in_particular_plainly() -> None:
    warm = from_them(2, meets(3), greeting="Hi Sam,", sign_off="Cheers")
    assert tone(warm, to=HELEN) is Tone.FORMAL
    assert tone(warm, to=None) is Tone.PLAIN


def test_a_robot_that_is_friendly_says_nothing() -> None:
    story = from_them(2, meets(3), greeting="Hey Sam!", sign_off="Cheers", via_robot=True)
    assert tone(story) is Tone.PLAIN


@pytest.mark.parametrize("wanted", list(Tone))
def test_the_user_may_ask_for_another(wanted: Tone) -> None:
    draft = SCENES["check_in"].draft(wanted)
    assert draft.tone is wanted
    assert SCENES["check_in"].draft().tone is Tone.PLAIN


@pytest.mark.parametrize(
    ("greeting", "closing", "words", "expected"),
    [
        ("Hi Sam,", "Cheers,", 12, Tone.PLAIN),  # friendly, and in a hurry
        ("Hi Sam,", "Cheers,", 60, Tone.WARM),
        ("Hey Sam!", "", 60, Tone.WARM),
        ("Hey Sam!", "", 9, Tone.PLAIN),
        ("Hello Sam,", "Best wishes,", 60, Tone.PLAIN),
        ("Hi Sam,", "Best regards,", 200, Tone.PLAIN),
        ("Dear Mr Rivera,", "Yours sincerely,", 8, Tone.FORMAL),  # stiff stays stiff
    ],
)
def test_short_mails_are_answered_plainly(
    greeting: str, closing: str, words: int, expected: Tone
) -> None:
    mail = from_them(2, meets(3), greeting=greeting, sign_off=closing)
    assert tone(replace(mail, length=words)) is expected


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([12], True),
        ([22], False),  # one short mail tells little
        ([22, 25], True),
        ([22, 90, 20], True),
        ([80, 12], False),
        ([0, 0], False),  # an invitation without a word
        ([12, 0], True),
    ],
)
def test_who_writes_two_lines_gets_few(lengths: list[int], expected: bool) -> None:
    mails = [from_them(2 + at / 10, meets(3), length=n) for at, n in enumerate(lengths)]
    found = application(*mails)
    told = Told(found, stand(found, 12), SAM, clock(12))
    assert is_terse(told, DANA) is expected
    assert not is_terse(told, TOM)


def test_who_asks_for_a_warm_mail_to_the_terse_gets_it_whole() -> None:
    scene = SCENES["check_in"]
    assert scene.terse.draft(Tone.WARM).body == scene.draft(Tone.WARM).body
    assert len(scene.terse.draft(Tone.PLAIN).body) < len(scene.draft(Tone.PLAIN).body)
