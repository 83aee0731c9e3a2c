"""Lines on stderr, which the browser keeps in its own log. They never hold a word of a mail.

So of an exception only its type and the places it passed are written, never its text: an
exception's text may quote what it choked on.
"""

import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

PLACES = 6


def log(words: str) -> None:
    """Write one line; a browser that closed stderr is no reason to stop."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"hearback-host: {words}\n")
        sys.stderr.flush()


def log_failure(what: str, error: BaseException) -> None:
    """Write which errors came one out of the other, and where each was raised, innermost first."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None and len(told) < PLACES:
        told.append(f"{type(current).__name__} at {' < '.join(_places(current.__traceback__))}")
        current = current.__cause__ or current.__context__
    log(f"{what}: {'; after '.join(told)}")


def _places(trace: TracebackType | None) -> list[str]:
    places: list[str] = []
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        places.append(f"{path.parent.name}/{path.name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[::-1][:PLACES] or ["an unknown place"]


def keep_texts_out_of_stderr() -> None:
    """Make Python's own last words follow the rule too: errors nobody caught, and warnings."""
    import warnings

    # A warning may quote a value: pydantic's do.
    warnings.simplefilter("ignore")
    sys.excepthook = lambda _, error, __: log_failure("stopped", error)
    sys.unraisablehook = lambda found: log_failure(
        "went on after", found.exc_value or found.exc_type()
    )
