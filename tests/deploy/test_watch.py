"""The watch of a box: what it starts again, and when; systemd, the network and the clock are stand-ins."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import ROOT

WATCH = ROOT / "deploy" / "bin" / "watch"
GUIDE, SCREEN, BOX = "restart parvis.service", "restart parvis-screen.service", "reboot"
Run = Callable[..., list[str]]


@pytest.fixture
def watch(tmp_path: Path) -> Run:
    """Runs it so often; ``is_well``: /healthz answers 200; ``lives``: the page gives new signs. What it asked of systemd."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "state").mkdir()
    for name, script in (
        ("curl", 'test -e "$STAND_INS/is-well"'),
        ("stat", 'cat "$STAND_INS/sign"'),
        ("systemctl", 'echo "$@" >> "$STAND_INS/asked"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    settings = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "STAND_INS": str(tmp_path),
        "RUNTIME_DIRECTORY": str(tmp_path / "state"),
    }
    signs = iter(range(10_000))

    def run(times: int, *, is_well: bool, lives: bool = True) -> list[str]:
        asked = tmp_path / "asked"
        asked.write_text("")
        (tmp_path / "is-well").unlink(missing_ok=True)
        if is_well:
            (tmp_path / "is-well").touch()
        for _ in range(times):
            if lives:
                (tmp_path / "sign").write_text(str(next(signs)))
            subprocess.run(["sh", WATCH], env=settings, check=True)
        return asked.read_text().splitlines()

    return run


def test_a_box_that_lives_is_left_alone(watch: Run) -> None:
    assert watch(40, is_well=True) == []


def test_a_guide_that_is_not_well_is_started_again_each_minute(watch: Run) -> None:
    assert watch(2, is_well=False) == []
    assert watch(1, is_well=False) == [GUIDE]
    assert watch(6, is_well=False) == [GUIDE, GUIDE]


def test_what_was_missed_before_is_forgotten_when_it_is_well(watch: Run) -> None:
    watch(2, is_well=False)
    watch(1, is_well=True)
    assert watch(2, is_well=False) == []


def test_a_silent_page_is_started_again_and_then_the_box(watch: Run) -> None:
    watch(1, is_well=True)
    assert watch(4, is_well=True, lives=False) == [SCREEN]
    assert watch(6, is_well=True, lives=False) == [SCREEN]
    assert watch(20, is_well=True, lives=False)[-1] == BOX


def test_a_sick_guide_does_not_darken_the_screen(watch: Run) -> None:
    assert SCREEN not in watch(12, is_well=False, lives=False)
