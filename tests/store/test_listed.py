"""Numbers in lists: given once, near for neighbours, and telling nothing that is hidden."""

import itertools

from flask import Flask
from sqlalchemy import text

from kiosk.directory.geography.point import Point
from kiosk.extensions import db
from kiosk.store.engine import release_reader
from kiosk.store.listed import list_numbers_of, listed
from tests.conftest import load
from tests.world import SECRET_POINT, hidden_place, place, world


def numbered() -> dict[str, int]:
    """List numbers by the ids of the feed."""
    with db.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT foreign_id, list_number FROM place"
                " JOIN listed ON listed.number = place.number ORDER BY list_number"
            )
        ).all()
    return {row.foreign_id: row.list_number for row in rows}


def test_only_what_the_public_may_know_is_numbered(app: Flask) -> None:
    load(world())
    assert set(numbered()) == {each.foreign_id for each in world()} - {"pro", "draft"}
    assert sorted(numbered().values()) == list(range(1, len(numbered()) + 1))


def test_numbers_never_change_and_never_return(app: Flask) -> None:
    load(world())
    before = numbered()
    load([each for each in world() if each.foreign_id != "far"])
    load([*world(), place("new", "Nouvelle", point=Point(47.3225, 5.0420))])
    after = numbered()
    assert {each: after[each] for each in before} == before
    assert after["new"] == len(before) + 1


def test_neighbours_get_near_numbers(app: Flask) -> None:
    towns = {
        "dijon": Point(47.322, 5.041),
        "lyon": Point(45.76, 4.836),
        "lille": Point(50.63, 3.06),
    }
    load(
        [
            place(f"{town}-{i}", town, point=Point(point.lat + i / 900, point.lon))
            for i in range(9)
            for town, point in towns.items()
        ]
    )
    order = [each.split("-")[0] for each in numbered()]
    assert len([1 for a, b in itertools.pairwise(order) if a != b]) == 2


def test_a_hidden_door_is_not_given_away_by_its_number(app: Flask) -> None:
    beside = Point(SECRET_POINT.lat, SECRET_POINT.lon)
    others = [
        place(f"o{i}", "Autre", point=Point(beside.lat + i / 2000, beside.lon))
        for i in (-2, -1, 1, 2)
    ]
    load([*others, hidden_place(), place("mairie", "Mairie", point=None)])
    order = list(numbered())
    assert abs(order.index("hidden") - order.index("mairie")) == 1


def test_what_is_gone_keeps_its_number_and_its_name(app: Flask) -> None:
    load(world())
    number = numbered()["far"]
    assert not listed([number])[number].gone
    load([each for each in world() if each.foreign_id != "far"])
    found = listed([number, 9_999])
    assert list(found) == [number]
    assert found[number].gone
    assert found[number].place is not None
    assert found[number].place.name == "Table Lointaine"
    assert list_numbers_of([found[number].number]) == {found[number].number: number}
    release_reader()


def test_places_of_before_the_numbers_get_theirs(app: Flask) -> None:
    load(world())
    for step in ("0002", "head"):
        runner = app.test_cli_runner()
        command = "upgrade" if step == "head" else "downgrade"
        result = runner.invoke(args=["db", command, step])
        assert result.exit_code == 0, result.output
    assert set(numbered()) == {each.foreign_id for each in world()} - {"pro", "draft"}
