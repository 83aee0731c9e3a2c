"""`hearback`: one parser for all commands, and the one place that turns errors into words."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from hearback import __version__
from hearback.errors import HearbackError

COMMANDS = (
    "demo", "setup", "cards", "connections", "signals", "notes", "adding", "sign_in", "refresh",
    "export", "install", "doctor", "check_knowledge",
)  # fmt: skip


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    from importlib import import_module

    parser = argparse.ArgumentParser(
        prog="hearback",
        description="Notices when an interviewer's answer is late, and writes the next mail.",
        epilog="Everything stays on this machine, and nothing is ever sent.",
    )
    parser.add_argument("--version", action="version", version=f"hearback {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"hearback.cli.{name}").add_parsers(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 failed, 2 wrong usage."""
    try:
        args = make_parser().parse_args(argv)
        status: int = args.run(args)
        sys.stdout.flush()
    except HearbackError as error:
        print(f"hearback: {error.message}\n{error.remedy}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # `hearback list | head`: the reader has seen enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        print(_unexpected(error), file=sys.stderr)
        return 1
    return status


def _unexpected(error: Exception) -> str:
    """Say where it happened without saying what: an exception's text may hold words of a mail."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "hearback: there is no room left on the disk.\nMake room and try again."
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    return (
        f"hearback: something went wrong that should not ({type(error).__name__} at {place}).\n"
        "Nothing was lost. Please report this line; it holds no text of your mail."
    )


if __name__ == "__main__":
    sys.exit(main())
