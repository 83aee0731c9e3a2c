"""One scene per template: a story that leads to exactly that draft."""

from dataclasses import dataclass, replace

from hearback.advice.action import Action
from hearback.drafts.compose import DraftRequest, compose_drafts
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.filling import fill
from hearback.drafts.letters import letters_for
from hearback.drafts.told import Told
from hearback.mail.message import Address, Me
from hearback.signals.signal import Kind, Part, Person, Reading, Signal
from hearback.timeline.notes import Note, Verb
from telling import (
    AGENT,
    DANA,
    ROBOT,
    SAM,
    TOM,
    application,
    clock,
    from_sam,
    from_them,
    meets,
    note,
    on,
    promises,
    says,
    stand,
)

HELEN = Person("Dr. Helen Osei", "helen.osei@acme.example", Part.EMPLOYER)
MARCUS = Person("Marcus Webb", "marcus@acme.example", Part.EMPLOYER)

MET = (from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU))
ASKED_FOR_TIMES = from_them(2, Kind.INTERVIEW_INVITATION)
GAVE_TIMES = from_sam(3, Kind.INTERVIEW_SCHEDULING)
BY_AGENCY = (from_them(2, meets(3), by=AGENT), from_sam(3.5, Kind.THANK_YOU, to=AGENT))
YUKI = Person("Tanaka Yuki", "yt@acme.example", Part.EMPLOYER)
JOAN = Person("van der Laan, Joan", "joan.vanderlaan@acme.example", Part.EMPLOYER)
PANEL = from_them(2, meets(3, uid="panel", people=(DANA, HELEN, TOM, MARCUS, JOAN, YUKI)))
FIRST_ROUND = from_them(1, meets(1.5, uid="first"))
SECOND_ROUND = from_them(2, meets(3, uid="second"))
OFFERED = from_them(4, Kind.OFFER)
BY_FRIDAY = promises(on(13))
EDWIN = note(5, Verb.LINE_MANAGER, "Edwin Boateng <edwin@acme.example>")


@dataclass(frozen=True)
class Scene:
    """A story, the day on which it is looked at, and what is to be done."""

    action: Action
    at: float
    story: tuple[Reading, ...]
    notes: tuple[Note, ...] = ()
    which: int = 0
    me: Me = SAM
    variant: str | None = None

    @property
    def terse(self) -> "Scene":
        """Return the scene as it is when they write two lines."""
        story = tuple(r if r.outbound else replace(r, length=12) for r in self.story)
        return replace(self, story=story)

    @property
    def told(self) -> Told:
        """What the drafts rest on."""
        told = application(*self.story, notes=self.notes)
        return Told(told, stand(told, self.at), self.me, clock(self.at))

    def request(self, tone: Tone | None = None) -> DraftRequest:
        """Return what is asked for."""
        told = self.told
        return DraftRequest(
            self.action,
            told.application,
            told.standing,
            self.me,
            clock(self.at),
            tone=tone,
            variant=self.variant,
        )

    def drafts(self, tone: Tone | None = None) -> tuple[Draft, ...]:
        """Return all mails of the action."""
        return compose_drafts(self.request(tone))

    def draft(self, tone: Tone | None = None) -> Draft:
        """Return the mail that the scene is about."""
        return self.drafts(tone)[self.which]

    def template(self) -> str:
        """Return the template that it was written from."""
        return letters_for(self.action, self.told, self.variant)[self.which].template


def _thanks(*story: Reading, which: int = 0) -> Scene:
    return Scene(Action.THANK_YOU, 3.2, story, which=which)


def _reply(*story: Reading, at: float = 5, variant: str | None = None) -> Scene:
    return Scene(Action.REPLY, at, story, variant=variant)


def _called(words: str, signal: Signal) -> Signal:
    """Return a signal with other words as its evidence."""
    return replace(signal, evidence=words)


SCENES = {
    "check_in_promise": Scene(Action.CHECK_IN, 16, (*MET, from_them(4, BY_FRIDAY))),
    "check_in": Scene(Action.CHECK_IN, 12, MET),
    "check_in_applied": Scene(Action.CHECK_IN, 20, (from_sam(2, Kind.APPLICATION_SENT),)),
    "check_in_assessment": Scene(
        Action.CHECK_IN, 20, (from_them(2, Kind.ASSESSMENT_REQUEST), from_sam(4))
    ),
    "check_in_agency": Scene(Action.CHECK_IN, 16, (*BY_AGENCY, from_them(4, BY_FRIDAY, by=AGENT))),
    "check_in_agency_open": Scene(Action.CHECK_IN, 16, BY_AGENCY),
    "check_in_time": Scene(Action.CHECK_IN, 12, (ASKED_FOR_TIMES, GAVE_TIMES)),
    "check_in_open": Scene(
        Action.CHECK_IN, 16, (from_them(4, meets(10, fixed=False)), from_sam(5))
    ),
    "check_in_cancelled": Scene(
        Action.CHECK_IN, 16, (from_them(2, meets(9)), from_them(6, Kind.INTERVIEW_CANCELLATION))
    ),
    "value_add_ideas": Scene(
        Action.VALUE_ADD, 23, (*MET, from_sam(16, Kind.FOLLOW_UP)), notes=(EDWIN,)
    ),
    "value_add_article": Scene(
        Action.VALUE_ADD,
        23,
        (*MET, from_sam(16, Kind.FOLLOW_UP)),
        notes=(note(4, Verb.TOPIC, "how the weather drives demand"),),
    ),
    "value_add_introduction": Scene(
        Action.VALUE_ADD, 23, (ASKED_FOR_TIMES, GAVE_TIMES, from_sam(16, Kind.FOLLOW_UP))
    ),
    "move_up": Scene(Action.MOVE_UP, 30, (*MET, from_sam(16, Kind.FOLLOW_UP)), notes=(EDWIN,)),
    "move_up_met": Scene(
        Action.MOVE_UP,
        30,
        (from_them(2, meets(3, uid="two", people=(DANA, TOM))), from_sam(16, Kind.FOLLOW_UP)),
        notes=(note(5, Verb.LINE_MANAGER, "Tom Field <tom@acme.example>"),),
    ),
    "thank_you": _thanks(from_them(2, meets(3), BY_FRIDAY)),
    "thank_you_timeline": _thanks(from_them(2, meets(3))),
    "thank_you_arranger": _thanks(PANEL, from_them(2.5, BY_FRIDAY)),
    "thank_you_arranger_timeline": _thanks(PANEL),
    "thank_you_panel_fourth": _thanks(PANEL, which=4),
    "thank_you_panel_fifth": _thanks(PANEL, which=5),
    "thank_you_again": _thanks(FIRST_ROUND, SECOND_ROUND, from_them(2.5, BY_FRIDAY)),
    "thank_you_again_timeline": _thanks(FIRST_ROUND, SECOND_ROUND),
    "thank_you_final": _thanks(
        FIRST_ROUND,
        from_them(2, _called("the final round is on Tuesday", meets(3, uid="last"))),
        from_them(2.5, BY_FRIDAY),
    ),
    "thank_you_final_timeline": _thanks(
        FIRST_ROUND, from_them(2, _called("the final round is on Tuesday", meets(3, uid="last")))
    ),
    "move_up_agency": Scene(Action.MOVE_UP, 30, (*BY_AGENCY, from_sam(16, Kind.FOLLOW_UP))),
    "thank_you_panel": _thanks(PANEL, which=1),
    "thank_you_panel_second": _thanks(PANEL, which=2),
    "thank_you_panel_third": _thanks(PANEL, which=3),
    "thank_you_agency": _thanks(from_them(2, meets(3), BY_FRIDAY, by=AGENT)),
    "thank_you_agency_timeline": _thanks(from_them(2, meets(3), by=AGENT)),
    "ask_feedback": Scene(Action.ASK_FEEDBACK, 9, (*MET, from_them(8, Kind.REJECTION))),
    "ask_feedback_robot": Scene(
        Action.ASK_FEEDBACK, 9, (*MET, from_them(8, Kind.REJECTION, by=ROBOT))
    ),
    "ask_feedback_agency": Scene(
        Action.ASK_FEEDBACK, 9, (*BY_AGENCY, from_them(8, Kind.REJECTION, by=AGENT))
    ),
    "keep_updated": Scene(Action.KEEP_UPDATED, 9, MET),
    "withdraw": Scene(Action.WITHDRAW, 4, (from_them(2, meets(10)),)),
    "withdraw_offer": Scene(Action.WITHDRAW, 6, (*MET, OFFERED)),
    "no_show": Scene(
        Action.NO_SHOW, 4, (from_them(2, meets(3)),), notes=(note(3.1, Verb.NO_SHOW),)
    ),
    "reply_confirm_time": _reply(from_them(4, meets(10, fixed=False))),
    "reply_choose_time": _reply(from_them(4, meets(10, fixed=False), meets(11, fixed=False))),
    "reply_move_time": _reply(from_them(4, meets(10, fixed=False)), variant="reply_move_time"),
    "reply_offer_more_time": _reply(
        from_them(4, says(Kind.OFFER, deadline=on(13))), variant="reply_offer_more_time"
    ),
    "reply_propose_times": _reply(from_them(4, Kind.INTERVIEW_INVITATION)),
    "reply_send": _reply(from_them(4, Kind.QUESTION)),
    "reply_assessment": _reply(from_them(4, Kind.ASSESSMENT_REQUEST)),
    "reply_offer": _reply(OFFERED),
    "reply_offer_by": _reply(from_them(4, says(Kind.OFFER, deadline=on(13)))),
    "reply_decision": _reply(from_them(4, says(Kind.OFFER, deadline=on(13))), from_sam(5), at=12),
}

ANSWERS = {
    "also": "I could start in April.",
    "answer": "My CV is attached.",
    "answer_by": "Friday 13 March",
    "article": "“Demand by the hour”, grid.example/hours. Small towns follow the wind.",
    "challenge": "how to forecast demand in a mild winter.",
    "choice": "Tuesday at 12:00.",
    "circumstances": "I could start in April.",
    "decision": "I am happy to accept.",
    "idea": "I would begin with last year's data and one town.",
    "person": "Kim Aldous, who built the same for a water company.",
    "questions": "how do the days at home work?",
    "reason": "My train stood still for two hours.",
    "times": "Tuesday or Wednesday, from 9 to 12.",
    "topic": "how you plan the week together.",
    "travel": "I am travelling from Monday to Wednesday and read my mail.",
    "value": "a way to plan with fewer late changes, sketched on one page.",
    "when": "You will have it by Thursday.",
}


def filled(draft: Draft) -> str:
    """Return the body as it is when the user has filled every gap."""
    to = draft.to or (Address("Edwin Boateng", "edwin@acme.example"),)
    return fill(replace(draft, to=to), ANSWERS).body
