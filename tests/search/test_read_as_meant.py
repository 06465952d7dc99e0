"""Stations without a town, towns in names of organisations, letters with dots, and words that mean nothing."""

import pytest
from flask.testing import FlaskClient

from kiosk.directory.geography.point import Point, distance_m
from kiosk.directory.vocabulary.fold import fold
from kiosk.search.geocode import geocode, is_bare_station, nearest_station
from kiosk.search.query import Fault, Query, read_query
from kiosk.search.reading import readings
from tests.world import HERE, MONDAY_10H

NOWHERE_NEAR_RAILS = Point(44.85, 3.0)


def towns_of(typed: str, here: Point | None = HERE) -> set[str]:
    return {
        each.town for each in readings(Query(words=typed, near=here), MONDAY_10H, "fr") if each.town
    }


@pytest.mark.parametrize(
    "typed",
    ["douche près de la gare", "douche gare", "toilettes à la gare", "toilettes gare sncf", "shower near the station", "туалет біля вокзалу", "دوش قرب المحطة"],
)  # fmt: skip
def test_a_bare_station_is_the_nearest(typed: str) -> None:
    (town,) = towns_of(typed)
    station = nearest_station(HERE)
    assert station is not None
    assert town == station.name
    assert distance_m(station.point, HERE) < 3_000


def test_a_bare_station_is_no_place_where_there_is_none() -> None:
    assert towns_of("douche près de la gare", NOWHERE_NEAR_RAILS) == set()
    assert towns_of("douche près de la gare", None) == set()
    assert geocode("la gare") is None
    assert not is_bare_station("gare de Lyon")
    assert geocode("gare de Lyon") is not None


def test_the_station_as_a_place_to_start_from() -> None:
    here = read_query({"near": "la gare"}, today=MONDAY_10H.date(), home=HERE)
    assert here.query.near_text
    nowhere = read_query({"near": "la gare"}, today=MONDAY_10H.date())
    assert nowhere.faults == {"near": Fault.NO_SUCH_TOWN}


@pytest.mark.parametrize(
    ("typed", "towns"),
    [
        ("croix rouge", set()), ("petits frères des pauvres", set()), ("secours populaire", set()), ("vestiaire croix rouge", set()),
        ("croix rouge dijon", {"Dijon"}), ("douche à Croix", {"Croix"}), ("douche à Pauvres", {"Pauvres"}), ("colis pauvres", set()),
        ("table proche longvic", {"Longvic"}), ("douche paris", {"Paris"}), ("manger à Cannes", {"Cannes"}), ("douche cours", set()),
        ("boire à la fontaine", set()), ("cours de couture", set()), ("dormir tours", {"Tours"}),
    ],
)  # fmt: skip
def test_no_town_in_the_name_of_an_organisation(typed: str, towns: set[str]) -> None:
    assert towns_of(typed) == towns


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("C.A.F.", "caf"), ("c.a.f", "caf"), ("R.S.A. Dijon", "rsa dijon"), ("A.S.E", "ase"), ("la C.P.A.M.", "la cpam"),
        ("fin. La rue", "fin la rue"), ("10.5", "10 5"), ("www.abri.fr", "www abri fr"),
    ],
)  # fmt: skip
def test_letters_with_dots_are_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("typed", ["zzqx", "qwerty", "azertyuiop", "xkcd blorp", "фывапр", "zzqx femmes", "zzqx ce soir", "zzqx à Nantes"])  # fmt: skip
@pytest.mark.parametrize("locale", ["fr", "en", "uk"])
def test_nonsense_finds_nothing_and_says_so(client: FlaskClient, typed: str, locale: str) -> None:
    text = client.get(f"/{locale}/search", query_string={"q": typed}).text
    assert 'class="card"' not in text
    human = text[text.index('class="human"') :]
    assert "tel:" in human or "112" in human
    assert f'href="/{locale}/help' in human
    assert f'href="/{locale}/search?need=eat"' in text, "other words to try"
    assert typed.split(maxsplit=1)[0] in text[text.index('id="results"') :]
