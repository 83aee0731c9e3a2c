"""Runs every rule against its examples: the core of `hearback check-knowledge` for signals."""

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from hearback.signals.rule_loader import Loader
from hearback.signals.rules import WEIGHS_JOB, Rule, Rulebook, Where
from hearback.signals.scan import Hit, Line, Page
from hearback.signals.sentences import Sentence, split_sentences

_PLACES = {
    "subject": Where.SUBJECT,
    "calendar": Where.CALENDAR,
    "sender": Where.SENDER,
}


def faults_of_rules(folder: Traversable) -> list[str]:
    """Return every fault of the rule files in a knowledge folder, one line each."""
    loader = Loader(folder)
    rulebook = loader.rulebook()
    faults = list(loader.faults)
    if rulebook is None:
        return faults
    if not rulebook.rules:
        faults.append("signals/en: there is no rule at all")
    for rule in rulebook.rules:
        faults += _faults_of_rule(rule, rulebook)
    return faults


def small_mail(text: str, rule: Rule, rulebook: Rulebook) -> Page:
    """Lay an example out as the mail that a rule would find it in."""
    if rule.look_in in _PLACES:
        words = rulebook.spelling.words_of(text)
        return Page((Line(_PLACES[rule.look_in], Sentence(text, words)),))
    sentences = split_sentences(text, rulebook.spelling)
    return Page(tuple(Line(Where.BODY, sentence) for sentence in sentences))


def _faults_of_rule(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    where = f"{rule.file}, rule {rule.name!r}"
    for text in rule.matches:
        if not any(hit.rule is rule for hit in _hits(text, rule, rulebook)):
            yield f"{where}: does not match {text!r}"
    for text in rule.near_misses:
        hits = _hits(text, rule, rulebook)
        if any(hit.rule is rule for hit in hits):
            yield f"{where}: matches its near miss {text!r}"
        elif names := _say(hits, rule, rulebook):
            yield f"{where}: its near miss {text!r} is {rule.means} all the same, by {names}"


def _hits(text: str, rule: Rule, rulebook: Rulebook) -> list[Hit]:
    page = small_mail(text, rule, rulebook)
    searches = rulebook.outbound if rule.said_by == "me" else rulebook.inbound
    return [hit for search in searches for hit in search.hits(page)]


def _say(hits: Sequence[Hit], rule: Rule, rulebook: Rulebook) -> str:
    """Name the rules that together say what this rule means, "" when they do not."""
    alike = [hit.rule for hit in hits if hit.rule.means == rule.means]
    scoring = rulebook.scoring
    needed = scoring.job_needs if rule.means in WEIGHS_JOB else scoring.needed(rule.means)
    if sum(other.points for other in alike) < needed:
        return ""
    return ", ".join(repr(other.name) for other in alike)
