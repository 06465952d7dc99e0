"""What one has to have, do or pay to get in: conditions of access."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """A kind of condition; the order is the order in which a visitor needs to know them."""

    REFERRAL = "referral"
    """Only when sent by a social worker: the address is not public."""
    APPOINTMENT = "appointment"
    REGISTRATION = "registration"
    PRICE = "price"
    DOCUMENTS = "documents"
    ANIMALS = "animals"
    WHEELCHAIR = "wheelchair"
    HEATED = "heated"
    AIR_CONDITIONED = "air_conditioned"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCondition:
    """One condition, as far as it is known.

    Attributes:
        holds: True (needed, or offered), False (not), None: nobody said, but there is a detail.
        detail: What the source says about it, plain text in the source's language.
    """

    condition: Condition
    holds: bool | None = None
    detail: str | None = None


def holds(conditions: tuple[AccessCondition, ...], condition: Condition) -> bool | None:
    """Whether ``condition`` holds; None when it is not known."""
    for each in conditions:
        if each.condition is condition:
            return each.holds
    return None
