"""Message ↔ JSON values, without its envelope: that stands in the reading already."""

from datetime import datetime

from hearback.mail.message import Address, Envelope, Invitation, Message
from hearback.store.signal_json import Row, filled, moment_of, moment_row


def body_row(message: Message) -> Row:
    """Return all of a message but its envelope as JSON values."""
    return filled(
        text=message.text,
        signature=message.signature,
        forwarded=message.forwarded,
        invitations=[_invitation_row(invitation) for invitation in message.invitations],
        problems=message.problems,
    )


def message_of(envelope: Envelope, row: Row) -> Message:
    """Return the message of which these are the envelope and the other JSON values."""
    return Message(
        envelope=envelope,
        text=row.get("text", ""),
        signature=row.get("signature", ""),
        forwarded=row.get("forwarded", ""),
        invitations=tuple(map(_invitation_of, row.get("invitations", ()))),
        problems=tuple(row.get("problems", ())),
    )


def _invitation_row(invitation: Invitation) -> Row:
    return filled(
        uid=invitation.uid,
        method=invitation.method,
        start=invitation.start.isoformat(),
        end=moment_row(invitation.end),
        summary=invitation.summary,
        location=invitation.location,
        description=invitation.description,
        sequence=invitation.sequence,
        stamp=moment_row(invitation.stamp),
        recurrence_id=invitation.recurrence_id,
        organizer=_address_row(invitation.organizer) if invitation.organizer else None,
        attendees=[_address_row(attendee) for attendee in invitation.attendees],
        zone_known=invitation.zone_known,
    )


def _invitation_of(row: Row) -> Invitation:
    get = row.get
    return Invitation(
        uid=get("uid", ""),
        method=get("method", ""),
        start=datetime.fromisoformat(row["start"]),
        end=moment_of(get("end")),
        summary=get("summary", ""),
        location=get("location", ""),
        description=get("description", ""),
        sequence=get("sequence", 0),
        stamp=moment_of(get("stamp")),
        recurrence_id=get("recurrence_id", ""),
        organizer=Address(*row["organizer"]) if "organizer" in row else None,
        attendees=tuple(Address(*attendee) for attendee in get("attendees", ())),
        zone_known=get("zone_known", False),
    )


def _address_row(address: Address) -> tuple[str, str]:
    return address.name, address.address
