"""What a mail says → a line of JSON on the command line."""

from hearback.mail.message import Message
from hearback.protocol.listings import MessageSignals, PromiseDates, SignalView
from hearback.signals.signal import Reading, Signal


def message_signals(message: Message, reading: Reading) -> MessageSignals:
    """Return one line of `hearback signals --json`."""
    return MessageSignals(
        message_id=reading.envelope.message_id,
        thread=reading.envelope.thread_id,
        date=reading.envelope.date,
        direction="outbound" if reading.outbound else "inbound",
        job=reading.job,
        language=reading.language or None,
        signals=[_signal(signal) for signal in reading.signals],
        problems=list(message.problems),
    )


def _signal(signal: Signal) -> SignalView:
    promise = signal.promise
    return SignalView(
        kind=signal.kind,
        evidence=signal.evidence,
        rule=signal.rule,
        confidence=round(signal.confidence, 2),
        promise=PromiseDates(
            earliest=promise.earliest,
            latest=promise.latest,
            strength=promise.strength,
            about=promise.about,
        )
        if promise
        else None,
    )
