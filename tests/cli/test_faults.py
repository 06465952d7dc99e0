"""What goes wrong with an import or a database ends in one sentence that says what to do."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from kiosk import create_public
from kiosk.config import Settings
from kiosk.extensions import db
from kiosk.store import writing
from kiosk.store.engine import close_connections
from kiosk.store.feed import FeedWriter, write_feed
from kiosk.store.writing import OtherWriter
from tests.conftest import make_app
from tests.world import NOW, place

pytestmark = pytest.mark.slow


def runner_of(path: Path) -> FlaskCliRunner:
    return make_app(f"sqlite:///{path}").test_cli_runner()


def table(folder: Path, text: str = "nom;ville\nA;Dijon\n") -> str:
    (folder / "a.csv").write_text(text, "utf-8")
    return str(folder / "a.csv")


def test_all_refused_exits_1_and_changes_nothing(tmp_path: Path) -> None:
    runner = runner_of(tmp_path / "a.sqlite")
    assert runner.invoke(args=["import", "spreadsheet", table(tmp_path)]).exit_code == 0
    bad = table(tmp_path, "nom;ville\n;Dijon\n;Lyon\n")
    for more in ([], ["--allow-removals"]):
        done = runner.invoke(args=["import", "spreadsheet", bad, "--json", *more])
        assert done.exit_code == 1
        report = json.loads(done.stdout.splitlines()[-1])
        assert (report["read"], report["rejected"], report["removed"]) == (2, 2, 0)
        assert "every record was refused" in done.stderr
    again = runner.invoke(args=["import", "spreadsheet", table(tmp_path), "--json"])
    assert json.loads(again.stdout.splitlines()[-1])["unchanged"] == 1


def test_the_same_fault_in_many_rows_is_one_line(tmp_path: Path) -> None:
    text = "nom;ville;mail\n" + "".join(f"N{at};Dijon;x\n" for at in range(9))
    done = runner_of(tmp_path / "a.sqlite").invoke(
        args=["import", "spreadsheet", table(tmp_path, text)]
    )
    assert done.stdout.count("is not an e-mail address") == 1
    assert "row 2, row 3, row 4 and 6 more, mail: 'x'" in done.stdout


def test_the_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/a.sqlite")
    begun, may_end, said = threading.Event(), threading.Event(), []

    def first() -> None:
        def work(writer: FeedWriter) -> int:
            begun.set()
            assert may_end.wait(60)
            writer.put(place("a", "A"))
            return writer.finish(allow_removals=True)

        with app.app_context():
            write_feed("one", work, now=NOW)

    thread = threading.Thread(target=first)
    thread.start()
    assert begun.wait(60)

    def waiting() -> None:
        said.append("waiting")
        may_end.set()

    with app.app_context():
        write_feed(
            "two", lambda writer: writer.finish(allow_removals=True), now=NOW, waiting=waiting
        )
    thread.join()
    assert said == ["waiting"]


def test_who_has_waited_long_enough_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(f"sqlite:///{tmp_path}/a.sqlite")
    monkeypatch.setattr(writing, "_AT_ONCE_MS", 1)
    with app.app_context(), closing(sqlite3.connect(tmp_path / "a.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(OtherWriter, match="another import"),
            writing.write_transaction(patience_s=0.001),
        ):
            pass
        other.rollback()
        with writing.write_transaction():
            pass


def _broken(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)


def _no_database(path: Path) -> None:
    path.write_text("nom;ville\n" * 900)


def _without_a_table(path: Path) -> None:
    make_app(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE offer")
        connection.execute("DROP TABLE index_state")
        connection.commit()


def _newer(path: Path) -> None:
    make_app(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _of_others(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE place (a)")
        connection.commit()


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_broken, "is broken"), (_no_database, "is broken"), (_without_a_table, "a table of the database is missing"),
        (_newer, "a newer Parvis"), (_of_others, "not ours"), (_folder, "cannot be opened"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["import", "spreadsheet"], ["demo", "--load-only"]])
def test_databases_that_cannot_be_used(
    tmp_path: Path, spoil: object, words: str, command: list[str]
) -> None:
    path = tmp_path / "a.sqlite"
    spoil(path)  # type: ignore[operator]
    given = [*command, table(tmp_path)] if command[0] == "import" else command
    done = _run(path, *given)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_questions_end_in_a_sentence_too(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    _no_database(path)
    done = _run(path, "find", "douche")
    assert (done.returncode, "is broken" in done.stderr) == (2, True)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = _run(tmp_path / "no" / "a.sqlite", "import", "spreadsheet", table(tmp_path))
    assert done.returncode == 2
    assert "make its folder" in done.stderr


def _run(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, over a database that nobody prepared."""
    app = create_public(Settings(database_uri=f"sqlite:///{database}"))
    done = app.test_cli_runner().invoke(args=list(arguments))
    close_connections(app)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def test_two_first_imports_at_once(tmp_path: Path) -> None:
    """Neither the tables nor the numbers of places are made twice."""
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files.append(table(tmp_path / name, f"nom;ville\n{name};Dijon\n"))
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "kiosk", "import", "spreadsheet", file, "--source", str(at)],
            env={"KIOSK_DATABASE_URI": f"sqlite:///{tmp_path}/a.sqlite", "PATH": ""},
            stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for at, file in enumerate(files)
    ]  # fmt: skip
    ended = [(each.communicate(), each.returncode) for each in started]
    assert [code for _, code in ended] == [0, 0], ended
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone() == (2,)


def test_a_connection_is_left_as_it_was_found(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/a.sqlite")
    with app.app_context():
        with writing.write_transaction():
            pass
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000
