"""Folders that cannot be written cost what would lie there, one line in the log, and no page."""

import logging
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from kiosk.box.settings import Box
from kiosk.config import Settings
from kiosk.printing.print_queue import print_queue_of
from kiosk.state import state_of
from kiosk.web.parts.printer import PRINTER
from tests.conftest import load, make_app
from tests.printing.fake import FakePrinter
from tests.world import PIN, PIN_HASH, world

pytestmark = [pytest.mark.usefixtures("espeak", "fonts"), pytest.mark.slow]

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


def blocked(tmp_path: Path) -> Path:
    """A folder within a file: not even root can make it."""
    file = tmp_path / "file"
    file.write_text("no folder")
    return file / "folder"


def no_speech(tmp_path: Path, _: pytest.MonkeyPatch) -> dict[str, object]:
    return {"speech": blocked(tmp_path)}


def no_run_dir(tmp_path: Path, _: pytest.MonkeyPatch) -> dict[str, object]:
    return {"run_dir": str(blocked(tmp_path))}


def no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setattr(tempfile, "tempdir", str(blocked(tmp_path)))
    return {}


def nothing_but_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setattr(tempfile, "tempdir", str(blocked(tmp_path)))
    return {"speech": blocked(tmp_path), "run_dir": str(blocked(tmp_path) / "signs")}


def visited(app: Flask) -> dict[str, int]:
    """What a visit answers, with all that writes."""
    client = app.test_client()
    answers = {
        page: client.get(page, follow_redirects=True).status_code
        for page in ("/fr/", "/fr/search?need=eat", "/fr/place/1", "/fr/place/1/take", "/fr/place/1/sheet", "/fr/help", "/healthz", "/end", "/fr/pack.json", "/fr/look")
    }  # fmt: skip
    told = client.get("/fr/place/1?aloud=1", headers={"Accept": "application/json"}).json
    clips = [clip for sentence in told["sentences"] for clip in sentence["clips"]][:3]
    assert len(clips) == 3
    for clip in clips * 2:
        answers[clip] = client.get(clip).status_code
    answers["alive"] = client.post("/alive", headers=SAME_SITE).status_code
    answers["alive again"] = client.post("/alive", headers=SAME_SITE).status_code
    answers["staff"] = client.post("/staff", data={"pin": PIN, "trial": "1"}, headers=SAME_SITE).status_code  # fmt: skip
    answers["slip"] = client.post("/fr/place/1/print", headers=SAME_SITE).status_code
    return answers


@pytest.mark.parametrize(
    ("broken", "warnings"),
    [(no_speech, 1), (no_run_dir, 1), (no_temporary_files, 0), (nothing_but_the_database, 2)],
)
def test_every_page_is_answered_and_one_line_says_why(
    broken: Callable[[Path, pytest.MonkeyPatch], dict[str, object]],
    warnings: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with closing(FakePrinter()) as fake:
        settings = {"run_dir": str(tmp_path), **broken(tmp_path, monkeypatch)}
        run_dir = str(settings.pop("run_dir"))
        box = Box(printer=fake.address, pin_hash=PIN_HASH, run_dir=run_dir)
        speech = settings.pop("speech", tmp_path / "speech")
        with caplog.at_level(logging.WARNING):
            app = make_app(
                f"sqlite:///{tmp_path}/t.sqlite", kiosk_mode=True, box=box, speech=speech
            )
            with app.app_context():
                load(world())
            answers = visited(app)
        press = state_of(app).get(PRINTER)
        assert press is not None
        press.close()
    assert {page: status for page, status in answers.items() if status >= 400} == {}
    told = [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]
    assert len(told) == warnings, told
    assert all(re.search(r"cannot be written \(Not a directory\): .* see (KIOSK_SPEECH|run_dir)$", each) for each in told)  # fmt: skip


def test_a_printer_whose_library_cannot_write_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    no_temporary_files(tmp_path, monkeypatch)
    for name in [each for each in sys.modules if each.startswith("escpos") or each.endswith("receipt_encoder")]:  # fmt: skip
        monkeypatch.delitem(sys.modules, name)
    assert print_queue_of(Settings(kiosk_mode=True, box=Box(printer="tcp://127.0.0.1:1"))) is None
    assert [each.getMessage() for each in caplog.records] == [
        f"{blocked(tmp_path)} cannot be written (Not a directory): nothing is printed; see TMPDIR"
    ]


def test_a_database_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Exception, match="the database file cannot be opened; make its folder"):
        make_app(f"sqlite:///{tmp_path}/file/t.sqlite")
