"""How far the applications came, and how the companies kept their word."""

from datetime import date

from hearback.operations.figures import Figures, count_up
from hearback.operations.look import Overview, look_at
from hearback.signals.signal import Kind, Reading
from telling import ROBOT, SAM, clock, from_sam, from_them, meets, promises


def overview(day: float, *threads: list[Reading]) -> Overview:
    return look_at(threads, (), SAM, clock(day))


def figures(day: float, *threads: list[Reading]) -> Figures:
    return count_up(overview(day, *threads), None, None)


def test_a_refusal_after_a_talk_passes_every_station() -> None:
    found = figures(
        25,
        [
            from_sam(2, Kind.APPLICATION_SENT),
            from_them(3, Kind.INTERVIEW_INVITATION),
            from_them(4, meets(6)),
            from_them(12, Kind.REJECTION),
        ],
    )
    assert set(found.flows) == {
        ("applied", "invited", 1),
        ("invited", "interviewed", 1),
        ("interviewed", "refused", 1),
    }
    assert found.answer_days == (6,)


def test_a_word_is_kept_late_or_never() -> None:
    def story(answer: float | None) -> list[Reading]:
        said = [from_them(2, meets(3)), from_them(4, promises(date(2026, 3, 10)))]
        return [*said, from_them(answer, Kind.OFFER)] if answer else said

    assert figures(25, story(9)).promises == (1, 0, 0)
    assert figures(25, story(14)).promises == (0, 1, 0)
    assert figures(25, story(None)).promises == (0, 0, 1)
    assert figures(9, story(None)).promises == (0, 0, 0)


def test_a_robot_that_never_answered_falls_silent() -> None:
    found = figures(60, [from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT)])
    assert found.flows == (("applied", "silent", 1),)


def test_only_applications_that_began_on_these_days_count() -> None:
    told = overview(25, [from_them(4, Kind.INTERVIEW_INVITATION)])
    assert count_up(told, date(2026, 3, 4), date(2026, 3, 4)).rows
    assert not count_up(told, date(2026, 3, 5), None).rows
    assert not count_up(told, None, date(2026, 3, 3)).rows
