"""What all messages that pydantic makes and checks have in common."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Shared by all messages: nothing unknown is accepted, nothing changes after it was made."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        from_attributes=True,
        # A start of the host uses few of them, and to build them all takes longer than the answer.
        defer_build=True,
        json_schema_serialization_defaults_required=True,
    )
