"""What the public may know: nothing of a hidden address, wherever it was written."""

from dataclasses import asdict

import pytest

from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.place import Address, Phone, Visibility
from kiosk.directory.place.public import for_public
from kiosk.directory.place.service import Service
from tests.world import SECRET_CODE, SECRET_STREET, hidden_place, place


def test_nothing_of_the_address_is_left() -> None:
    public = for_public(hidden_place())
    assert public is not None
    said = repr(asdict(public)).lower()
    for secret in (
        SECRET_STREET.lower(),
        "impasse du verger",
        SECRET_CODE,
        "47.33",
        "bâtiment caché",
    ):
        assert secret not in said
    assert public.address.town == "Dijon"
    assert public.description is None
    assert public.contact_people == ()


def test_an_arrondissement_is_not_told() -> None:
    paris = hidden_place()
    paris = type(paris)(
        **{
            **_fields(paris),
            "address": Address(
                street="1 rue X",
                postal_code="75010",
                town="Paris 10e Arrondissement",
                town_code="75110",
            ),
        }
    )
    public = for_public(paris)
    assert public is not None
    assert public.address.town == "Paris"


@pytest.mark.parametrize("visibility", [Visibility.PROFESSIONAL, Visibility.UNPUBLISHED])
def test_what_is_not_public_is_nothing(visibility: Visibility) -> None:
    assert for_public(place("x", "X", visibility=visibility)) is None


def test_a_place_is_hidden_when_every_service_asks_for_a_referral() -> None:
    conditions = hidden_place().conditions
    asks = Service(id="1", category="shower", conditions=conditions)
    free = Service(id="2", category="toilets")
    assert place("a", "A", services=(asks,)).referral_only
    assert not place("a", "A", services=(asks, free)).referral_only


@pytest.mark.parametrize(
    ("number", "display", "is_shown"),
    [
        ("+33353011001", "03 53 01 10 01", True),
        ("+34915550000", "+34 915 55 00 00", True),
        ("115", "115", True),
        ("3919", "39 19", True),
        ("116000", "116 000", True),
        ("808080", "808 080", False),
        ("21000", "210 00", False),
        ("12", "12", False),
        ("473506", "473 506", False),
        ("50612", "506 12", False),
        ("+33353011001", "47 35061 5 06123 03 53 01 10 01", False),
        ("+33353011001", "12 rue du Verger", False),
        ("+33353011001", "٠٣ ٥٣ ٠١ ١٠ ٠١", False),
        ("rue", "115", False),
    ],
)
def test_a_phone_is_a_number_and_nothing_else(number: str, display: str, is_shown: bool) -> None:
    phone = Phone(number=number, display=display, label="12 rue du Verger")
    public = for_public(type(hidden_place())(**{**_fields(hidden_place()), "phones": (phone,)}))
    assert public is not None
    assert [each.display for each in public.phones] == ([display] if is_shown else [])
    assert all(each.label is None for each in public.phones)


def test_structure_carries_no_text() -> None:
    """Languages, hours and the foreign id are what we know, whatever stands in them."""
    told = "12 rue du Verger"
    changed = {
        "languages": ("fr", told),
        "language": told,
        "foreign_id": told,
        "opening_hours": OpeningHours(osm=f'Mo 09:00-12:00 "{told}" || "{told}"', note=told),
    }
    public = for_public(type(hidden_place())(**{**_fields(hidden_place()), **changed}))
    assert public is not None
    assert "verger" not in repr(public).lower()
    assert public.languages == ("fr",)
    assert public.opening_hours.osm is not None


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}  # type: ignore[attr-defined]
