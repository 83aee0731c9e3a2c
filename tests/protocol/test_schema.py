"""The schema that TypeScript's types are made from is the one that the models give."""

from pathlib import Path

from hearback.protocol.schema import schema_text, wire_schema

COMMITTED = Path(__file__).parents[2] / "extension" / "protocol.schema.json"


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "Run `make protocol`."


def test_every_message_is_told_apart_by_a_required_constant() -> None:
    definitions = wire_schema()["$defs"]
    for union in ("Request", "Reply"):
        members = [member["$ref"].rpartition("/")[2] for member in definitions[union]["oneOf"]]
        assert len(members) >= 5
        for member in members:
            described = definitions[member]
            assert "const" in described["properties"]["kind"]
            assert {"id", "kind"} <= set(described["required"])


def test_replies_promise_all_their_fields() -> None:
    for name, described in wire_schema()["$defs"].items():
        if name.endswith("View") or name in ("Ready", "Applications", "Card"):
            assert set(described["required"]) == set(described["properties"]), name


def test_no_field_has_a_title_and_nothing_unknown_is_let_in() -> None:
    for name, described in wire_schema()["$defs"].items():
        for field, schema in described.get("properties", {}).items():
            assert "title" not in schema, f"{name}.{field}"
        if described.get("type") == "object":
            assert described["additionalProperties"] is False, name
