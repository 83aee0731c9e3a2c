"""Which mails an action writes: the template, to whom, and which mail each answers."""

from collections.abc import Callable
from dataclasses import replace

from hearback.advice.action import Action
from hearback.drafts.chases import check_in, move_up, value_add, value_add_variants
from hearback.drafts.endings import ask_feedback, keep_updated, no_show, withdraw
from hearback.drafts.letter import Letter
from hearback.drafts.recipients import can_write_to
from hearback.drafts.replies import move_time, reply, reply_variants
from hearback.drafts.thanks import thank_you
from hearback.drafts.told import Told


def letters_for(action: Action, told: Told, variant: str | None = None) -> list[Letter]:
    """Return the mails of an action; [] when it writes none, or nobody could read it."""
    write = WRITERS.get(action)
    letters = write(told) if write else []
    if variant and variant in variants_of(action, told):
        if not letters and variant == "reply_move_time":
            letters = move_time(told)
        letters = [replace(letter, template=variant) for letter in letters]
    return [each for each in letters if each.to is None or can_write_to(each.to, told)]


def variants_of(action: Action, told: Told) -> list[str]:
    """Return the templates among which the user may choose, the one that fits best first."""
    choose = VARIANTS.get(action)
    return choose(told) if choose else []


WRITERS: dict[Action, Callable[[Told], list[Letter]]] = {
    Action.REPLY: reply,
    Action.NO_SHOW: no_show,
    Action.ASK_FEEDBACK: ask_feedback,
    Action.WITHDRAW: withdraw,
    Action.KEEP_UPDATED: keep_updated,
    Action.THANK_YOU: thank_you,
    Action.CHECK_IN: check_in,
    Action.VALUE_ADD: value_add,
    Action.MOVE_UP: move_up,
}
"""Every action that writes a mail; the others have none."""

VARIANTS: dict[Action, Callable[[Told], list[str]]] = {
    Action.VALUE_ADD: value_add_variants,
    Action.REPLY: reply_variants,
}
"""The actions whose mail the user may choose."""

WRITTEN_BY = frozenset(
    "check_in_promise check_in check_in_applied check_in_assessment check_in_agency "
    "check_in_agency_open check_in_open check_in_time check_in_cancelled value_add_ideas "
    "value_add_article value_add_introduction move_up_met move_up move_up_agency thank_you "
    "thank_you_timeline thank_you_again thank_you_again_timeline thank_you_final "
    "thank_you_final_timeline thank_you_panel thank_you_panel_second thank_you_panel_third "
    "thank_you_panel_fourth thank_you_panel_fifth thank_you_arranger thank_you_arranger_timeline "
    "thank_you_agency thank_you_agency_timeline ask_feedback ask_feedback_robot "
    "ask_feedback_agency keep_updated withdraw withdraw_offer no_show reply_confirm_time "
    "reply_choose_time reply_propose_times reply_move_time reply_send reply_assessment "
    "reply_offer reply_offer_by reply_offer_more_time reply_decision".split()
)
"""Every template that is taken somewhere above; the check holds the folder against it."""
