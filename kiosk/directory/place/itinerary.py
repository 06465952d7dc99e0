"""An outreach van's round. Never the visitor's own way."""

from dataclasses import dataclass

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where the round halts.

    Attributes:
        name: The street or square, as the source writes it.
        town: Its town.
        postal_code: Its postal code.
        point: Where, or None.
        opening_hours: When it stands there.
        description: What the source adds.
    """

    name: str
    town: str | None = None
    postal_code: str | None = None
    point: Point | None = None
    opening_hours: OpeningHours
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """The stops of a round, in its order."""

    stops: tuple[Stop, ...]
