"""Takes from a company's name and from a job title what stands around them in a mail."""

import re
from collections.abc import Sequence

from hearback.signals.name_patterns import Names
from hearback.signals.sender import Senders

_JOINS = frozenset({"of", "and", "&", "for", "the", "de", "du", "la", "von", "und"})
_LONGEST_ROLE = 80
_MOST_WORDS = 8

# "(m/f/d)", "[Remote]", "- Req. 12345", "#12345"
_ASIDE = re.compile(
    r"\s*[(\[{][^()\[\]{}]{0,40}[)\]}]|\s(?:- )?(?:req\w*|ref|id)?[.:]? ?#?[A-Z]{0,3}-?\d{4,}\b",
    re.I,
)
# What stands before a title: "the next round of interviews for the", "timeline for".
_LEADS_TO = re.compile(
    r"\b(?:for|as|about)\b (?:the |our |an? |your )?|\b(?:of|and) (?:the|our|an?|your) "
)
_MONEY = tuple("£$€₹")
# What stands between a title and the company's name.
_BESIDE = re.compile(r"(?:\s*[,|:(]\s*|\s+(?:[-\u2013\u2014]|at|@|with)\s+)\Z", re.I)
_PARTS = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[|:]\s*")


def clean_company(raw: str, names: Names, senders: Senders) -> str:
    """Return a company's name without offices ("Careers") and legal forms, "" when it is none."""
    words = raw.replace("\u2019", "'").strip(" \t\"'.,:;!?-\u2013\u2014|()").split()
    while words and _is_office(words, senders):
        words = words[:-1] if len(words) > 1 else []
    while len(words) > 1 and words[-1].lower().strip(",") in senders.legal_forms:
        words = words[:-1]
    if words and words[0].lower() == "the":
        words = words[1:]
    while words and words[-1].lower() in _JOINS:
        words = words[:-1]
    name = " ".join(words)
    if words[:1] not in (["St"], ["St."], ["Saint"]):  # "St Mary's" is a whole name
        name = name.removesuffix("'s")
    name = name.strip(" ,.-&")
    low = name.lower()
    words = low.split()
    if (
        not _may_be_name(low)
        or low in senders.generic
        or not names.never.isdisjoint((low, words[0]))
    ):
        return ""
    # "Northwind Traders" is a business, "Data Trader" a job.
    return name if words[-1] in names.kinds or not is_role(name, names) else ""


def _may_be_name(name: str) -> bool:
    """Whether it has letters, unlike the 10 of "at 10:00", and neither too few nor too many."""
    return 2 <= len(name) <= 60 and "@" not in name and any(map(str.isalpha, name))


def clean_role(raw: str, names: Names) -> str:
    """Return a job title without what stands around it, "" when it is none."""
    pieces = [p for p in _LEADS_TO.split(_ASIDE.sub("", raw[:200])) if is_role(p, names)]
    parts = _PARTS.split(pieces[-1] if pieces else "")
    while parts and not is_role(parts[0], names):
        parts = parts[1:]
    role = " ".join(_title_words(" - ".join(parts), names))
    role = re.sub(r"-\d{4,}\Z", "", role.strip(" ,.;:!?\"'-\u2013\u2014|/&"))
    if role.lower() in names.no_role or len(role) > _LONGEST_ROLE:
        return ""
    return role if is_role(role, names) else ""


def without_company(role: str, company: str, names: Names) -> str:
    """Return a job title without the company's name: "Ops Manager" of "Ops Manager, Corvid"."""
    if not company:
        return role
    at = role.lower().find(company.lower())
    if at < 0:
        return role
    before, after = role[:at], role[at + len(company) :]
    shorter = _BESIDE.sub("", before) if at else after.strip()
    glued = _BESIDE.search(before) if at else after.startswith(" ")
    return shorter if glued and is_role(shorter, names) else role


def _title_words(text: str, names: Names) -> list[str]:
    """Return the words of a title: from the first that can begin it to where it must end."""
    words = text.replace("\u2019", "'").split()
    while words and (words[0].lower() in names.begins_after or words[0].isdigit()):
        words = words[1:]
    kept: list[str] = []
    for word in words[:_MOST_WORDS]:
        bare = word.lower().strip(",.;:!?\"'")
        ends = bare in names.ends_before or bare[:1] in _MONEY
        # "Research and Development Engineer" goes on behind its "and".
        if ends and (bare != "and" or is_role(" ".join(kept), names)):
            break
        kept.append(word)
        if word.endswith((".", "!", "?", ";")) and len(bare) > 2:
            break
    return kept


def is_role(text: str, names: Names) -> bool:
    """Whether a text reads like a job title."""
    words = re.findall(r"[a-z]+", text.lower())
    return any(word in names.nouns or word.removesuffix("s") in names.nouns for word in words)


def _is_office(words: Sequence[str], senders: Senders) -> bool:
    """Whether the last word only names an office: "Acme Careers", "Acme Hiring Team"."""
    return words[-1].lower().strip(",") in senders.generic
