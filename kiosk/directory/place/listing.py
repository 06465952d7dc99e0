"""Under what a place is found: the rows of the index, made of what the public may know of it.

Each offer stands under every topic that it answers: its category, those above it, its needs, and
"anything". All that decides who may come and when stands in the row itself, so that the nearest
are chosen without opening a single place.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Final

from kiosk.caches import read_once
from kiosk.directory.geography.cell import NOWHERE, cell_of
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import Town, town_of
from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.audience import Welcome, audience_kinds
from kiosk.directory.place.opening import schedule_of, schedule_of_stop
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Saturation, Service
from kiosk.directory.vocabulary.category import Need, ancestors, needs_of
from kiosk.directory.vocabulary.fold import split
from kiosk.directory.vocabulary.language import languages

MICRO: Final = 1_000_000
"""Positions are kept in millionths of a degree, about a tenth of a metre."""

_BITS: Final = 62
LANGUAGE_COLUMNS: Final = 3


class Trait(IntFlag):
    """What a row says yes to."""

    UNLOCATED = 1
    """Only the town is known, or told: the position is the town's middle."""
    APPROXIMATE = 2
    WHEELCHAIR = 4
    APPOINTMENT = 8
    SELECTIVE = 16
    """Not everyone may come."""
    REFERRAL = 32
    """One must be sent there."""


class Field(IntEnum):
    """Where a word stands; the lower, the more it tells of what a place is."""

    NAME = 0
    ORGANISATION = 1
    SERVICE = 2
    """Name or description of a service, or of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing given at one door.

    Attributes:
        point: Where; the middle of the town for what is unlocated; None when not even that is known.
        cell: Of ``point``.
        topics: Keys of everything that it answers, each with how central it is there: 0 what is
            meant first, 1 one of the choices offered, 2 what belongs to it too.
        refuses: Bits of the audiences that may not come.
        meant_for: Bits of the audiences that it was made for.
        traits: See :class:`Trait`.
        speaks: Bits of the languages spoken, in columns.
        schedule: When.
        fullness: 0 unknown or low, 1 moderate, 2 high.
    """

    point: Point | None
    cell: int
    topics: tuple[tuple[int, int], ...]
    refuses: int
    meant_for: int
    traits: Trait
    speaks: tuple[int, ...]
    schedule: Schedule
    fullness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything a place is found under; ``words`` with the best field each stands in."""

    offers: tuple[Offer, ...]
    words: dict[str, Field]


def listing_of(place: Place, town: Town | None) -> Listing:
    """The rows of ``place``, which must be as the public may know it; ``town`` where it lies."""
    offers = [
        offer for service in place.services or (None,) for offer in _offers(place, service, town)
    ]
    return Listing(offers=tuple(dict.fromkeys(offers)), words=_words(place))


@read_once
def topic_key(topic: str) -> int:
    """The number of "any", "need:eat" or "category:shower": the same on every machine."""
    return zlib.crc32(topic.encode()) & 0x7FFF_FFFF


@read_once
def audience_bit(kind: str) -> int:
    """The bit of an audience."""
    return 1 << list(audience_kinds()).index(kind)


@read_once
def language_bit(code: str) -> tuple[int, int]:
    """The column and the bit of a spoken language."""
    column, bit = divmod(list(languages()).index(code), _BITS)
    return column, 1 << bit


def schedule_key(document: bytes) -> int:
    """The number of a schedule, made of its content: equal schedules share it."""
    return int.from_bytes(hashlib.blake2b(document, digest_size=8).digest()) >> 1


def _offers(place: Place, service: Service | None, town: Town | None) -> Iterator[Offer]:
    stops = place.itinerary.stops if place.itinerary else ()
    if not stops:
        yield _offer(place, service, place.point, town, schedule_of(place, service))
    for stop in stops:
        stop_town = town_of(stop.town, stop.postal_code) or town
        yield _offer(place, service, stop.point, stop_town, schedule_of_stop(place, stop))


def _offer(
    place: Place,
    service: Service | None,
    point: Point | None,
    town: Town | None,
    schedule: Schedule,
) -> Offer:
    audiences = [place.audience]
    if service is not None and service.audience is not None:
        audiences.append(service.audience)
    # Only an exclusive welcome turns anybody away.
    exclusive = [each for each in audiences if each.welcome is Welcome.EXCLUSIVE]
    refuses = sum(
        audience_bit(kind)
        for kind in (audience_kinds() if exclusive else ())
        if not all(each.admits(kind) for each in exclusive)
    )
    kinds = {kind for each in audiences for kind in each.kinds if kind in audience_kinds()}
    known = point or (town.point if town else None)
    return Offer(
        point=known,
        cell=cell_of(known) if known else NOWHERE,
        topics=_topics(service.category if service else None),
        refuses=refuses,
        meant_for=sum(audience_bit(kind) for kind in kinds),
        traits=_traits(place, located=point is not None, selective=bool(refuses)),
        speaks=_speaks((service.languages if service else None) or place.languages),
        schedule=schedule,
        fullness=_FULLNESS[service.saturation if service else None],
    )


_FULLNESS: Final = {None: 0, Saturation.LOW: 0, Saturation.MODERATE: 1, Saturation.HIGH: 2}


@read_once
def _topics(category: str | None) -> tuple[tuple[int, int], ...]:
    names = {"any": 0}
    if category:
        names |= {f"category:{each}": 0 for each in sorted(ancestors(category))}
        names |= {f"need:{need.id}": _aside(category, need) for need in needs_of(category)}
    return tuple((topic_key(name), aside) for name, aside in names.items())


def _aside(category: str, need: Need) -> int:
    above = ancestors(category)
    if above & set(need.first):
        return 0
    return 1 if above & set(need.choices) else 2


def _traits(place: Place, *, located: bool, selective: bool) -> Trait:
    traits = Trait(0)
    if not located:
        traits |= Trait.UNLOCATED
    if place.approximate:
        traits |= Trait.APPROXIMATE
    if holds(place.conditions, Condition.WHEELCHAIR):
        traits |= Trait.WHEELCHAIR
    if holds(place.conditions, Condition.APPOINTMENT):
        traits |= Trait.APPOINTMENT
    if place.referral_only:
        traits |= Trait.REFERRAL
    return traits | Trait.SELECTIVE if selective else traits


def _speaks(codes: Iterable[str]) -> tuple[int, ...]:
    columns = [0] * LANGUAGE_COLUMNS
    for code in codes:
        if code in languages():
            column, bit = language_bit(code)
            columns[column] |= bit
    return tuple(columns)


def _words(place: Place) -> dict[str, Field]:
    """Folded words of names, organisation and services; never of an address."""
    texts: list[tuple[str | None, Field]] = [(place.name, Field.NAME)]
    texts.append((place.organisation.name if place.organisation else None, Field.ORGANISATION))
    for service in place.services:
        texts += [(service.name, Field.SERVICE), (service.description, Field.SERVICE)]
    texts.append((place.description, Field.SERVICE))
    found: dict[str, Field] = {}
    for text, field in texts:
        for word in split(text) if text else ():
            found.setdefault(word[:40], field)
    return found
