"""The keeper's door, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from kiosk.extensions import db
from tests.conftest import make_app


@pytest.fixture
def runner(tmp_path: Path) -> FlaskCliRunner:
    app: Flask = make_app(f"sqlite:///{tmp_path}/cli.sqlite")
    yield app.test_cli_runner()
    with app.app_context():
        db.engine.dispose()


def run(runner: FlaskCliRunner, *arguments: object) -> tuple[int, dict[str, object]]:
    result = runner.invoke(args=[str(each) for each in arguments])
    line = result.stdout.strip().splitlines()[-1]
    return result.exit_code, json.loads(line)


def table(tmp_path: Path, *names: str) -> Path:
    path = tmp_path / "lieux.csv"
    path.write_text(
        "id;nom;horaires\n" + "".join(f"{name};{name};lun 9h-12h\n" for name in names), "utf-8"
    )
    return path


def test_import_adds_up_and_repeats(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = table(tmp_path, "A", "B", "", "C")
    code, report = run(runner, "import", "spreadsheet", path, "--json")
    assert code == 0
    assert report["created"] == 3
    assert report["rejected"] == 1
    outcomes = ("created", "updated", "unchanged", "hidden", "rejected")
    assert sum(report[name] for name in outcomes) == report["read"] == 4
    assert set(report["problems"][0]) == {"row", "field", "message"}
    again = run(runner, "import", "spreadsheet", path, "--json")[1]
    assert (again["unchanged"], again["created"], again["updated"], again["removed"]) == (
        3,
        0,
        0,
        0,
    )


def test_a_dry_run_changes_nothing(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = table(tmp_path, "A")
    assert run(runner, "import", "spreadsheet", path, "--dry-run", "--json")[1]["created"] == 1
    assert run(runner, "import", "spreadsheet", path, "--json")[1]["created"] == 1


@pytest.mark.parametrize("content", ["", "{", "12;34\n"])
def test_a_file_that_cannot_be_read_exits_2_and_changes_nothing(
    runner: FlaskCliRunner, tmp_path: Path, content: str
) -> None:
    run(runner, "import", "spreadsheet", table(tmp_path, "A", "B"), "--json")
    bad = tmp_path / "bad.csv"
    bad.write_text(content, "utf-8")
    for arguments in (
        ("spreadsheet", bad),
        ("soliguide", bad),
        ("soliguide", tmp_path / "missing.json"),
    ):
        assert runner.invoke(args=["import", *map(str, arguments)]).exit_code == 2
    assert (
        run(runner, "import", "spreadsheet", table(tmp_path, "A", "B"), "--json")[1]["unchanged"]
        == 2
    )


def test_removals_must_be_allowed(runner: FlaskCliRunner, tmp_path: Path) -> None:
    run(runner, "import", "spreadsheet", table(tmp_path, "A", "B", "C"), "--json")
    result = runner.invoke(args=["import", "spreadsheet", str(table(tmp_path, "A"))])
    assert result.exit_code == 2
    assert "--allow-removals" in result.stderr
    assert "--source" in result.stderr
    code, report = run(
        runner, "import", "spreadsheet", table(tmp_path, "A"), "--allow-removals", "--json"
    )
    assert (code, report["removed"]) == (0, 2)


def test_the_demo_loads_twice_and_answers_every_need(runner: FlaskCliRunner) -> None:
    for _ in range(2):
        assert runner.invoke(args=["demo", "--load-only"]).exit_code == 0
    for need in ("eat", "sleep", "wash", "health", "rest", "advice", "learn", "things", "connect"):
        for at in ("2026-11-24T10:30:00+01:00",):
            found = run(runner, "find", "--need", need, "--near", "Dijon", "--at", at, "--json")[1]
            assert found["total"] >= 4
            first = found["places"][0]
            is_open = first["status"] in {"open", "closing_soon", "by_appointment"}
            # A meal at half past eleven, a bed tonight: what is meant stands before water now.
            assert is_open or (first["next_change"] or "").startswith("2026-11-24")
    for need in ("eat", "sleep", "wash", "health"):
        at = "2026-11-22T21:05:00+01:00"  # A Sunday evening.
        found = run(runner, "find", "--need", need, "--near", "Dijon", "--at", at, "--json")[1]
        assert found["places"][0]["status"] == "open"


def test_find_says_what_is_wrong(runner: FlaskCliRunner) -> None:
    assert "--near" in runner.invoke(args=["find", "--near", "Nulleville"]).stderr
    assert "ISO 8601" in runner.invoke(args=["find", "--at", "tomorrow"]).stderr


def test_invented_places_never_stand_beside_real_ones(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    runner.invoke(args=["demo", "--load-only"])
    assert run(runner, "import", "spreadsheet", table(tmp_path, "A"), "--json")[1]["created"] == 1
    assert run(runner, "find", "--json")[1]["total"] == 1
    refused = runner.invoke(args=["demo", "--load-only"])
    assert refused.exit_code == 1
    assert "real places" in refused.stderr


def test_a_command_closes_the_database(tmp_path: Path) -> None:
    """Nothing of its log stays beside the file, and Python has nothing to complain of."""
    done = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", "-m", "kiosk", "demo", "--load-only"],
        env={**os.environ, "KIOSK_DATABASE_URI": f"sqlite:///{tmp_path}/town.sqlite"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ResourceWarning" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["town.sqlite"]
