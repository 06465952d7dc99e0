"""Within a need, what is chiefly meant stands first; what cannot be had today stands last."""

from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import needs
from kiosk.search.find import find
from kiosk.search.query import Query
from kiosk.search.rank import Reason
from tests.conftest import load, make_app
from tests.world import HERE, MONDAY_10H, PARIS, place

NEAR = Point(HERE.lat + 0.001, HERE.lon)
FAR = Point(HERE.lat + 0.02, HERE.lon)
"""About half an hour on foot."""

SENT = (AccessCondition(condition=Condition.REFERRAL, holds=True),)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Nothing but what a test puts there."""
    return make_app(f"sqlite:///{tmp_path}/town.sqlite")


def offers(name: str, category: str, osm: str, point: Point = NEAR, **more: object) -> Place:
    return place(
        name,
        name,
        point=point,
        opening_hours=OpeningHours(osm=osm),
        services=(Service(id=name, category=category),),
        **more,
    )


def order(app: Flask, *places: Place, need: str, now: datetime = MONDAY_10H) -> list[str]:
    with app.app_context():
        load(list(places))
        return [hit.place.name for hit in find(Query(need=need, near=HERE), now).hits]


def test_a_meal_before_water(app: Flask) -> None:
    found = order(
        app,
        offers("water", "fountain", "24/7"),
        offers("meal", "food_distribution", "Mo-Su 09:00-14:00", FAR),
        offers("meal at noon", "food_distribution", "Mo-Su 12:00-14:00"),
        need="eat",
    )
    assert found == ["meal", "meal at noon", "water"]


def test_a_bed_tonight_before_a_hostel_for_years(app: Flask) -> None:
    found = order(
        app,
        offers("hostel", "long_term_accomodation", "Mo-Fr 09:00-17:00"),
        offers("bed", "emergency_accommodation", "Mo-Su 19:00-08:00", FAR),
        need="sleep",
    )
    assert found == ["bed", "hostel"]


def test_what_closes_too_soon_and_what_one_is_sent_to_stand_last(app: Flask) -> None:
    late = datetime(2026, 3, 2, 11, 50, tzinfo=PARIS)
    found = order(
        app,
        offers("closes", "food_distribution", "Mo-Su 09:00-12:00", FAR),
        offers("sent", "food_distribution", "Mo-Su 09:00-18:00", conditions=SENT),
        offers("this evening", "food_distribution", "Mo-Su 19:00-21:00"),
        need="eat",
        now=late,
    )
    assert found == [
        "this evening",
        "closes",
        "Aide alimentaire, Dijon",
    ]  # Its name told the street.


def test_who_must_be_sent_is_never_told_to_go(app: Flask) -> None:
    sent = offers("sent", "food_distribution", "24/7", conditions=SENT)
    with app.app_context():
        load([sent])
        (hit,) = find(Query(need="eat", near=HERE), MONDAY_10H).hits
        assert hit.reason is Reason.REFERRAL_ONLY
    card = app.test_client().get("/en/search?need=eat&near=47.3220,5.0415").text
    assert "get there in time" not in card
    assert "on foot" not in card
    assert "Ask a social worker to send you here first." in card


@pytest.mark.parametrize("need", sorted(needs()))
def test_every_need_means_something_first(need: str) -> None:
    known = needs()[need]
    assert known.first
    assert set(known.first) <= known.categories
