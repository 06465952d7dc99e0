"""One state of the whole database in one file."""

import os
import shlex
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from kiosk.extensions import db
from kiosk.store.copies.backup import BackupError, back_up
from kiosk.store.feed import FeedWriter, write_feed
from tests import postgres
from tests.conftest import load, make_app
from tests.world import NOW, place, world

pytestmark = pytest.mark.slow


def slugs(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {slug for (slug,) in raw.execute("SELECT slug FROM place WHERE removed_at IS NULL")}


def test_it_is_whole_and_private(own_town: Flask, tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    before = os.umask(0)
    try:
        with own_town.app_context():
            assert back_up(file) == file.stat().st_size
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert slugs(file) == slugs(tmp_path / "town.sqlite")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_an_import_that_is_not_done_is_not_in_it(own_town: Flask, tmp_path: Path) -> None:
    old = slugs(tmp_path / "town.sqlite")

    def work(writer: FeedWriter) -> None:
        writer.put(place("late", "Table Tardive"))
        back_up(tmp_path / "during.sqlite")
        writer.finish(allow_removals=True)

    with own_town.app_context():
        write_feed("other", work, now=NOW)
        back_up(tmp_path / "after.sqlite")
    assert slugs(tmp_path / "during.sqlite") == old
    assert slugs(tmp_path / "after.sqlite") > old


def test_nothing_is_overwritten_unasked(own_town: Flask, tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    file.write_text("a letter")
    with own_town.app_context():
        with pytest.raises(BackupError, match="exists; name another file, or add --replace"):
            back_up(file)
        assert file.read_text() == "a letter"
        back_up(file, replace=True)
        with pytest.raises(BackupError, match="is the database itself"):
            back_up(tmp_path / "town.sqlite", replace=True)
    assert slugs(file)


def test_what_cannot_be_written_leaves_nothing(own_town: Flask, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder")
    with own_town.app_context(), pytest.raises(BackupError, match="cannot be written"):
        back_up(tmp_path / "folder" / "kept.sqlite")


def test_there_is_nothing_to_keep(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/town.sqlite")
    with app.app_context():
        db.engine.dispose()
        (tmp_path / "town.sqlite").unlink()
        with pytest.raises(BackupError, match="there is no database"):
            back_up(tmp_path / "kept.sqlite")
    assert not (tmp_path / "town.sqlite").exists()


def test_postgresql_has_its_own_tool_and_the_command_that_is_named_works(
    postgres_uri: str, tmp_path: Path
) -> None:
    app = make_app(postgres.empty(postgres_uri))
    runner = app.test_cli_runner()
    file = tmp_path / "kept"
    with app.app_context():
        load(world())
    count = app.test_client().get("/healthz").json["places"]
    for command in (["backup", str(file)], ["restore", str(file)]):
        told = runner.invoke(args=command)
        assert told.exit_code == 2
        line = told.stderr.strip().partition("while serving: ")[2]
        assert line.startswith("pg_")
        subprocess.run(shlex.split(line), check=True, capture_output=True)
        with app.app_context():
            db.engine.dispose()
            load([place("late", "Table Tardive")])  # Gone again when the backup is back.
    with app.app_context():
        db.engine.dispose()
        load([])
    subprocess.run(shlex.split(line), check=True, capture_output=True)
    assert app.test_client().get("/healthz").json["places"] == count > 1


def test_no_password_is_told(tmp_path: Path) -> None:
    uri = "postgresql+psycopg://parvis:geheim@127.0.0.1:1/none"
    environment = {**os.environ, "KIOSK_DATABASE_URI": uri}
    command = [sys.executable, "-m", "kiosk", "backup", str(tmp_path / "kept")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert "pg_dump" in done.stderr
    assert "geheim" not in done.stderr
