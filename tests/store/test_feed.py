"""Imports on both databases: all or nothing, the same twice, and what vanished."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from kiosk.directory.geography.point import Point
from kiosk.directory.place.listing import Field, topic_key
from kiosk.directory.place.place import Address
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.extensions import Base, db
from kiosk.store.engine import release_reader
from kiosk.store.feed import FeedWriter, TooManyVanished, write_feed
from kiosk.store.index import index_is_fresh, rebuild_index
from kiosk.store.offers import IndexFilter, offers_anywhere, offers_around
from kiosk.store.places import count_places, place_of_number, places_of_numbers, removed_at
from kiosk.store.words import mentions, offers_of, words_beginning, words_like
from tests.conftest import load, make_app
from tests.world import NOW, SECRET_CODE, SECRET_STREET, hidden_place, place, world


def numbers_with(*words: str) -> list[int]:
    """The places that have words with these beginnings, anywhere."""
    groups = [words_beginning(word, limit=10) for word in words]
    if not all(groups):
        return []
    found = mentions(groups, list(Field), near=None, reach_m=0, limit=100)
    listed = offers_of(IndexFilter(), ((each.cell, each.number) for each in found))
    return sorted({offer.number for offer in listed})


def names_with(*words: str) -> list[str]:
    numbers = numbers_with(*words)
    places = places_of_numbers(numbers)
    return [places[number].name for number in numbers]


def rows(query: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(text(query)))


def test_the_migrations_make_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = list(compare_metadata(context, Base.metadata))
    assert [each for each in differences if "alembic_version" not in str(each)] == []


def test_of_a_hidden_place_the_city_is_known_and_not_the_arrondissement(app: Flask) -> None:
    """It would give the postal code away."""
    eleventh = Address(street="1 rue du Test", postal_code="75011", town="Paris")
    seen = place("seen", "Lieu Ouvert", address=eleventh, point=Point(48.8585, 2.3795))
    load([seen, replace(hidden_place(), address=eleventh, point=Point(48.8590, 2.3800))])
    assert rows("SELECT foreign_id, town_code FROM place") == [
        ("hidden", "75056"),
        ("seen", "75111"),
    ]


def test_a_second_import_says_unchanged(app: Flask) -> None:
    first = load(world())
    assert first.count("created") == 7
    assert first.count("hidden") == 2
    assert load(world()) == ["unchanged" if each == "created" else each for each in first]
    assert count_places() == 7


def test_a_change_keeps_the_number_and_the_new_slug(app: Flask) -> None:
    load([place("a", "Ancien Nom")])
    (number,) = numbers_with("ancien")
    assert load([place("a", "Nouveau Nom")]) == ["updated"]
    release_reader()
    after = place_of_number(number)
    assert after is not None
    assert after.slug == f"nouveau-nom-dijon-{number}"
    assert names_with("ancien") == []
    assert names_with("nouveau") == ["Nouveau Nom"]


def test_what_vanished_is_removed_and_may_come_back(app: Flask) -> None:
    places = [place(str(n), f"Lieu {n}") for n in range(5)]
    load(places)
    number = numbers_with("lieu")[4]
    load(places[:4])
    assert place_of_number(number) is None
    assert removed_at(number) is not None
    assert load(places)[4] == "updated"
    assert place_of_number(number) is not None


def test_more_than_a_third_at_once_stops_the_import(app: Flask) -> None:
    places = [place(str(n), f"Lieu {n}") for n in range(6)]
    load(places)
    with pytest.raises(TooManyVanished):
        load(places[:3], allow_removals=False)
    assert count_places() == 6
    load(places[:4], allow_removals=False)  # Exactly a third is believed.
    assert count_places() == 4


def test_a_dry_run_and_a_failure_change_nothing(app: Flask) -> None:
    def put(writer: FeedWriter) -> int:
        writer.put(place("a", "A"))
        return writer.finish(allow_removals=False)

    def fail(writer: FeedWriter) -> None:
        put(writer)
        raise RuntimeError

    write_feed("x", put, now=NOW, dry_run=True)
    with pytest.raises(RuntimeError):
        write_feed("x", fail, now=NOW)
    assert count_places() == 0


def test_feeds_do_not_touch_one_another(app: Flask) -> None:
    load([place("a", "A")], feed="one")
    load([place("a", "A")], feed="two")
    assert count_places() == 2


def test_the_hidden_address_stands_in_one_table_only(app: Flask) -> None:
    load(world())
    with db.engine.connect() as connection:
        for table in ("place", "offer", "schedule", "word", "mention", "spelling"):
            for row in connection.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                said = " ".join(
                    bytes(v).decode("utf-8", "replace")
                    if isinstance(v, (bytes, memoryview))
                    else str(v)
                    for v in row
                )
                if "hidden" in said or "Discrète" in said:
                    assert SECRET_STREET not in said
                assert SECRET_CODE not in said
                assert "5.0288" not in said
                assert "5028800" not in said
        desk = connection.execute(text("SELECT count(*) FROM place_behind_desk")).scalar()
    assert desk == 3


def test_words_and_topics(app: Flask) -> None:
    load(world())
    assert names_with("camion") == ["Camion du Soir"]
    assert names_with("douch", "femm") == ["Douches des Femmes"]
    assert names_with("douch", "camion") == []
    assert [word.text for word in words_like("camoin")] == ["camion"]
    assert len(offers_anywhere(IndexFilter(topic="category:shower"), limit=9)) == 1
    assert offers_anywhere(IndexFilter(topic="category:shower", audience="men"), limit=9) == []
    both = IndexFilter(topic="need:wash", audience="women", language="ar", wheelchair=True)
    assert len(offers_anywhere(both, limit=9)) == 1


def test_rings_hold_what_lies_between_them(app: Flask) -> None:
    here = Point(47.32, 5.04)
    load(
        [place(str(n), f"Lieu {n}", point=Point(47.32 + n / 1_000, 5.04)) for n in (9, 3, 7, 1, 5)]
    )

    def found(inner_m: float, outer_m: float) -> list[int]:
        rows = offers_around(IndexFilter(), here, inner_m=inner_m, outer_m=outer_m, limit=9)
        return sorted(round((row.lat - 47_320_000) / 1_000) for row in rows)

    assert found(0, 400) == [1, 3]
    assert found(400, 850) == [5, 7]
    assert found(0, 20_000_000) == [1, 3, 5, 7, 9]


def test_the_antimeridian_and_the_pole_are_places_too(app: Flask) -> None:
    far = [
        ("fiji", Point(-17.0, 179.99)),
        ("wallis", Point(-17.0, -179.99)),
        ("pole", Point(89.9, 100)),
    ]
    load([place(name, f"Lieu {name}", point=point) for name, point in far])
    for near, count in ((far[0][1], 2), (far[1][1], 2), (Point(89.95, -80.0), 1)):
        assert len(offers_around(IndexFilter(), near, inner_m=0, outer_m=30_000, limit=9)) == count
    ring = offers_around(IndexFilter(), far[0][1], inner_m=1_000, outer_m=30_000, limit=9)
    assert [row.lon for row in ring] == [-179_990_000]


INDEX = {
    "offer": "SELECT * FROM offer",
    "mention": "SELECT word.text, m.word % 4, m.cell, m.number FROM mention m JOIN word ON word.id = m.word / 4",
    "word": "SELECT text, places FROM word WHERE places > 0",
}


def test_changes_leave_the_index_as_if_built_anew(app: Flask) -> None:
    """Changed, moved, hidden, removed, come back, twice in one run: no row is left or missing."""
    load(world())
    moved = [place("near", "Table Autre", point=Point(43.3, 5.4)), *world()[1:5], *world()[6:]]
    load([*moved, moved[0], place("near", "Encore Autre")])
    load(world()[:6])
    load([*world(), place("new", "Nouveau")])
    kept = {name: rows(query) for name, query in INDEX.items()}
    assert all(kept.values())
    rebuild_index()
    assert {name: rows(query) for name, query in INDEX.items()} == kept


def test_an_index_of_another_program_is_noticed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_is_fresh()
    monkeypatch.setattr("kiosk.store.index.VERSION", 999)
    assert not index_is_fresh()


def test_no_two_topics_share_a_key() -> None:
    names = [
        "any",
        *(f"need:{each}" for each in needs()),
        *(f"category:{each}" for each in categories()),
    ]
    assert len({topic_key(name) for name in names}) == len(names)


def test_visitors_may_read_from_a_copy(tmp_path: Path) -> None:
    """What is imported goes to the first database; what is shown comes from the second."""
    main, copy = (f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("main", "copy"))
    make_app(copy)
    app = make_app(main, database_read_uri=copy)
    with app.app_context():
        load(world())
        assert count_places() == 0
        release_reader()
        db.engines["read"].dispose()
        for part in tmp_path.glob("copy.sqlite*"):
            part.unlink()
        with closing(sqlite3.connect(tmp_path / "main.sqlite")) as connection:
            connection.execute(f"VACUUM INTO '{tmp_path}/copy.sqlite'")
        assert count_places() == 7
        release_reader()
        for engine in db.engines.values():
            engine.dispose()
