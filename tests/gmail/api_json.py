"""Raw mail → the JSON of Gmail's API in format `full`, as the discovery document has it."""

import email
from base64 import urlsafe_b64encode
from email.message import Message as Part
from email.policy import compat32
from typing import Any


def encode(data: bytes) -> str:
    """base64url; Google leaves the padding off at times."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def api_message(raw: bytes, **told: Any) -> dict[str, Any]:
    """Return a message; `told` overrides or adds fields."""
    payload = api_part(email.message_from_bytes(raw, policy=compat32), "")
    defaults = {
        "id": "18c1",
        "threadId": "18c0",
        "historyId": "77",
        "internalDate": "1772604000000",
    }
    return {**defaults, "labelIds": ["INBOX"], "snippet": "", "payload": payload, **told}


def api_part(part: Part, number: str) -> dict[str, Any]:
    headers = [{"name": name, "value": as_utf8(value)} for name, value in part.raw_items()]
    told: dict[str, Any] = {
        "partId": number,
        "mimeType": part.get_content_type(),
        "filename": str(part.get_filename() or ""),
        "headers": headers,
    }
    inner = part.get_payload()
    if part.is_multipart() and isinstance(inner, list):
        told["body"] = {"size": 0}
        told["parts"] = [
            api_part(child, f"{number}.{index}")
            for index, child in enumerate(inner)
            if isinstance(child, Part)
        ]
    else:
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        told["body"] = {"size": len(data), "data": encode(data)}
    return told


def as_utf8(value: object) -> str:
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def leave_out(part: dict[str, Any], attachment_id: str, size: int = 500_000) -> None:
    """Leave the body of a part out, as Gmail does with large ones."""
    part["body"] = {"size": size, "attachmentId": attachment_id}
