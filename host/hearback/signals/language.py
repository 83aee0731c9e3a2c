"""Which language a text is in. Signals are read in English only; nothing is guessed in others.

pycld2 tells it in microseconds but has no wheel for every system, and needs some text to be sure.
Where it is missing, the commonest words of a few languages decide.
"""

import re
from collections.abc import Sequence
from importlib import import_module

ENOUGH = 40
"""Letters that a text needs before its language can be told."""
_LOOKED_AT = 600
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORDS = re.compile(r"[^\W\d_]+")

# Words that stand in almost every text of a language and in few of the others.
_COMMON = {
    "en": "the and you your we our for with that this have will are not from would please",
    "de": "der die das und ist nicht sie wir ihre ihnen mit für auf zu ein eine ich von bei",
    "fr": "le la les des est vous nous votre pour dans que avec une pas sur sont bonjour",
    "es": "el los las que para con una por su usted nos gracias está hemos como del",
    "pt": "não você para com uma que nós sua seu obrigado está como dos pelo foi em",
    "nl": "het een van wij niet jij je met voor ons dat zijn op uw heeft bedankt",
    "it": "il che di non per sono con una grazie della abbiamo suo nostra è gli",
}
_COMMON_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}


def detect_language(text: str) -> str:
    """Return the two-letter code of a text's language, "" when it cannot be told."""
    text = _UNUSUAL.sub(" ", text[:_LOOKED_AT])
    if sum(map(len, _WORDS.findall(text[: ENOUGH * 4]))) < ENOUGH:
        return ""
    try:
        pycld2 = import_module("pycld2")
    except ImportError:
        return _by_common_words(text)
    try:
        sure, _, guesses = pycld2.detect(text)
    except (pycld2.error, UnicodeError):
        return ""
    _, code, share, _ = guesses[0]
    return str(code)[:2] if sure and share >= 50 and code != "un" else ""


def languages_of(texts: Sequence[str]) -> list[str]:
    """Return the language of each mail of a thread.

    A mail too short to tell is in the language of the longest one, English when that cannot be told
    either.
    """
    found = list(map(detect_language, texts))
    longest = max(range(len(texts)), key=lambda number: len(texts[number]), default=0)
    usual = (found[longest] if found else "") or "en"
    return [language or usual for language in found]


def _by_common_words(text: str) -> str:
    words = [word.lower() for word in _WORDS.findall(text)]
    counts = {code: sum(w in known for w in words) for code, known in _COMMON_WORDS.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best < 3 or best <= second:
        return ""
    return max(counts, key=lambda code: counts[code])
