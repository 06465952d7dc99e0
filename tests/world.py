"""A few invented places that cover the edges. Monday 2 March 2026 is an ordinary day in Dijon."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, Welcome
from kiosk.directory.place.itinerary import Itinerary, Stop
from kiosk.directory.place.place import Address, ContactPerson, Phone, Place, Source, Visibility
from kiosk.directory.place.service import Service

PARIS = ZoneInfo("Europe/Paris")
MONDAY_10H = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = Point(47.3220, 5.0415)
SECRET_STREET = "9 impasse du Verger"
SECRET_POINT = Point(47.3351, 5.0288)
SECRET_CODE = "21079"


def place(foreign_id: str, name: str, **changes: object) -> Place:
    """A place in Dijon, open on weekdays, that gives meals."""
    given: dict[str, object] = {
        "feed": "world",
        "foreign_id": foreign_id,
        "name": name,
        "address": Address(street=f"{foreign_id} rue du Test", postal_code="21000", town="Dijon"),
        "point": Point(47.3225, 5.0420),
        "opening_hours": OpeningHours(osm="Mo-Fr 09:00-17:00; PH off"),
        "services": (Service(id="#1", category="food_distribution"),),
        "languages": ("fr",),
        "sources": (Source(name="World"),),
        "confirmed_on": date(2026, 2, 20),
        "phones": (Phone(number="+33353011001", display="03 53 01 10 01"),),
    }
    return Place(**{**given, **changes})  # type: ignore[arg-type]


def hidden_place() -> Place:
    """Referral-only: its address stands in every field where people write it."""
    told = f"Nous sommes au {SECRET_STREET}, {SECRET_CODE} Dijon. Appelez d'abord."
    return place(
        "hidden",
        "Maison Discrète",
        address=Address(
            street=SECRET_STREET, extra="Bâtiment caché", postal_code=SECRET_CODE, town="Dijon"
        ),
        point=SECRET_POINT,
        description=told,
        website="https://exemple.invalid/9-impasse-du-verger",
        contact_people=(ContactPerson(name="Prénom Inventé", email="prenom@exemple.invalid"),),
        opening_hours=OpeningHours(osm="Mo-Su 08:00-20:00", note=told),
        conditions=(AccessCondition(condition=Condition.REFERRAL, holds=True, detail=told),),
        services=(
            Service(id="#1", category="emergency_accommodation", description=told),
            Service(id="#2", category="food_distribution", name=f"Repas, {SECRET_STREET}"),
        ),
        audience=Audience(welcome=Welcome.EXCLUSIVE, kinds=("women",), detail=told),
        remarks=(("adresse", told),),
    )


def world() -> list[Place]:
    """Everything."""
    return [
        place("near", "Table Proche"),
        place("far", "Table Lointaine", point=Point(47.3700, 5.1200)),
        place(
            "night",
            "Abri de Nuit",
            opening_hours=OpeningHours(osm="Mo-Su 20:00-08:00"),
            services=(Service(id="#1", category="emergency_accommodation"),),
        ),
        place("unknown", "Sans Horaires", opening_hours=OpeningHours(note="Venez le matin")),
        place(
            "women",
            "Douches des Femmes",
            audience=Audience(welcome=Welcome.EXCLUSIVE, kinds=("women",)),
            services=(Service(id="#1", category="shower"),),
            conditions=(AccessCondition(condition=Condition.WHEELCHAIR, holds=True),),
            languages=("fr", "ar"),
        ),
        place(
            "van",
            "Camion du Soir",
            point=None,
            opening_hours=OpeningHours(),
            itinerary=Itinerary(
                stops=(
                    Stop(
                        name="Place Une",
                        town="Dijon",
                        postal_code="21000",
                        point=Point(47.3230, 5.0400),
                        opening_hours=OpeningHours(osm="Mo 18:00-19:00"),
                    ),
                    Stop(
                        name="Place Deux",
                        town="Dijon",
                        postal_code="21000",
                        point=Point(47.3300, 5.0500),
                        opening_hours=OpeningHours(osm="Mo 20:00-21:00"),
                    ),
                )
            ),
        ),
        hidden_place(),
        place("pro", "Réseau Fermé", visibility=Visibility.PROFESSIONAL),
        place("draft", "Brouillon Secret", visibility=Visibility.UNPUBLISHED),
    ]


PIN: Final = "731946"
PIN_HASH: Final = "scrypt:U8Fsyrc6dJld1DgOSS7/cA==:W18TWy2Njatd4JiaidI8FmJm46DcP0+k696cVzzRrNc="
"""Of staff."""
