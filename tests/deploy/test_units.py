"""The units of a box: systemd understands them, and they give their programs no right that these do not need."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from kiosk.config import ROOT, read_settings
from tests.conftest import not_here

pytestmark = pytest.mark.slow

DEPLOY: Final = ROOT / "deploy"
UNITS: Final = DEPLOY / "systemd"
MOST: Final = {
    "parvis.service": 2.5,
    "parvis-watch.service": 2.5,
    "parvis-forget.service": 2.5,
    # A compositor needs the screen, a browser namespaces and code that it makes while it runs.
    "parvis-screen.service": 4.5,
}
"""How exposed each may be, from 0 to 10, as systemd-analyze reckons."""


@pytest.fixture(scope="module")
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        not_here("systemd is not installed: the units were NOT looked at (apt install systemd)")
    return found


def settings_of(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", (UNITS / unit).read_text("utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def test_every_service_has_a_bound() -> None:
    assert {each.name for each in UNITS.glob("*.service")} == set(MOST)


@pytest.mark.parametrize("unit", sorted(MOST))
def test_a_service_is_hardly_exposed(analyze: str, unit: str) -> None:
    command = [analyze, "security", "--offline=true", f"--threshold={MOST[unit] * 10:.0f}", UNITS / unit]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert told, done.stderr
    assert float(told[1]) <= MOST[unit]
    assert done.returncode == 0


def test_systemd_understands_every_unit(analyze: str, tmp_path: Path) -> None:
    """But for what is not installed here: programs are looked for elsewhere."""
    units = []
    for each in UNITS.glob("parvis*"):
        text = re.sub(
            r"^(Exec\w+=[-+@:]*)\S+", r"\1/bin/true", each.read_text("utf-8"), flags=re.MULTILINE
        )
        (tmp_path / each.name).write_text(text, "utf-8")
        units.append(tmp_path / each.name)
    done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)  # fmt: skip
    about_ours = [line for line in done.stderr.splitlines() if "parvis" in line]
    assert about_ours == []
    spoilt = tmp_path / "parvis.service"
    spoilt.write_text(spoilt.read_text("utf-8").replace("UMask=0077", "UMask=rubbish"), "utf-8")
    done = subprocess.run([analyze, "verify", "--man=no", spoilt], capture_output=True, text=True, check=False)  # fmt: skip
    assert "rubbish" in done.stderr


def test_the_data_are_read_by_the_service_only() -> None:
    guide = settings_of("parvis.service")
    assert guide["UMask"] == ["0077"]
    assert guide["StateDirectoryMode"] == ["0700"]
    # The watch has no right of root's: it sees the signs of the guide as one of its group.
    assert guide["RuntimeDirectoryMode"] == ["0750"]
    assert settings_of("parvis-watch.service")["Group"] == guide["Group"]


def test_all_that_the_examples_write_lies_in_folders_of_the_service() -> None:
    text = (DEPLOY / "parvis.env.example").read_text("utf-8")
    given = dict(re.findall(r'^(KIOSK_\w+)="?([^"\n]*)', text, re.MULTILINE))
    given["KIOSK_BOX"] = str(DEPLOY / "box.example.toml")
    settings = read_settings(given)
    assert settings.database_uri == "sqlite:////var/lib/parvis/parvis.sqlite"
    assert settings.speech == Path("/var/lib/parvis/speech")
    assert settings.box.run_dir == "/run/parvis"
    guide = settings_of("parvis.service")
    assert guide["StateDirectory"] == guide["RuntimeDirectory"] == ["parvis"]
