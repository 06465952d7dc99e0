"""``kiosk box``: a line for box.toml, even where the present file stops the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.box.pin import is_pin_of
from kiosk.box.settings import read_box
from tests.world import PIN

pytestmark = pytest.mark.slow

KIOSK = Path(sys.executable).with_name("kiosk")
EXAMPLE = Path(__file__).parents[2] / "deploy" / "box.example.toml"


def box_pin(pin: str, settings: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "KIOSK_BOX": str(settings), "LC_ALL": "C.UTF-8"}
    command = [KIOSK, "box", "pin"]
    return subprocess.run(
        command,
        input=f"{pin}\n{pin}\n",
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_the_line_stands_in_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "box.toml"
    file.write_text('[box]\npin = "246810"\n', "utf-8")
    done = box_pin(PIN, file)  # The file is refused; its remedy works all the same.
    line = done.stdout.splitlines()[-1]
    assert done.returncode == 0, done.stderr
    assert PIN not in done.stdout
    file.write_text(f"[box]\n{line}\n", "utf-8")
    pin_hash = read_box(file).pin_hash
    assert pin_hash
    assert is_pin_of(PIN, pin_hash)


@pytest.mark.parametrize("pin", ["246810", "1234", "000000"])
def test_a_pin_that_is_guessed_first_is_refused(pin: str, tmp_path: Path) -> None:
    done = box_pin(pin, tmp_path / "none")
    assert done.returncode == 2
    assert "pin_hash" not in done.stdout
    assert "PIN" in done.stderr


def test_the_example_as_it_is_has_no_page_of_staff() -> None:
    assert read_box(EXAMPLE).pin_hash is None
