"""What puts one place before another, each part by itself."""

from dataclasses import replace

import pytest
from flask import Flask

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.place import Address, Place
from kiosk.directory.place.service import Service
from kiosk.search.find import find
from kiosk.search.query import Query
from tests.conftest import load
from tests.world import HERE, MONDAY_10H, hidden_place, place

TEN_KM_OFF = Point(47.3220, 5.1740)
OPEN_TONIGHT = OpeningHours(osm="Mo-Su 20:00-22:00")
OPEN_NOW = OpeningHours(osm="Mo-Su 08:00-22:00")


@pytest.mark.parametrize(
    ("need", "category", "first"),
    [("sleep", "emergency_accommodation", "near"), ("eat", "food_distribution", "far")],
)
def test_by_night_the_hours_until_the_evening_are_hardly_a_wait(
    own_town: Flask, need: str, category: str, first: str
) -> None:
    """Ten hours to wait at the next corner, or more than two to walk to what is open."""
    service = (Service(id="#1", category=category),)
    with own_town.app_context():
        load([])
        load(
            [
                place("near", "near", opening_hours=OPEN_TONIGHT, services=service),
                place("far", "far", opening_hours=OPEN_NOW, services=service, point=TEN_KM_OFF),
            ]
        )
        found = find(Query(need=need, near=HERE, radius_m=20_000), MONDAY_10H)
    assert next(hit.place.name for hit in found.hits) == first


def test_where_only_the_town_is_known_the_next_town_is_near(own_town: Flask) -> None:
    """However near one asks for: the middle of Gevrey lies twelve kilometres off."""
    elsewhere: Place = replace(
        hidden_place(),
        foreign_id="gevrey",
        name="Maison de Gevrey",
        address=Address(street="1 rue du Test", postal_code="21220", town="Gevrey-Chambertin"),
        point=Point(47.2258, 4.9717),
    )
    with own_town.app_context():
        load([place("near", "Table Proche"), elsewhere])
        found = find(Query(category="food_distribution", near=HERE, radius_m=2_000), MONDAY_10H)
    assert found.widened == ()
    assert [hit.place.name for hit in found.hits] == ["Table Proche", "Maison de Gevrey"]
