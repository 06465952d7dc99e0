"""The page of staff: a PIN opens it, and guessing does not."""

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from kiosk.box.settings import Box
from kiosk.web.box.staff import MOST_TRIES, TRIES_WITHIN_S
from tests.conftest import make_app

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def guarded(tmp_path: Path) -> Flask:
    return make_app(f"sqlite:///{tmp_path}/box.sqlite", kiosk_mode=True, box=Box(pin="135790"))


def attempt(app: Flask, pin: str) -> str:
    return app.test_client().post("/staff", data={"pin": pin}, headers=SAME_SITE).text


def test_without_a_pin_there_is_no_page(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/box.sqlite", kiosk_mode=True)
    assert app.test_client().get("/staff").status_code == 404


def test_the_pin_opens_it_and_nothing_is_kept(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.post("/staff", data={"pin": "135790"}, headers=SAME_SITE)
    assert "Test du son" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Test du son" not in client.get("/staff").text


def test_guessing_has_to_wait_in_all_workers(
    guarded: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(MOST_TRIES):
        child = os.fork()
        if not child:  # Another worker, forked from the same parent.
            attempt(guarded, "000000")
            os._exit(0)
        os.waitpid(child, 0)
    assert "Trop d’essais" in attempt(guarded, "135790")
    later = time.monotonic() + TRIES_WITHIN_S + 1
    monkeypatch.setattr("kiosk.web.box.staff.time.monotonic", lambda: later)
    assert "Test du son" in attempt(guarded, "135790")
