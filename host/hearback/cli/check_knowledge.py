"""`hearback check-knowledge`: every fault of every rule, play, template and sample, at once."""

import argparse

from hearback.advice.playbook import FILE, parse_playbook
from hearback.drafts.call_plan import check_call_plan
from hearback.drafts.compose import WRITTEN_BY
from hearback.drafts.courtesy import check_courtesy
from hearback.drafts.templates import check_templates
from hearback.errors import KnowledgeBroken
from hearback.gmail.searches import check_searches
from hearback.signals.dates import check_dates
from hearback.signals.rules import check_rules
from hearback.takeout.sample import check_sample


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check-knowledge`."""
    parser = commands.add_parser(
        "check-knowledge", help="check the rules, the playbook and the templates"
    )
    parser.set_defaults(run=run)


def find_faults() -> list[str]:
    """Return all faults of the knowledge that comes with Hearback, one line each."""
    return [
        *check_rules(),
        *check_dates(),
        *check_playbook(),
        *check_templates(WRITTEN_BY),
        *check_call_plan(),
        *check_courtesy(),
        *check_sample(),
        *check_searches(),
    ]


def check_playbook() -> list[str]:
    """Return the faults of the playbook."""
    from importlib.resources import files

    return parse_playbook((files("hearback") / "knowledge" / FILE).read_text(encoding="utf-8"))[1]


def run(args: argparse.Namespace) -> int:
    """Print that all is well, or raise KnowledgeBroken with everything that is not."""
    faults = find_faults()
    if faults:
        raise KnowledgeBroken(faults)
    print("The rules, the playbook, the templates and the sample mailbox are in order.")
    return 0
