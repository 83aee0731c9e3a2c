"""Settings, figures and remarks as the panel sees them."""

from hearback.errors import UsageError
from hearback.operations.desk import Desk
from hearback.operations.figures import Figures
from hearback.operations.settings import Change, InForce, change_settings, read_settings
from hearback.protocol.figures import FigureRow, FlowView, PromiseCounts
from hearback.protocol.messages import (
    ChangeSettings,
    Forget,
    GetOverview,
    GetSettings,
    Overview,
    Settings,
)
from hearback.protocol.settings import KeptView, NumberView
from hearback.timeline.business_days import known_countries

YES = "forget"


def tell_settings(request: GetSettings | ChangeSettings, desk: Desk) -> Settings:
    """Return the settings as they are in force."""
    now = read_settings(desk.kept, desk.place, desk.folder)
    return Settings(
        id=request.id,
        kind="settings",
        look_back_days=now.look_back_days,
        country=now.place.country,
        countries=sorted(known_countries()),
        time_zone=str(now.place.zone),
        tone=now.preferences.tone.value if now.preferences.tone else "as_theirs",
        sign_off=now.preferences.sign_off,
        numbers=_numbers(now),
        kept=KeptView(folder=str(now.folder), bytes=now.bytes, mails=now.mails),
    )


def _numbers(now: InForce) -> list[NumberView]:
    return [
        NumberView(
            name=number.name,
            words=number.words,
            value=number.value,
            usual=number.usual,
            least=number.least,
            most=number.most,
        )
        for number in now.numbers
    ]


def change(request: ChangeSettings, desk: Desk) -> Settings:
    """Change settings and return all of them. Raises UsageError."""
    change_settings(
        desk.kept,
        Change(
            look_back_days=request.look_back_days,
            country=request.country,
            time_zone=request.time_zone,
            tone=request.tone,
            sign_off=request.sign_off,
            numbers={each.name: each.value for each in request.numbers},
        ),
    )
    desk.look_at_place()
    return tell_settings(request, desk)


def forget(request: Forget, desk: Desk) -> None:
    """Delete everything. Raises UsageError unless the word was typed, and RevocationFailed."""
    if request.typed.strip().lower() != YES:
        raise UsageError("Nothing was deleted.", f"Type “{YES}” to delete everything.")
    desk.forget()


def tell_figures(request: GetOverview, figures: Figures) -> Overview:
    """Return the figures for the wire."""
    kept, late, never = figures.promises
    return Overview(
        id=request.id,
        kind="overview",
        flows=[FlowView(source=s, target=t, count=count) for s, t, count in figures.flows],
        answer_days=list(figures.answer_days),
        promises=PromiseCounts(kept=kept, late=late, never=never),
        rows=[
            FigureRow(
                application_id=row.item.case.application.id,
                company=row.item.case.application.company or None,
                role=row.item.case.application.role or None,
                began=row.began,
                station=row.station,
                promised=row.promised,
                answered=row.answered,
            )
            for row in figures.rows
        ],
    )
