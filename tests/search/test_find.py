"""What stands first, and that nobody is left without an answer."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.geography.point import Point
from kiosk.search.find import Widening, find
from kiosk.search.moment import Open, When
from kiosk.search.query import Fault, Query, read_query
from kiosk.search.rank import Reason
from tests.world import HERE, MONDAY_10H, PARIS, SECRET_POINT

TODAY = MONDAY_10H.date()


@pytest.fixture(autouse=True)
def _context(town: Flask) -> Iterator[None]:
    with town.app_context():
        yield


def names(query: Query, now: datetime = MONDAY_10H) -> list[str]:
    return [hit.place.name for hit in find(query, now).hits]


def test_open_and_near_first() -> None:
    found = find(Query(need="eat", near=HERE), MONDAY_10H)
    assert found.hits[0].place.name == "Table Proche"
    reasons = {hit.place.name: hit.reason for hit in found.hits}
    assert reasons["Table Proche"] is Reason.OPEN_AND_REACHABLE
    assert reasons["Sans Horaires"] is Reason.UNKNOWN_HOURS
    assert reasons["Camion du Soir"] is Reason.OPENS_TODAY
    assert found.widened == ()


def test_what_closes_before_one_gets_there_is_not_first() -> None:
    late = datetime(2026, 3, 2, 16, 50, tzinfo=PARIS)
    hits = find(Query(need="eat", near=HERE), late).hits
    far = next(hit for hit in hits if hit.place.name == "Table Lointaine")
    assert far.reason is Reason.CLOSES_TOO_SOON


def test_a_van_is_met_where_it_stops_next() -> None:
    def stop(hour: int) -> str | None:
        hits = find(
            Query(words="camion", near=HERE), datetime(2026, 3, 2, hour, 15, tzinfo=PARIS)
        ).hits
        return hits[0].stop.name if hits[0].stop else None

    assert stop(10) == "Place Une"
    assert stop(18) == "Place Une"
    assert stop(20) == "Place Deux"


def test_open_now_and_open_today() -> None:
    assert "Camion du Soir" not in names(Query(need="eat", near=HERE, open=When(Open.NOW)))
    assert "Camion du Soir" in names(Query(need="eat", near=HERE, open=When(Open.TODAY)))
    assert "Sans Horaires" not in names(Query(need="eat", near=HERE, open=When(Open.TODAY)))
    midnight = datetime(2026, 3, 3, 0, 30, tzinfo=PARIS)
    assert "Abri de Nuit" in names(Query(need="sleep", near=HERE, open=When(Open.NOW)), midnight)


def test_filters() -> None:
    assert (
        names(Query(category="shower", audience="men")) != ["Douches des Femmes"]
        or find(Query(category="shower", audience="men"), MONDAY_10H).widened
    )
    assert names(Query(category="shower", audience="women")) == ["Douches des Femmes"]
    assert names(Query(need="wash", language="ar", wheelchair=True)) == ["Douches des Femmes"]


@pytest.mark.parametrize(
    ("query", "step"),
    [
        (Query(need="wash", near=Point(47.5, 5.04)), Widening.RADIUS),
        (Query(need="wash", near=HERE, open=When(Open.NOW)), Widening.OPEN),
        (Query(need="wash", near=HERE, language="ru"), Widening.LANGUAGE),
        (Query(category="laundry", near=HERE), Widening.CATEGORY),
        (Query(category="shower", near=HERE, audience="men"), Widening.AUDIENCE),
        (Query(need="wash", words="zzz", near=HERE), Widening.WORDS),
        (Query(need="wash", near=Point(-20.9, 55.5)), Widening.EVERYWHERE),
    ],
)
def test_nobody_is_left_without_an_answer(query: Query, step: Widening) -> None:
    found = find(query, datetime(2026, 3, 1, 3, 0, tzinfo=PARIS))
    assert found.total
    assert found.widened[-1] is step


def test_a_hidden_place_cannot_be_triangulated() -> None:
    """It is there for its need and town, the same from everywhere in town, without a distance."""

    def seen(near: Point, radius_m: int) -> tuple[int | None, int | None, int]:
        hits = find(Query(need="sleep", near=near, radius_m=radius_m), MONDAY_10H).hits
        at = [hit.place.name for hit in hits].index("Maison Discrète")
        return hits[at].distance_m, hits[at].walking_minutes, len(hits) - at

    around = [seen(SECRET_POINT, 50), seen(HERE, 50), seen(Point(47.300, 5.010), 50)]
    assert {each[:2] for each in around} == {(None, None)}
    assert {each[2] for each in around} == {1}  # Always behind the others.
    assert find(Query(words="verger"), MONDAY_10H).total == 0  # Its street is no word of the guide.
    assert "Maison Discrète" in names(Query(need="sleep", near=HERE))


def test_private_places_are_never_found() -> None:
    found = find(Query(), MONDAY_10H)
    everything = [hit.place.name for hit in found.hits]
    assert len(everything) == found.total == 7
    assert not {"Réseau Fermé", "Brouillon Secret"} & set(everything)


def test_arguments_there_and_back() -> None:
    arguments = {
        "need": "eat",
        "q": "du pain",
        "near": "Dijon",
        "open": "now",
        "wheelchair": "1",
        "page": "2",
    }
    asked = read_query(arguments, today=TODAY)
    assert asked.faults == {}
    assert asked.query.arguments() == arguments


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("need", "nothing", Fault.UNKNOWN), ("category", "x", Fault.UNKNOWN), ("open", "later", Fault.UNKNOWN),
        ("radius_m", "many", Fault.NOT_A_NUMBER), ("radius_m", "1", Fault.OUT_OF_RANGE), ("page", "²", Fault.NOT_A_NUMBER),
        ("open", "2026-03-01", Fault.NOT_A_TIME_TO_COME), ("open", "9999-12-31T23:59", Fault.NOT_A_TIME_TO_COME),
        ("near", "Nowhere-sur-Rien", Fault.NO_SUCH_TOWN), ("q", "x" * 101, Fault.TOO_LONG), ("language", "xx", Fault.UNKNOWN),
    ],
)  # fmt: skip
def test_bad_arguments_are_named(name: str, value: str, fault: Fault) -> None:
    assert read_query({name: value}, today=TODAY).faults == {name: fault}


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "need",
                "category",
                "q",
                "near",
                "radius_m",
                "open",
                "audience",
                "language",
                "wheelchair",
                "page",
            ]
        ),
        st.text(max_size=120),
    )
)
def test_no_argument_raises(arguments: dict[str, str]) -> None:
    read_query(arguments, today=TODAY)


def test_far_away_is_still_said_how_far() -> None:
    hits = find(Query(need="wash", near=Point(-20.9, 55.5)), MONDAY_10H).hits
    assert hits[0].distance_m is not None
    assert hits[0].distance_m > 8_000_000


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("table proche", "Table Proche"), ("proche table", "Table Proche"), ("tables proches", "Table Proche"),
        ("TABLE-PROCHE", "Table Proche"), ("tabel proche", "Table Proche"), ("tabl", "Table Proche"), ("abris nuit", "Abri de Nuit"),
        ("camion", "Camion du Soir"), ("kamion du soir", "Camion du Soir"), ("doushes des fammes", "Douches des Femmes"),
        ("où est la table proche svp", "Table Proche"),
    ],
)  # fmt: skip
def test_names_however_they_are_written(words: str, name: str) -> None:
    assert names(Query(words=words, near=HERE))[0] == name


def test_a_quoted_text_is_a_name() -> None:
    found = find(Query(words='"table"', near=HERE), MONDAY_10H)
    assert {hit.place.name for hit in found.hits} == {"Table Proche", "Table Lointaine"}


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("manger ce soir", When(Open.TONIGHT)), ("manger demain", When(Open.TOMORROW)), ("manger maintenant", When(Open.NOW)),
        ("manger dimanche 14h30", When(Open.MOMENT, date(2026, 3, 8), time(14, 30))), ("manger à 18 h", When(Open.MOMENT, date(2026, 3, 2), time(18))),
        ("manger demain matin", When(Open.TOMORROW_MORNING)), ("food tonight", When(Open.TONIGHT)), ("أكل غدا", When(Open.TOMORROW)),
        ("manger lundi", When(Open.DAY, date(2026, 3, 2))), ("manger 9h", When(Open.MOMENT, date(2026, 3, 3), time(9))),
    ],
)  # fmt: skip
def test_times_in_words(words: str, when: When) -> None:
    reading = find(Query(words=words, near=HERE), MONDAY_10H).reading
    assert reading is not None
    assert (reading.query.need, reading.query.open) == ("eat", when)
