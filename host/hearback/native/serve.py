"""`hearback-host`: the program that the browser starts to speak with the extension.

stdout is the wire. Before anything else is imported, the real one is set aside for frames and
everyone else's is pointed at stderr: one stray print would end the connection. The host exits when
stdin ends; the browser kills it two seconds after closing the port, without a warning, so nothing
may depend on what is done at exit.
"""

import os
import sys

TYPE_CHECKING = False  # without typing, for hello has to be quick
if TYPE_CHECKING:
    from typing import BinaryIO

    from hearback.native.conversation import Answer, Conversation
    from hearback.native.dispatch import Desk

STDOUT, STDERR = 1, 2


def main() -> int:
    """Speak with the extension until it hangs up; return the exit status."""
    try:
        incoming, outgoing = take_the_wire()
    except OSError:
        sys.stderr.write("hearback-host: there is no stdin or stdout to speak on.\n")
        return 1
    from hearback.native.conversation import Conversation
    from hearback.native.log import keep_texts_out_of_stderr, log, log_failure
    from hearback.native.origin import refuse_origin

    keep_texts_out_of_stderr()
    if refusal := refuse_origin(sys.argv[1:], os.environ):
        log(refusal)
        return 1
    try:
        return serve(incoming, outgoing, Conversation(get_ready))
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        log_failure("stopped", error)
        return 1


def take_the_wire() -> "tuple[BinaryIO, BinaryIO]":
    """Return stdin and the real stdout as raw streams; what prints from now on goes to stderr.

    Raises OSError when the process was started without them.
    """
    wire = os.dup(STDOUT)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(wire, os.O_BINARY)
    try:
        os.dup2(STDERR, STDOUT)
    except OSError:
        # A browser without a console may start us with stderr closed.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.dup2(nowhere, STDOUT)
    if sys.stderr is None:
        sys.stderr = os.fdopen(STDERR, "w", encoding="utf-8", closefd=False)
    sys.stdout = sys.stderr
    return os.fdopen(0, "rb", buffering=0), os.fdopen(wire, "wb", buffering=0)


def serve(incoming: "BinaryIO", outgoing: "BinaryIO", conversation: "Conversation") -> int:
    """Answer frame by frame until the stream ends; return the exit status."""
    from hearback.native.framing import EndOfStream, FrameUnreadable, StreamLost, read_frame
    from hearback.native.log import log
    from hearback.native.problems import NO_ID, problem

    while True:
        try:
            reply = conversation.reply_to(read_frame(incoming))
        except EndOfStream:
            return 0
        except FrameUnreadable as error:
            reply = problem("not_json", NO_ID, str(error))
        except StreamLost as error:
            log(f"{error}, so the connection cannot go on. Close the panel and open it anew.")
            return 1
        send(outgoing, reply)


def send(outgoing: "BinaryIO", reply: dict[str, object]) -> None:
    """Write a reply, or in its place a problem with the same id when it cannot be sent."""
    from hearback.native.framing import ReplyTooLarge, write_frame
    from hearback.native.log import log, log_failure
    from hearback.native.problems import id_of, problem

    try:
        write_frame(outgoing, reply)
    except ReplyTooLarge as error:
        log(f"{error} was not sent")
        write_frame(outgoing, problem("reply_too_large", id_of(reply)))
    except (ValueError, TypeError) as error:
        log_failure("a reply is no JSON", error)
        write_frame(outgoing, problem("internal", id_of(reply)))


def get_ready() -> "Answer":
    """Return what answers requests on the user's data folder; imports all that this takes."""
    import gc
    from datetime import datetime

    # What is imported now stays: looking for garbage in it costs a tenth of the start.
    gc.disable()
    from hearback.native.answering import Answering

    return Answering(open_desk, lambda: datetime.now().astimezone()).answer


def open_desk() -> "Desk":
    """Open the user's data folder."""
    import gc

    from hearback.native.desk import open_panel_desk
    from hearback.store.folders import data_folder

    desk = open_panel_desk(data_folder(os.environ), os.environ)
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000)
    return desk


if __name__ == "__main__":
    sys.exit(main())
