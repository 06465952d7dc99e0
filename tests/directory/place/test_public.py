"""What the public may know: nothing of a hidden address, wherever it was written."""

from dataclasses import asdict

import pytest

from kiosk.directory.place.place import Address, Visibility
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


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}  # type: ignore[attr-defined]
