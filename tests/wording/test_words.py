"""Values in words, as each language writes them."""

from datetime import date

import pytest
from flask import Flask

from kiosk.wording.language import speaking
from kiosk.wording.words import day_words, distance_words


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("fr", ["50 m", "350 m", "1 km", "1,2 km", "9,9 km", "12 km"]),
        ("en", ["50 m", "350 m", "1 km", "1.2 km", "9.9 km", "12 km"]),
        ("ar", ["50 m", "350 m", "1 km", "1.2 km", "9.9 km", "12 km"]),
        ("uk", ["50 m", "350 m", "1 km", "1,2 km", "9,9 km", "12 km"]),
    ],
)
def test_a_distance_has_the_comma_of_its_language(
    town: Flask, locale: str, said: list[str]
) -> None:
    with town.test_request_context("/"), speaking(locale):
        shown = [distance_words(m).striptags() for m in (1, 340, 990, 1_240, 9_940, 12_345)]
    assert shown == said


@pytest.mark.parametrize(
    ("locale", "day", "said"),
    [
        ("fr", date(2026, 12, 1), "1er décembre 2026"),
        ("fr", date(2026, 12, 11), "11 décembre 2026"),
        ("es", date(2026, 12, 1), "1 diciembre 2026"),
    ],
)
def test_the_first_of_a_month(town: Flask, locale: str, day: date, said: str) -> None:
    with town.test_request_context("/"), speaking(locale):
        assert day_words(day).replace(" de ", " ") == said
