"""What every form that a page reads has in common."""

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """Something a page reads: unchangeable, and nothing beside its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
