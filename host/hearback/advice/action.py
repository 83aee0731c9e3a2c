"""The actions that a play can advise."""

from enum import StrEnum


class Action(StrEnum):
    """What to do now, in the words of the playbook."""

    REPLY = "reply"
    NO_SHOW = "no_show"
    ASK_FEEDBACK = "ask_feedback"
    LEAVE_IT = "leave_it"
    WITHDRAW = "withdraw"
    KEEP_UPDATED = "keep_updated"
    ASK_TIMELINE = "ask_timeline"
    THANK_YOU = "thank_you"
    WAIT = "wait"
    LET_GO = "let_go"
    CHECK_IN = "check_in"
    VALUE_ADD = "value_add"
    MOVE_UP = "move_up"


CHASES = frozenset({Action.CHECK_IN, Action.VALUE_ADD, Action.MOVE_UP})
"""Mails that seek to move things on; never more than three of them go unanswered."""
