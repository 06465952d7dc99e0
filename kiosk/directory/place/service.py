"""What is given at a place."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.directory.hours.notice import Closure, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition, holds
from kiosk.directory.place.audience import Audience


class Saturation(StrEnum):
    """How full a service is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One thing given at a place.

    ``opening_hours``, ``audience``, ``conditions`` and ``languages`` of None mean: as the place.

    Attributes:
        id: The source's id, or its rank among the services of the place.
        category: Id of ``categories.json``; None when the source's word was not understood.
        name: What the source calls it, when it says more than the category.
        details: What the category asks besides ("courseType", "fle"), as the source writes it.
    """

    id: str
    category: str | None = None
    name: str | None = None
    description: str | None = None
    opening_hours: OpeningHours | None = None
    closures: tuple[Closure, ...] = ()
    temporary_hours: tuple[TemporaryHours, ...] = ()
    audience: Audience | None = None
    conditions: tuple[AccessCondition, ...] | None = None
    languages: tuple[str, ...] | None = None
    saturation: Saturation | None = None
    saturation_detail: str | None = None
    details: tuple[tuple[str, str], ...] = ()

    @property
    def referral_only(self) -> bool:
        """Whether one must be sent by a social worker."""
        return bool(self.conditions) and holds(self.conditions or (), Condition.REFERRAL) is True
