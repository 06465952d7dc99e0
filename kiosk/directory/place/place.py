"""The door one knocks at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.notice import Closure, Notice, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition, holds
from kiosk.directory.place.audience import Audience
from kiosk.directory.place.itinerary import Itinerary
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import is_sensitive


class Visibility(StrEnum):
    """Who may see a place."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    """Only the desk."""
    UNPUBLISHED = "unpublished"
    """A draft, or off line, or closed for good: only the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a letter would go.

    ``town_code`` is the INSEE code of the commune; ``country`` ISO 3166-1 alpha-2, lower case.
    """

    street: str | None = None
    extra: str | None = None
    postal_code: str | None = None
    town: str | None = None
    town_code: str | None = None
    country: str = "fr"

    @property
    def lines(self) -> tuple[str, ...]:
        """As on a letter."""
        town = " ".join(part for part in (self.postal_code, self.town) if part)
        return tuple(part for part in (self.street, self.extra, town) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number: ``number`` to dial (E.164, or a short number), ``display`` as it is read locally."""

    number: str
    display: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPerson:
    """Someone to ask for. Never leaves the desk."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who runs a place."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who said so, and under which licence it may be passed on."""

    name: str
    url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The description of a place in another language, by a person. Programs' translations are never kept."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The door one knocks at, and what is given behind it.

    Attributes:
        feed: Which feed brought it, e.g. "soliguide".
        foreign_id: Its id there; with ``feed`` it is the identity across imports.
        number: Our own number, given by the store; None before.
        slug: Its name in URLs, given by the store.
        approximate: ``point`` is the middle of the town, not the door.
        confirmed_on: Last day that a human confirmed it.
        remarks: What a feed said and no field holds, each with the heading it came from.
        language: Language that its free texts are written in.
        translations: Of its description, by people.
        released: Fields that its keeper shows to the public though one must be sent there: see
            :data:`kiosk.directory.place.public.RELEASABLE`.
    """

    feed: str
    foreign_id: str
    name: str
    number: int | None = None
    slug: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    organisation: Organisation | None = None
    description: str | None = None
    address: Address = Address()
    point: Point | None = None
    approximate: bool = False
    time_zone: str = "Europe/Paris"
    phones: tuple[Phone, ...] = ()
    email: str | None = None
    website: str | None = None
    contact_people: tuple[ContactPerson, ...] = ()
    opening_hours: OpeningHours = OpeningHours()
    closures: tuple[Closure, ...] = ()
    temporary_hours: tuple[TemporaryHours, ...] = ()
    notices: tuple[Notice, ...] = ()
    audience: Audience = Audience()
    conditions: tuple[AccessCondition, ...] = ()
    languages: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    itinerary: Itinerary | None = None
    sources: tuple[Source, ...] = ()
    confirmed_on: date | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    language: str = "fr"
    translations: tuple[Translation, ...] = ()
    released: tuple[str, ...] = ()

    def described_in(self, language: str) -> str | None:
        """Its description as a person translated it; None where nobody has."""
        return next((each.text for each in self.translations if each.language == language), None)

    @property
    def sensitive(self) -> bool:
        """Whether one of its services is what nobody should read over a shoulder."""
        return is_sensitive(each.category for each in self.services if each.category)

    @property
    def referral_only(self) -> bool:
        """Whether its address must be hidden: it, or every one of its services, asks for a referral."""
        if holds(self.conditions, Condition.REFERRAL):
            return True
        return bool(self.services) and all(each.referral_only for each in self.services)
