"""Imports on both databases: all or nothing, the same twice, and what vanished."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from kiosk.directory.geography import Point, box_around
from kiosk.extensions import Base, db
from kiosk.search.words import words_of
from kiosk.store.feed import FeedWriter, TooManyVanished, write_feed
from kiosk.store.places import Criteria, count_places, find_places, place_of_number, removed_at
from tests.conftest import load
from tests.world import NOW, SECRET_CODE, SECRET_STREET, place, world


def test_the_migrations_make_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = list(compare_metadata(context, Base.metadata))
    assert [each for each in differences if "alembic_version" not in str(each)] == []


def test_a_second_import_says_unchanged(app: Flask) -> None:
    first = load(world())
    assert first.count("created") == 7
    assert first.count("hidden") == 2
    assert load(world()) == ["unchanged" if each == "created" else each for each in first]
    assert count_places() == 7


def test_a_change_keeps_the_number_and_the_new_slug(app: Flask) -> None:
    load([place("a", "Ancien Nom")])
    before = find_places(Criteria())[0]
    assert load([place("a", "Nouveau Nom")]) == ["updated"]
    after = find_places(Criteria())[0]
    assert after.number == before.number
    assert after.slug == f"nouveau-nom-dijon-{before.number}"
    assert find_places(Criteria(words=("ancien",))) == ()


def test_what_vanished_is_removed_and_may_come_back(app: Flask) -> None:
    places = [place(str(n), f"Lieu {n}") for n in range(5)]
    load(places)
    number = find_places(Criteria(words=("lieu",)))[4].number
    assert number is not None
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

    write_feed("x", put, words=words_of, now=NOW, dry_run=True)
    with pytest.raises(RuntimeError):
        write_feed("x", fail, words=words_of, now=NOW)
    assert count_places() == 0


def test_feeds_do_not_touch_one_another(app: Flask) -> None:
    load([place("a", "A")], feed="one")
    load([place("a", "A")], feed="two")
    assert count_places() == 2


def test_the_hidden_address_stands_in_one_table_only(app: Flask) -> None:
    load(world())
    with db.engine.connect() as connection:
        for table in ("place", "position", "place_category", "place_word"):
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
        desk = connection.execute(text("SELECT count(*) FROM place_behind_desk")).scalar()
    assert desk == 3


def test_words_and_boxes(app: Flask) -> None:
    load(world())
    assert [each.name for each in find_places(Criteria(words=("camion",)))] == ["Camion du Soir"]
    assert [each.name for each in find_places(Criteria(words=("douch", "femm")))] == [
        "Douches des Femmes"
    ]
    assert len(find_places(Criteria(categories=frozenset({"shower"})))) == 1


def test_a_limit_cuts_off_the_farthest(app: Flask) -> None:
    here = Point(47.32, 5.04)
    load(
        [place(str(n), f"Lieu {n}", point=Point(47.32 + n / 1_000, 5.04)) for n in (9, 3, 7, 1, 5)]
    )
    found = find_places(Criteria(near=here, box=box_around(here, 5_000), limit=2))
    assert [each.name for each in found] == ["Lieu 1", "Lieu 3"]
