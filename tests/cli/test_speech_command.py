"""``kiosk speech``."""

import csv
from pathlib import Path

import pytest
from flask import Flask

from kiosk.config import SettingError
from tests.conftest import make_app

pytestmark = pytest.mark.usefixtures("espeak")


@pytest.fixture
def town(tmp_path: Path) -> Flask:
    return make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path / "speech")


def test_voices_lists_what_speaks_and_what_does_not(town: Flask) -> None:
    result = town.test_cli_runner().invoke(args=["speech", "voices"])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert any(line.split()[:2] == ["fr", "espeak-ng"] and "speaks" in line for line in lines)
    assert any(line.startswith("ps") and "0 of" in line for line in lines)
    assert "nobody yet" in result.output


def test_fragments_are_a_list_to_record(town: Flask, tmp_path: Path) -> None:
    runner = town.test_cli_runner()
    rows = list(
        csv.DictReader(runner.invoke(args=["speech", "fragments", "ps"]).output.splitlines())
    )
    assert 100 < len(rows) < 150
    assert len({row["file"] for row in rows}) == len(rows)
    file = tmp_path / "speech" / rows[0]["file"]
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x")
    again = list(
        csv.DictReader(runner.invoke(args=["speech", "fragments", "ps"]).output.splitlines())
    )
    assert again[0]["recorded"] == "yes"
    assert again[1]["recorded"] == "no"


def test_build_makes_clips_once(
    town: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.cli.speech_command._fixed_texts", lambda _code: ["Ouvert", "Fermé"])
    runner = town.test_cli_runner()
    first = runner.invoke(args=["speech", "build", "--language", "fr"])
    assert "fr: 2 texts, 2 clips made" in first.output
    assert len(list((tmp_path / "speech" / "cache").glob("*/*.mp3"))) == 2
    assert (
        "fr: 2 texts, 0 clips made"
        in runner.invoke(args=["speech", "build", "--language", "fr"]).output
    )


def test_a_language_without_a_voice_is_refused(town: Flask) -> None:
    result = town.test_cli_runner().invoke(args=["speech", "build", "--language", "ps"])
    assert result.exit_code == 1
    assert "--language 'ps': no voice speaks it here" in result.output


def test_a_register_with_a_fault_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "voices.toml").write_text("[[voice]]\nlanguage = 3\n")
    with pytest.raises(SettingError, match=r"KIOSK_SPEECH: .*voice 1: 'language' must be there"):
        make_app(f"sqlite:///{tmp_path}/t.sqlite", speech=tmp_path)
