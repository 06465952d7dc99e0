"""A backup put back, by a program that may be cut at any moment, under a server that answers."""

import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Final

import pytest
from flask import Flask

from kiosk.cli.schema import database_beside
from kiosk.extensions import db
from kiosk.store.copies import restore
from kiosk.store.copies.backup import back_up
from kiosk.store.copies.restore import put_in_place, staged
from kiosk.store.engine import close_connections
from kiosk.store.writing import OtherWriter, write_transaction
from tests.conftest import load, make_app
from tests.store.copies.test_backup import slugs
from tests.world import place, world

pytestmark = pytest.mark.slow

STEPS: Final = frozenset(
    {"open", "os.rename", "os.remove", "os.link", "os.chmod", "os.chown", "sqlite3.connect", "fcntl.flock"}
)  # fmt: skip
"""What a program does to files, as Python tells it."""


class TwoStates:
    """A folder in which a database and a backup lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live, self.backup, self.old = (folder / each for each in ("town.sqlite", "kept.sqlite", "old.sqlite"))  # fmt: skip
        self.app = make_app(f"sqlite:///{self.live}")
        with self.app.app_context():
            load(world())
            back_up(self.backup)
            load([*world(), place("late", "Table Tardive")])
            back_up(self.old)
        close_connections(self.app)

    def begin(self, state: str) -> None:
        """Let the database be as it was at first, whatever was done since."""
        for each in self.folder.iterdir():
            if each.is_dir():
                shutil.rmtree(each)
            elif each not in {self.backup, self.old}:
                each.unlink()
        if state == "whole":
            shutil.copyfile(self.old, self.live)
        elif state == "broken":
            self.live.write_bytes(b"rubbish" * 1_000)
            Path(f"{self.live}-wal").write_bytes(b"rubbish" * 1_000)

    def restore(self) -> tuple[int, str]:
        done = self.app.test_cli_runner().invoke(args=["restore", str(self.backup)])
        close_connections(self.app)
        return done.exit_code, done.output


@pytest.fixture
def two(tmp_path: Path) -> TwoStates:
    return TwoStates(tmp_path)


def cut_at(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Let a process do it that dies before its step of that number; whether it lived to the end."""
    child = os.fork()
    if child:
        return os.WIFEXITED(os.waitpid(child, 0)[1])
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(what: str, given: tuple[object, ...]) -> None:
        if what in STEPS and (what == "fcntl.flock" or str(folder) in str(given[0])):
            count()

    def look(frame: FrameType, what: str, _: object) -> None:
        if what == "call" and frame.f_code.co_name == "look":  # A page was copied.
            count()

    sys.addaudithook(hear)
    sys.setprofile(look)
    work()
    os._exit(0)


@pytest.mark.parametrize("state", ["whole", "broken", "missing"])
def test_a_cut_at_each_step_leaves_the_old_or_the_new(
    two: TwoStates, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "_PAGES", 16)
    old, new = slugs(two.old), slugs(two.backup)
    seen, step = [], 0
    while True:
        two.begin(state)
        lived = cut_at(step, two.folder, two.restore)
        if not two.live.exists():
            seen.append("old" if state == "missing" else "lost")
        elif state == "broken" and two.live.read_bytes()[:7] == b"rubbish":
            seen.append("old")
        else:
            found = slugs(two.live)
            seen.append("new" if found == new else "old" if found == old else "mixed")
        if lived:
            break
        step += 1
    assert step > 20
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}
    two.begin(state)
    cut_at(step // 2, two.folder, two.restore)
    assert two.restore()[0] == 0, "what a cut leaves lying is in nobody's way"
    assert slugs(two.live) == new
    left = {each.name for each in two.folder.iterdir()} - {"town.sqlite", "kept.sqlite", "old.sqlite"}  # fmt: skip
    assert {each for each in left if "broken" not in each} == set()


def test_who_reads_goes_on_and_sees_the_new_state(two: TwoStates) -> None:
    two.begin("whole")
    client = two.app.test_client()
    question = "/fr/search?need=eat&radius_m=9000"
    assert "Table Tardive" in client.get(question).text
    before = two.live.stat().st_ino
    with two.app.app_context():
        held = db.engine.connect()
        first = set(held.exec_driver_sql("SELECT slug FROM place").scalars())
        assert two.app.test_cli_runner().invoke(args=["restore", str(two.backup)]).exit_code == 0
        assert set(held.exec_driver_sql("SELECT slug FROM place").scalars()) == first
        held.close()
    assert "Table Tardive" not in client.get(question).text  # Nor from memory.
    assert client.get("/healthz").json["status"] in {"ok", "full"}
    assert two.live.stat().st_ino == before


def test_it_waits_for_an_import(two: TwoStates) -> None:
    two.begin("whole")
    with two.app.app_context(), staged(two.backup) as stage:
        with database_beside(stage):
            pass
        importing = write_transaction()
        importing.__enter__()
        told = []

        def end_it() -> None:
            told.append("waits")
            importing.__exit__(None, None, None)

        put_in_place(stage, end_it)
        assert told == ["waits"]
    assert slugs(two.live) == slugs(two.backup)


def test_it_does_not_wait_for_ever(two: TwoStates, monkeypatch: pytest.MonkeyPatch) -> None:
    two.begin("whole")
    monkeypatch.setattr(restore, "PATIENCE_S", 0)
    with two.app.app_context(), staged(two.backup) as stage, write_transaction(), pytest.raises(OtherWriter):  # fmt: skip
        put_in_place(stage)
    assert slugs(two.live) == slugs(two.old)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.write_text("rubbish"), "is no whole database"),
        (lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]), "is no whole database|is broken"),
        (lambda file: _run(file, "DROP TABLE place"), "none of Parvis"),
        (lambda file: _run(file, "DROP TABLE alembic_version"), "none of Parvis"),
        (lambda file: _run(file, "UPDATE alembic_version SET version_num = '9999'"), "a newer Parvis wrote this database .schema 9999"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_back_changes_nothing(
    two: TwoStates, spoil: Callable[[Path], object], says: str
) -> None:
    two.begin("whole")
    spoil(two.backup)
    code, output = two.restore()
    assert code == 2
    assert re.search(says, output), output
    assert slugs(two.live) == slugs(two.old)
    assert len(list(two.folder.iterdir())) == 3


def test_an_older_one_is_brought_up_to_date(two: TwoStates) -> None:
    two.begin("whole")
    _run(two.backup, "DROP TABLE reading")
    _run(two.backup, "UPDATE alembic_version SET version_num = '0003'")
    _run(two.backup, "UPDATE index_state SET version = 'older'")
    assert two.restore() == (0, f"Restored from {two.backup}.\n")
    with closing(sqlite3.connect(two.live)) as raw:
        assert raw.execute("SELECT count(*) FROM reading").fetchone() == (0,)
    assert two.app.test_client().get("/healthz").status_code == 200


def test_what_is_broken_is_kept_aside(two: TwoStates) -> None:
    two.begin("broken")
    code, output = two.restore()
    assert code == 0
    assert f"lies in {two.live}.broken" in output
    assert Path(f"{two.live}.broken").read_bytes().startswith(b"rubbish")


def _run(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute(statement)


@pytest.fixture
def served(two: TwoStates) -> Flask:
    two.begin("whole")
    two.app.test_client().get("/fr/search?need=eat")
    return two.app


def test_a_file_put_in_its_place_is_opened_without_the_old_log(
    two: TwoStates, served: Flask
) -> None:
    with served.app_context():
        load([*world(), place("last", "Table Dernière")])  # Stands in the log only.
        assert Path(f"{two.live}-wal").stat().st_size > 0
        old_log = Path(f"{two.live}-wal").stat().st_ino
        fresh = two.folder / "fresh.sqlite"
        shutil.copyfile(two.backup, fresh)
        fresh.replace(two.live)
        held = os.open(f"{two.live}-wal", os.O_RDONLY)  # So that its number is not given again.
    client = served.test_client()
    assert "Table Dernière" not in client.get("/fr/search?need=eat&radius_m=9000").text
    assert client.get("/healthz").json["status"] in {"ok", "full"}
    assert Path(f"{two.live}-wal").stat().st_ino != old_log
    os.close(held)
    with served.app_context():
        load([*world(), place("more", "Table Encore")])
    close_connections(served)
    assert slugs(two.live) > slugs(two.backup)


def test_a_file_that_is_taken_away_is_told_and_not_made_anew(two: TwoStates, served: Flask) -> None:
    aside = two.live.replace(two.folder / "aside.sqlite")
    answer = served.test_client().get("/healthz?verbose")
    assert answer.status_code == 503
    assert "taken away" in " ".join(answer.json["trouble"])
    close_connections(served)
    assert served.test_client().get("/healthz").status_code == 503
    assert not two.live.exists()
    aside.replace(two.live)
    assert served.test_client().get("/healthz").status_code == 200


def test_a_file_of_another_kind_is_told(two: TwoStates, served: Flask) -> None:
    other = two.folder / "other.sqlite"
    other.write_text("rubbish" * 1_000)
    other.replace(two.live)
    answer = served.test_client().get("/healthz?verbose")
    assert answer.status_code == 503
    assert "broken, or is none" in " ".join(answer.json["trouble"])
