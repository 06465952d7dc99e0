"""Who may read the database: its owner, whoever runs what."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Settings
from kiosk.store.database_file import make_private
from kiosk.store.engine import close_connections
from tests.conftest import load, make_app
from tests.world import world


@pytest.fixture
def open_handed() -> Iterator[None]:
    """A machine on which everybody may read what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.glob("t.sqlite*")}


@pytest.mark.usefixtures("open_handed")
def test_database_and_log_are_private_from_the_first_byte(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite")
    with app.app_context():
        load(world())
        assert modes(tmp_path) == {"t.sqlite": 0o600, "t.sqlite-wal": 0o600, "t.sqlite-shm": 0o600}


@pytest.mark.usefixtures("open_handed")
def test_an_import_by_hand_makes_nothing_that_others_read(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("nom;ville\nTable;Dijon\n", "utf-8")
    environment = {"PATH": "", "KIOSK_DATABASE_URI": f"sqlite:///{tmp_path}/t.sqlite"}
    command = [sys.executable, "-m", "kiosk", "import", "spreadsheet", str(tmp_path / "l.csv")]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert modes(tmp_path) == {"t.sqlite": 0o600}


def test_an_older_one_is_made_private_when_it_is_opened(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/t.sqlite")
    close_connections(app)
    (tmp_path / "t.sqlite").chmod(0o644)
    assert app.test_client().get("/healthz").status_code == 200
    assert set(modes(tmp_path).values()) == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root gives files away")
def test_what_root_makes_by_hand_belongs_to_the_service(tmp_path: Path) -> None:
    os.chown(tmp_path, 4711, 4712)
    make_private(tmp_path / "t.sqlite")
    made = (tmp_path / "t.sqlite").stat()
    assert (made.st_uid, made.st_gid) == (4711, 4712)


@pytest.mark.usefixtures("open_handed")
def test_the_folder_of_an_instance_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flask.Flask.auto_find_instance_path", lambda _: str(tmp_path / "instance"))
    app = make_app("", database_uri=None)
    close_connections(app)
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700
    assert Settings().database_uri is None
