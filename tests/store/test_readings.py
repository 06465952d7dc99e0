"""A record that did not change is not understood again; nothing else is taken for unchanged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk.cli import import_run
from kiosk.cli.import_run import ImportReport, run_import
from kiosk.directory.place.place import Place, Visibility
from kiosk.directory.problem import Problem
from kiosk.extensions import db
from kiosk.feeds.program import program_digest
from kiosk.feeds.record import Draft, Reading, Record, digest_of_texts
from kiosk.store.engine import release_reader
from tests.world import NOW, place

SAID = Problem(row="row 2", field="tel", message="'x' is not a phone number; left out")


class Table:
    """Drafts that count how often they are understood."""

    def __init__(self) -> None:
        self.understood: list[str] = []

    def draft(self, key: str, one: Place, *, row: str | None = None, content: str = "") -> Draft:
        def understand() -> Record:
            self.understood.append(key)
            return Record(row=row or key, place=one, problems=(SAID,) if key == "said" else ())

        return Draft(digest=digest_of_texts(key, content), row=row, understand=understand)

    def run(self, drafts: Iterable[Reading], *, now: object = NOW, **options: bool) -> ImportReport:
        self.understood.clear()
        release_reader()
        return run_import("x", drafts, now=now, **options)  # type: ignore[arg-type]


def lines(table: Table) -> list[Draft]:
    hidden = replace(place("hidden", "Caché"), visibility=Visibility.UNPUBLISHED)
    return [
        table.draft("a", place("a", "A")),
        table.draft("said", place("said", "Dit"), row="row 2"),
        table.draft("hidden", hidden),
    ]


def test_what_was_read_before_is_not_understood_again(app: Flask) -> None:
    table = Table()
    first = table.run(lines(table))
    assert table.understood == ["a", "said", "hidden"]
    moved = [lines(table)[0], replace(lines(table)[1], row="row 9"), lines(table)[2]]
    again = table.run(moved)
    assert table.understood == []
    assert (first.outcomes["created"], first.outcomes["hidden"]) == (2, 1)
    assert (again.outcomes["unchanged"], again.outcomes["hidden"], again.removed) == (2, 1, 0)
    assert again.problems == (replace(SAID, row="row 9"),)


def test_what_changed_is_understood(app: Flask) -> None:
    table = Table()
    table.run(lines(table))
    changed = [table.draft("a", place("a", "Autre"), content="new"), *lines(table)[1:]]
    assert table.run(changed).outcomes["updated"] == 1
    assert table.understood == ["a"]
    assert table.run(lines(table)).outcomes["updated"] == 1, "back to what it was"
    assert table.run(lines(table)).outcomes["unchanged"] == 2
    assert table.understood == []


def test_another_program_understands_everything_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table()
    table.run(lines(table))
    monkeypatch.setattr(import_run, "program_digest", lambda: b"another program")
    assert table.run(lines(table)).outcomes["unchanged"] == 2
    assert table.understood == ["a", "said", "hidden"]


def test_what_vanished_or_was_withdrawn_is_read_again(app: Flask) -> None:
    table = Table()
    table.run(lines(table))
    table.run(lines(table)[1:])
    assert table.run(lines(table)).outcomes["updated"] == 1
    assert table.understood == ["a"]
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE place SET removed_at = changed_at WHERE foreign_id = 'a'"))
        connection.execute(text("DELETE FROM offer WHERE number = 1"))
        connection.execute(text("DELETE FROM mention WHERE number = 1"))
    assert table.run(lines(table)).outcomes["updated"] == 1
    with db.engine.begin() as connection:
        connection.execute(
            text("UPDATE place SET digest = :other WHERE foreign_id = 'a'"), {"other": b"by hand"}
        )
    assert table.run(lines(table)).outcomes["updated"] == 1, (
        "what was changed by hand is written anew"
    )


def test_the_same_record_twice_is_refused_as_ever(app: Flask) -> None:
    table = Table()
    twice = [*lines(table), *lines(table)[:1]]
    for _ in range(2):
        assert table.run(twice).outcomes["rejected"] == 1


def test_a_dry_run_remembers_nothing(app: Flask) -> None:
    table = Table()
    table.run(lines(table), dry_run=True)
    assert table.run(lines(table)).outcomes["created"] == 2


@pytest.mark.parametrize(
    ("day", "kept"), [("2199-12-31", None), ("1970-01-01", None), ("1999-12-31", None), ("2000-01-01", date(2000, 1, 1))]
)  # fmt: skip
def test_days_of_confirmation_are_bounded(app: Flask, day: str, kept: date | None) -> None:
    table = Table()
    one = replace(place("a", "A"), confirmed_on=date.fromisoformat(day))
    report = table.run([table.draft("a", one)])
    with db.engine.connect() as connection:
        found = connection.scalar(text("SELECT confirmed_on FROM place"))
    assert str(found) == str(kept)
    assert len(report.problems) == (kept is None)


def test_a_day_that_comes_is_looked_at_again(app: Flask) -> None:
    table = Table()
    one = replace(place("a", "A"), confirmed_on=NOW.date() + timedelta(days=1))
    assert table.run([table.draft("a", one)]).problems
    assert table.run([table.draft("a", one)], now=NOW + timedelta(days=1)).problems == ()
    assert table.understood == ["a"]


def test_the_program_is_one_and_the_same(app: Flask) -> None:
    assert len(program_digest()) == 16
    assert program_digest() == program_digest()
