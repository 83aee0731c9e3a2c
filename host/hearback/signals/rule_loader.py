"""Reads the rule files and what belongs to them, and collects every fault on the way.

Imported only when the rules are needed: pydantic comes with it.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError

from hearback.errors import KnowledgeBroken
from hearback.signals.name_patterns import BadNamePattern, NamePattern, Names, read_pattern
from hearback.signals.phrase_reader import BadPhrase, Reader
from hearback.signals.phrases import AnyOf, Phrase
from hearback.signals.rule_patterns import faults_of_pattern, literal_of
from hearback.signals.rulefiles import (
    NamesFile,
    RuleFile,
    RuleTable,
    ScoringFile,
    SendersFile,
    SpellingFile,
    Table,
    WordsFile,
    faults_of,
)
from hearback.signals.rules import (
    Contradiction,
    Rule,
    Rulebook,
    Scoring,
    Spoken,
)
from hearback.signals.sender import Senders, Service
from hearback.signals.sentences import Spelling
from hearback.signals.version import knowledge_version

RULES = "signals/en"
NOT_RULES = frozenset({"words.toml", "scoring.toml", "spelling.toml", "names.toml"})

T = TypeVar("T")
Model = TypeVar("Model", bound=Table)


class Loader:
    """Reads one knowledge folder. `faults` holds what is wrong with it, one line each."""

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder
        self.faults: list[str] = []

    def rulebook(self) -> Rulebook | None:
        """Return what could be read, None when a file that everything rests on could not."""
        words = self._file(f"{RULES}/words.toml", WordsFile)
        spelt = self._file(f"{RULES}/spelling.toml", SpellingFile)
        scoring = self._file(f"{RULES}/scoring.toml", ScoringFile)
        names = self._file(f"{RULES}/names.toml", NamesFile)
        senders = self._file("senders.toml", SendersFile)
        rule_files = [
            (name, table)
            for name in self._rule_file_names()
            if (table := self._file(name, RuleFile)) is not None
        ]
        if not (words and spelt):
            return None  # no phrase can be read
        spelling = make_spelling(spelt)
        reader = Reader(spelling, words.lists, common_words(rule_files, spelling))
        self._check_lists(reader, words)
        rules = [
            rule
            for name, table in rule_files
            for rule_table in table.rule
            if (rule := self._rule(name, table, rule_table, reader)) is not None
        ]
        if not (scoring and names and senders):
            return None
        guards = f"{RULES}/scoring.toml"
        return Rulebook(
            rules=tuple(rules),
            scoring=make_scoring(scoring),
            spelling=spelling,
            conditional=self._any_of(guards, scoring.conditional.words, reader),
            declines=self._any_of(guards, scoring.declines.words, reader),
            details=self._any_of(guards, scoring.details.words, reader),
            agrees=self._any_of(guards, scoring.agrees.words, reader),
            takes_part=self._any_of(guards, scoring.takes_part.words, reader),
            asks_reader=self._any_of(guards, scoring.asks_reader.words, reader),
            asks_nothing=self._any_of(guards, scoring.asks_reader.unless, reader),
            times_to_come=self._any_of(guards, scoring.times_to_come.words, reader),
            senders=self._senders(senders, reader),
            names=self._names(names),
            version=knowledge_version(self.folder),
        )

    def _rule_file_names(self) -> list[str]:
        folder = self.folder.joinpath(*RULES.split("/"))
        if not folder.is_dir():
            return []
        names = (entry.name for entry in folder.iterdir())
        rules = (name for name in names if name.endswith(".toml") and name not in NOT_RULES)
        return sorted(f"{RULES}/{name}" for name in rules)

    def _file(self, path: str, model: type[Model]) -> Model | None:
        """Read one file; None, and a fault for each thing that is wrong with it."""
        try:
            text = self.folder.joinpath(*path.split("/")).read_bytes().decode()
            return model.model_validate(tomllib.loads(text))
        except FileNotFoundError:
            self.faults.append(f"{path}: the file is missing")
        except UnicodeDecodeError:
            self.faults.append(f"{path}: the file is not UTF-8 text")
        except tomllib.TOMLDecodeError as error:
            self.faults.append(f"{path}: not valid TOML: {error}")
        except ValidationError as error:
            self.faults += (f"{path}: {fault}" for fault in faults_of(error))
        return None

    def _check_lists(self, reader: Reader, words: WordsFile) -> None:
        for name in words.lists:
            self._try(f"{RULES}/words.toml, list <{name}>", reader.read_list, name)

    def _rule(self, file: str, table: RuleFile, rule: RuleTable, reader: Reader) -> Rule | None:
        before = len(self.faults)
        where = f"{file}, rule {rule.name!r}"
        phrases = self._phrases(where, rule.phrases, reader)
        unless = self._any_of(f"{where}, unless", rule.unless, reader)
        unless_mail = self._any_of(f"{where}, unless_mail", rule.unless_mail, reader)
        pattern = self._pattern(where, rule.pattern) if rule.pattern else None
        if len(self.faults) > before:
            return None
        return Rule(
            name=rule.name,
            file=file,
            means=table.means,
            said_by=table.said_by,
            look_in=rule.look_in,
            points=rule.points,
            phrases=phrases,
            pattern=pattern,
            literal=literal_of(rule.pattern),
            unless=unless if unless.phrases else None,
            unless_mail=unless_mail if unless_mail.phrases else None,
            needs_job=rule.needs_job,
            even_if=rule.even_if,
            short_mail=rule.short_mail,
            matches=tuple(rule.matches),
            near_misses=tuple(rule.near_misses),
        )

    def _phrases(self, where: str, texts: Iterable[str], reader: Reader) -> tuple[Phrase, ...]:
        read = (self._try(f"{where}: {text!r}", reader.read, text) for text in texts)
        return tuple(phrase for phrase in read if phrase is not None)

    def _any_of(self, where: str, texts: Iterable[str], reader: Reader) -> AnyOf:
        return AnyOf.of(self._phrases(where, texts, reader))

    def _pattern(self, where: str, text: str) -> re.Pattern[str] | None:
        self.faults += (f"{where}: {fault}" for fault in faults_of_pattern(text))
        return None if faults_of_pattern(text) else re.compile(text, re.IGNORECASE)

    def _try(self, where: str, read: Callable[[str], T], text: str) -> T | None:
        """Read a phrase or pattern; None and a fault when it cannot be read."""
        try:
            return read(text)
        except (BadPhrase, BadNamePattern) as error:
            self.faults.append(f"{where}: {error}")
            return None

    def _senders(self, table: SendersFile, reader: Reader) -> Senders:
        services = [
            (row, Service(row.name, row.kind, tuple(row.company_in), row.relays))
            for row in table.service
        ]
        robots = "|".join(re.escape(word) for word in table.robots.local)
        people = table.people
        return Senders(
            by_domain={domain: one for row, one in services for domain in row.domains},
            by_subdomain={name: one for row, one in services for name in row.subdomains},
            by_local={word: one for row, one in services for word in row.local},
            robot_local=re.compile(rf"(?:^|[._+-])(?:{robots})(?:$|[._+-]|\d)"),
            freemail_domains=frozenset(table.freemail.domains),
            freemail_names=frozenset(table.freemail.names),
            generic=tuple(table.names.generic),
            legal_forms=frozenset(table.names.legal_forms),
            domain_endings=tuple(table.names.domain_endings),
            titles=frozenset(people.titles),
            recruiters=self._any_of("senders.toml", people.recruiters, reader),
            agencies=self._any_of("senders.toml", people.agencies, reader),
            agencies_say=self._any_of("senders.toml", people.agencies_say, reader),
            agency_domains=tuple(people.agency_domains),
            agency_names=frozenset(people.agency_names),
            offices=frozenset(people.offices),
            spelling=reader.spelling,
        )

    def _names(self, table: NamesFile) -> Names:
        return Names(
            nouns=frozenset(table.role.nouns),
            ends_before=frozenset(table.role.ends_before),
            begins_after=frozenset(table.role.begins_after),
            no_role=frozenset(table.role.never),
            never=frozenset(table.company.never),
            kinds=frozenset(table.company.kinds),
            subject=self._name_patterns(table.subject.patterns),
            body=self._name_patterns(table.body.patterns),
            own=self._name_patterns(table.own.patterns),
            closing=self._name_patterns(table.closing.patterns),
        )

    def _name_patterns(self, texts: Sequence[str]) -> tuple[NamePattern, ...]:
        read = (self._try(f"{RULES}/names.toml: {text!r}", read_pattern, text) for text in texts)
        return tuple(pattern for pattern in read if pattern is not None)


def read_rulebook(folder: Traversable) -> Rulebook:
    """Read the rulebook of a knowledge folder; raises KnowledgeBroken with every fault."""
    loader = Loader(folder)
    rulebook = loader.rulebook()
    if rulebook is None or loader.faults:
        raise KnowledgeBroken(loader.faults)
    return rulebook


def make_spelling(table: SpellingFile) -> Spelling:
    """Make the spelling of a language from its file."""
    return Spelling(
        words=table.words,
        endings=table.endings,
        pairs=table.pairs,
        never=frozenset(table.abbreviations.never),
        before_lower_case=frozenset(table.abbreviations.before_lower_case),
        opening=tuple(table.greetings.opening),
        closing=tuple(table.greetings.closing),
    )


def make_scoring(table: ScoringFile) -> Scoring:
    """Make the scoring from its file."""
    return Scoring(
        needs={str(kind): points for kind, points in table.needs.items()},
        adds={around: frozenset(kinds) for around, kinds in table.adds.items()},
        says={
            around: Spoken(row.kind, row.points, row.needs_job)
            for around, row in table.says.items()
        },
        job_needs=table.job.needs,
        job_about_at_most=table.job.about_at_most,
        job_surroundings={str(name): points for name, points in table.job.surroundings.items()},
        job_signals=table.job.signals,
        job_headed_by=table.job.headed_by,
        job_headed_asks=frozenset(table.job.headed_asks),
        contradictions=tuple(
            Contradiction((row.kinds[0], row.kinds[1]), row.lead) for row in table.contradiction
        ),
        silences={kind: frozenset(kinds) for kind, kinds in table.silences.items()},
        confidence=tuple((row.points, row.share) for row in table.confidence),
        promise=table.promise,
    )


def common_words(
    rule_files: Sequence[tuple[str, RuleFile]], spelling: Spelling
) -> Callable[[str], float]:
    """Return how common a word is, counted in the rules' own examples.

    A phrase is looked for by its rarest word, so this decides how fast mails are read, never what
    is found in them.
    """
    examples = [
        text
        for _, table in rule_files
        for rule in table.rule
        for text in (*rule.matches, *rule.near_misses)
    ]
    counted = Counter(word for words in spelling.words_of_each(examples) for word in words)
    return lambda word: counted[word] + 1.0
