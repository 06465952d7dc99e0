"""Categories, audiences, towns, positions, folding: the vocabulary everything stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.geography.point import (
    Point,
    box_around,
    department_of,
    distance_m,
    territory_of,
    walking_minutes,
)
from kiosk.directory.geography.town import town_of, towns_named
from kiosk.directory.place.audience import Audience, Welcome, audience_kinds
from kiosk.directory.vocabulary.category import below, categories, needs, needs_of, resolve
from kiosk.directory.vocabulary.fold import fold
from kiosk.directory.vocabulary.language import languages, resolve_language


def test_the_graph_has_nodes_with_two_parents() -> None:
    two = {each.id for each in categories().values() if len(each.parents) > 1}
    assert {"child_care", "psychiatry", "parent_assistance"} <= two
    assert "child_care" in below("physical_health")
    assert "child_care" in below("parenthood")


def test_every_category_answers_a_need_and_there_are_nine() -> None:
    assert len(needs()) == 9
    ours = {"violence_support"}
    assert len(categories().keys() - ours) == 134
    assert [each.id for each in categories().values() if not needs_of(each.id)] == []
    for need in needs().values():
        assert set(need.choices) <= need.categories


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seated_catering", "food_distribution"),
        ("601", "food_distribution"),
        ("602", "food_distribution"),
        ("ophthalmology", "optical_care"),
        ("douche", "shower"),
        ("carpooling", "transportation_mobility"),
        ("accomodation_and_housing", "accomodation_and_housing"),
        ("no_such_thing", None),
    ],
)
def test_retired_and_legacy_identifiers_resolve(old: str, new: str | None) -> None:
    assert resolve(old) == new


def test_every_retired_identifier_leads_somewhere() -> None:
    assert all(parent in categories() for each in categories().values() for parent in each.parents)


def test_only_an_exclusive_welcome_turns_people_away() -> None:
    kinds = ("women", "refugee")
    assert Audience(welcome=Welcome.PREFERENTIAL, kinds=kinds).admits("men")
    exclusive = Audience(welcome=Welcome.EXCLUSIVE, kinds=kinds)
    assert not exclusive.admits("men")
    assert exclusive.admits("women")
    assert exclusive.admits("student")
    assert {each.group for each in audience_kinds().values()} == {
        "administrative", "family", "gender", "other",
    }  # fmt: skip


def test_languages_with_two_codes_are_one() -> None:
    assert resolve_language("pac") == resolve_language("ps") == "ps"
    assert resolve_language("lsf") == "lsf"
    assert resolve_language("klingon") is None
    assert len(languages()) == 148


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("dijon", "21231"),
        ("21300", "21166"),
        ("St Apollinaire 21850", "21540"),
        ("CHENOVE", "21166"),
    ],
)
def test_towns_are_found_as_people_write_them(asked: str, code: str) -> None:
    assert towns_named(asked)[0].code == code


def test_an_arrondissement_belongs_to_its_city() -> None:
    town = town_of("Paris", "75010")
    assert town is not None
    assert town.code == "75110"
    assert town.city.name == "Paris"


def test_territories() -> None:
    assert territory_of("97400").time_zone == "Indian/Reunion"
    assert territory_of("97133").time_zone == "America/St_Barthelemy"
    assert territory_of("21000").time_zone == "Europe/Paris"
    assert department_of("20200") == "2B"
    assert department_of("20190") == "2A"


def test_distances() -> None:
    dijon, paris = Point(47.322, 5.0415), Point(48.8566, 2.3522)
    assert distance_m(dijon, paris) == pytest.approx(263_000, rel=0.01)
    assert walking_minutes(0) == 1
    assert walking_minutes(1_310) == 25


def test_a_box_crosses_the_antimeridian() -> None:
    box = box_around(Point(-17.0, 179.95), 20_000)
    assert box.west > box.east
    assert box.holds(Point(-17.0, -179.95))


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(10, 100_000), st.floats(0, 360))
def test_what_is_near_lies_in_the_box(
    lat: float, lon: float, radius: float, bearing: float
) -> None:
    import math

    step = radius * 0.99 / 111_195
    north = lat + step * math.cos(math.radians(bearing))
    east = lon + step * math.sin(math.radians(bearing)) / max(0.01, math.cos(math.radians(lat)))
    if abs(north) > 89 or abs(east) > 180:
        return
    other = Point(north, east)
    if distance_m(Point(lat, lon), other) <= radius:
        assert box_around(Point(lat, lon), radius).holds(other)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Épicerie", "epicerie"), ("cœur", "COEUR"), ("إيواء", "ايواء"), ("l'été", "l ete"), ("দাঁত", "দাত"),
        ("অ্যাডভোকেট", "অযাডভোকেট"), ("চা।", "চা"), ("২১", "21"), ("چېرته", "چیرته"), ("ډوډۍ", "ډوډي"), ("አድራሻ", "ኣድራሻ"),
        ("ፀጉሪ", "ጸጉሪ"), ("ጠበቓ", "ጠበቃ"),
    ],
)  # fmt: skip
def test_fold(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize("word", ["ডাক্তার", "থাকার", "दवाई"])
def test_vowel_signs_do_not_cut_a_word(word: str) -> None:
    assert len(fold(word).split()) == 1
    assert fold(word) != fold("".join(char for char in word if char.isalpha()))
