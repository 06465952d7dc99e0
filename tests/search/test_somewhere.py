"""Where a visitor means, offline: towns, codes, districts, stations, coordinates."""

import pytest

from kiosk.directory.geography.point import Point, distance_m
from kiosk.search.geocode import geocode, geocode_with_slips, towns_beginning

GARE_DE_DIJON = Point(47.3234, 5.0270)
GARE_DE_LYON_PART_DIEU = Point(45.7606, 4.8598)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dijon", "Dijon"), ("dijon", "Dijon"), ("21000", "Dijon"), ("Dijon 21000", "Dijon"), ("st etienne", "Saint-Étienne"),
        ("Saint Étienne", "Saint-Étienne"), ("fontaine les dijon", "Fontaine-lès-Dijon"), ("L'Haÿ-les-Roses", "L'Haÿ-les-Roses"),
        ("Paris 13e", "Paris 13e Arrondissement"), ("paris 13", "Paris 13e Arrondissement"), ("Paris 1er", "Paris 1er Arrondissement"),
        ("lyon 3eme", "Lyon 3e Arrondissement"), ("Marseille 15e arrondissement", "Marseille 15e Arrondissement"),
        ("75013", "Paris 13e Arrondissement"), ("97400", "Saint-Denis"), ("93200", "Saint-Denis 93200"), ("باريس", "Paris"),
    ],
)  # fmt: skip
def test_towns_codes_and_districts(text: str, name: str) -> None:
    found = geocode(text, "ar" if not text.isascii() and text > "ء" else "fr")
    assert found is not None
    assert found.name.casefold() == name.casefold()
    back = geocode(found.name)
    assert back is not None
    assert back.point == found.point  # The name in the address leads to the same place.


@pytest.mark.parametrize(("text", "there"), [("gare de Dijon", GARE_DE_DIJON), ("gare dijon", GARE_DE_DIJON), ("Dijon gare", GARE_DE_DIJON), ("lyon part dieu gare", GARE_DE_LYON_PART_DIEU)])  # fmt: skip
def test_stations(text: str, there: Point) -> None:
    found = geocode(text)
    assert found is not None
    assert distance_m(found.point, there) < 1_000


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("47.3220,5.0415", Point(47.3220, 5.0415)), ("47.3220, 5.0415", Point(47.3220, 5.0415)),
        ("(47.32198765 ; 5.04151234)", Point(47.3220, 5.0415)), ("47,322 5,0415", Point(47.322, 5.0415)),
        ("-20.88, 55.45", Point(-20.88, 55.45)),
    ],
)  # fmt: skip
def test_pasted_coordinates(text: str, point: Point) -> None:
    found = geocode(text)
    assert found is not None
    assert found.point == point


@pytest.mark.parametrize(
    "text", ["", "Nulleville", "95.0,5.0", "47.3", "gare de nulle part", "99999", "paris 45e"]
)
def test_what_is_nowhere(text: str) -> None:
    assert geocode(text) is None


@pytest.mark.parametrize(("text", "name"), [("Dijjon", "Dijon"), ("marseile", "Marseille"), ("villeurbane", "Villeurbanne"), ("Chenove", "Chenôve"), ("montpelier", "Montpellier")])  # fmt: skip
def test_misspelt_towns(text: str, name: str) -> None:
    found = geocode(text) or geocode_with_slips(text)
    assert found is not None
    assert found.name == name


def test_beginnings_largest_first() -> None:
    assert [each.name for each in towns_beginning("mars", limit=1)] == ["Marseille"]
    assert [each.name for each in towns_beginning("69100", limit=1)] == ["Villeurbanne"]
    assert towns_beginning("", limit=3) == []
