"""What the rings find first is what a look at everything finds first, wherever one stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from kiosk.directory.geography.point import Point, distance_m
from kiosk.directory.geography.town import town_of_code
from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.listing import (
    MICRO,
    Trait,
    audience_bit,
    language_bit,
    listing_of,
    schedule_key,
    topic_key,
)
from kiosk.directory.place.opening import opening_of
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import below, needs
from kiosk.search.find import find, find_exactly, hits_of
from kiosk.search.moment import Open, When
from kiosk.search.query import Query
from kiosk.search.scan import filter_of, scan
from kiosk.search.score import Scoring
from kiosk.store.document import document_of
from kiosk.store.offers import OfferSeen
from kiosk.store.places import changed_since
from tests.conftest import load, make_app
from tests.search.country import Questions, country
from tests.thoroughness import examples
from tests.world import MONDAY_10H, NOW, place

pytestmark = pytest.mark.slow

QUESTIONS = examples(300)

Row = tuple[tuple[int, ...], OfferSeen]
"""The languages of an offer, and what the index holds of it."""


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Place]]:
    """The public places of the country, stored."""
    app = make_app(f"sqlite:///{tmp_path_factory.mktemp('land')}/land.sqlite")
    with app.app_context():
        load(country(1_500))
        yield changed_since(NOW, after=0, limit=10_000)


@pytest.fixture(scope="module")
def rows(land: Sequence[Place]) -> dict[int, list[Row]]:
    """The index as it should be, made without the store, by topic."""
    # Numbers are given in the order of the feed.
    codes = {at: each.address.town_code for at, each in enumerate(country(1_500), start=1)}
    found: dict[int, list[Row]] = defaultdict(list)
    for each in land:
        number, town = each.number or 0, town_of_code(codes[each.number or 0])
        for offer in listing_of(each, town.city if town and each.referral_only else town).offers:
            for topic, aside in offer.topics:
                seen = OfferSeen(
                    number,
                    aside,
                    round(offer.point.lat * MICRO) if offer.point else 0,
                    round(offer.point.lon * MICRO) if offer.point else 0,
                    offer.refuses,
                    offer.meant_for,
                    int(offer.traits),
                    schedule_key(document_of(offer.schedule)),
                    each.confirmed_on.toordinal() if each.confirmed_on else 0,
                    offer.fullness,
                )
                found[topic].append((offer.speaks, seen))
    return found


def _fits(query: Query, speaks: tuple[int, ...], row: OfferSeen) -> bool:
    column, bit = language_bit(query.language) if query.language else (0, 0)
    return (
        not (query.audience and row.refuses & audience_bit(query.audience))
        and not (query.language and not speaks[column] & bit)
        and not (query.wheelchair and not row.traits & Trait.WHEELCHAIR)
    )


def test_rings_and_everything_agree(rows: dict[int, list[Row]]) -> None:
    answered = 0
    for query, moment in Questions(3, words=False).ask(QUESTIONS):
        now = moment.replace(second=0, microsecond=0)
        everything = Scoring(query, now, first=20, scored=60)
        of_topic = rows.get(topic_key(filter_of(query).topic), [])
        everything.take([row for speaks, row in of_topic if _fits(query, speaks, row)])
        reached = scan(query, now, first=20, scored=60)
        expected = everything.in_order()
        assert reached.candidates[:20] == expected[:20], query
        if reached.complete:
            assert {each.number for each in reached.candidates} == {
                each.number for each in expected
            }
        answered += bool(expected)
    assert answered > QUESTIONS / 3


def test_filter_and_badge_agree_for_every_place(land: Sequence[Place]) -> None:
    """Open now means: those, and only those, whose badge says that one can walk in."""
    for need in needs().values():
        for hour in (3, 10, 12, 19):
            now = MONDAY_10H.replace(hour=hour)
            query = Query(need=need.id, near=Point(47.32, 5.04), radius_m=6_000)
            shown = set(_all(replace(query, open=When(Open.NOW)), now))
            for each in land:
                services = [one for one in each.services if one.category in need.categories]
                if not services or each.itinerary or each.point is None:
                    continue
                if distance_m(each.point, Point(47.32, 5.04)) > 6_000:
                    continue
                badge = opening_of(each, services, now)
                assert (each.number in shown) is badge.status.is_open, (each.name, now, badge)


def _all(query: Query, now: datetime) -> list[int]:
    reached = scan(query, now, first=2_000, scored=2_000)
    assert reached.complete
    return [each.number for each in reached.candidates]


def test_what_is_shown_meets_every_filter(land: Sequence[Place]) -> None:
    shown = 0
    for query, moment in Questions(11, words=False).ask(QUESTIONS):
        for hit in find_exactly(query, moment).hits:
            shown += 1
            wanted = needs()[query.need].categories if query.need else None
            wanted = below(query.category) if query.category else wanted
            assert not wanted or {each.category for each in hit.services} & wanted
            if query.open.open is Open.NOW:
                assert hit.opening.status.is_open
            if query.open.is_later:
                assert hit.then is not None
            if query.wheelchair:
                assert holds(hit.place.conditions, Condition.WHEELCHAIR)
            if query.near and hit.distance_m is not None:
                assert hit.distance_m <= query.radius_m + 1
            if query.language:
                languages = {code for each in hit.services for code in each.languages or ()}
                assert query.language in languages | set(hit.place.languages)
    assert shown > QUESTIONS


def test_pages_follow_one_another(land: Sequence[Place]) -> None:
    query = Query(near=Point(48.83, 2.36), radius_m=20_000)
    pages = [find(replace(query, page=page), MONDAY_10H).hits for page in range(1, 6)]
    seen = [hit.place.number for page in pages for hit in page]
    assert len(seen) == len(set(seen)) == 50
    assert seen == [
        each.number
        for each in scan(query, NOW.replace(hour=9), first=50, scored=300).candidates[:50]
    ]


def test_across_the_antimeridian(land: Sequence[Place]) -> None:
    west, east = (
        find(Query(words="fale", near=Point(-13.3, lon)), MONDAY_10H).hits
        for lon in (179.99, -179.99)
    )
    assert {hit.place.name for hit in west} == {hit.place.name for hit in east}
    assert len(west) == 5
    assert all(hit.distance_m is not None and hit.distance_m < 12_000 for hit in west)


def test_everyone_within_one_building(tmp_path_factory: pytest.TempPathFactory) -> None:
    """More places at one point than are looked at: no endless narrowing, and the page is full."""
    app: Flask = make_app(f"sqlite:///{tmp_path_factory.mktemp('tower')}/tower.sqlite")
    with app.app_context():
        load([place(f"t{rank}", f"Bureau {rank}") for rank in range(6_100)])
        found = find(Query(need="eat", near=Point(47.3225, 5.0420)), MONDAY_10H)
        assert len(found.hits) == 10
        assert not found.complete


def test_a_service_counts_once(land: Sequence[Place]) -> None:
    """A place with many services under one need is one result."""
    query = Query(need="advice", near=Point(47.32, 5.04), radius_m=20_000)
    reached = scan(query, MONDAY_10H, first=20, scored=2_000)
    numbers = [each.number for each in reached.candidates]
    assert len(numbers) == len(set(numbers))
    hits = hits_of(reached.candidates[:20], query, MONDAY_10H)
    assert any(len(hit.services) > 1 for hit in hits)
