"""The playbook's file: made quickly where it is right, and every fault told where it is not."""

from importlib.resources import files

import pytest

from hearback.advice.playbook import FILE, load_playbook, parse_playbook

TEXT = (files("hearback") / "knowledge" / FILE).read_text(encoding="utf-8")


def test_what_is_made_at_a_start_is_what_the_thorough_reading_finds() -> None:
    assert parse_playbook(TEXT) == (load_playbook(), [])


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("call_plan", "cal_plan", "play.check_in.cal_plan: Unexpected keyword argument"),
        ("= 42 ", "= 999 ", "“let_go_days” must be a whole number from 7 to 365, and not 999."),
        ('"thank_you"', '"thnk_you"', "play.thnk_you.action: Input should be 'reply', 'no_show'"),
        ('["rejected"]', '["rejcted"]', "play.ask_feedback.when.0.stage"),
        ("stage =", "stge =", "`when` does not know stge"),
        ("{asker}", "{askr}", "no such fact: askr"),
        ('"ask_feedback_days"', '"ask_feedbck"', "no such number: ask_feedbck"),
        ('due      = "asked"', 'due      = "askd"', "play.reply.due: Input should be 'asked'"),
        ("\n[numbers]", "\n[nmbers]", "numbers: Field required"),
        ('"no_show"', '"reply"', "two plays advise reply"),
        ("[[play]]", "[[play]", "not valid TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(right: str, wrong: str, told: str) -> None:
    broken = TEXT.replace(right, wrong, 1)
    assert any(told in fault for fault in parse_playbook(broken)[1])
