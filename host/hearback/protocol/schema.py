"""The JSON schema of the wire, from which TypeScript's types are made.

`python -m hearback.protocol.schema > extension/protocol.schema.json`, or `make protocol`. It is
one object with a `request` and a `reply`, so that one file and one set of `$defs` serve both ways.
Requests are described as the host accepts them, replies as it writes them.
"""

import json
import sys
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from hearback.protocol.messages import REPLIES, REQUESTS


class _WireSchema(GenerateJsonSchema):
    """Pydantic's schema without what would make the generated TypeScript noisy."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave titles of fields out: json2ts makes a type alias of every one."""
        return False

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> dict[str, Any]:
        """Leave `discriminator` out: it is OpenAPI's word, and validators of JSON schema refuse it.

        `kind` still tells the members apart, being a constant in each.
        """
        made = super().tagged_union_schema(schema)
        made.pop("discriminator", None)
        return made


def wire_schema() -> dict[str, Any]:
    """Return the schema of an object that holds any request and any reply."""
    members, shared = TypeAdapter.json_schemas(
        [("request", "validation", REQUESTS), ("reply", "serialization", REPLIES)],
        schema_generator=_WireSchema,
    )
    definitions = shared["$defs"] | {
        "Request": members["request", "validation"],
        "Reply": members["reply", "serialization"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wire",
        "description": "What the extension may say, and what the host may answer.",
        "type": "object",
        "properties": {
            "request": {"$ref": "#/$defs/Request"},
            "reply": {"$ref": "#/$defs/Reply"},
        },
        "required": ["request", "reply"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def schema_text() -> str:
    """Return the text of `extension/protocol.schema.json`: sorted, so that a diff reads well."""
    return json.dumps(wire_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(schema_text())
