"""The page of staff: a PIN opens it, and guessing does not."""

import os
import re
import threading
import time
from pathlib import Path

import pytest
from flask import Flask

from kiosk.box.pin import FORGOTTEN_AFTER_S, FREE_TRIES
from kiosk.box.settings import Box
from kiosk.state import state_of
from tests.conftest import make_app
from tests.world import PIN, PIN_HASH

pytestmark = pytest.mark.slow

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
WRONG = "000000"


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands()
    monkeypatch.setattr("kiosk.web.box.wrong_tries.time.monotonic", hands.monotonic)
    return hands


@pytest.fixture
def guarded(tmp_path: Path) -> Flask:
    box = Box(pin_hash=PIN_HASH)
    return make_app(f"sqlite:///{tmp_path}/box.sqlite", kiosk_mode=True, box=box)


def attempt(app: Flask, pin: str) -> str:
    return app.test_client().post("/staff", data={"pin": pin}, headers=SAME_SITE).text


def minutes_to_wait(app: Flask, pin: str) -> int:
    """What it says; 0 where the PIN was looked at."""
    said = re.search(r"Minutes d’attente\s: \D*(\d+)", attempt(app, pin))
    return int(said[1]) if said else 0


def test_without_a_pin_there_is_no_page(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/box.sqlite", kiosk_mode=True)
    assert app.test_client().get("/staff").status_code == 404


def test_the_pin_opens_it_and_nothing_is_kept(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.post("/staff", data={"pin": PIN}, headers=SAME_SITE)
    assert "Test du son" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Test du son" not in client.get("/staff").text
    assert PIN not in repr(state_of(guarded).settings)


def test_guessing_has_to_wait_in_all_workers(guarded: Flask, clock: Hands) -> None:
    for _ in range(FREE_TRIES + 1):
        child = os.fork()
        if not child:  # Another worker, forked from the same parent.
            attempt(guarded, WRONG)
            os._exit(0)
        os.waitpid(child, 0)
    assert minutes_to_wait(guarded, PIN) == 1
    clock.now += 60
    assert "Test du son" in attempt(guarded, PIN)


def test_of_many_guesses_at_once_none_slips_through(guarded: Flask, clock: Hands) -> None:
    answers: list[str] = []
    guesses = [
        threading.Thread(target=lambda: answers.append(attempt(guarded, WRONG))) for _ in range(12)
    ]
    for each in guesses:
        each.start()
    for each in guesses:
        each.join()
    assert sum("Ce code est faux" in each for each in answers) == FREE_TRIES + 1


def test_each_wait_is_longer_and_says_how_long(guarded: Flask, clock: Hands) -> None:
    for _ in range(FREE_TRIES):
        assert "Ce code est faux" in attempt(guarded, WRONG)
    waits = []
    for _ in range(6):
        assert "Ce code est faux" in attempt(guarded, WRONG)
        waits.append(minutes_to_wait(guarded, PIN))
        clock.now += 60 * waits[-1]
    assert waits == [1, 2, 4, 5, 5, 5]
    assert "Test du son" in attempt(guarded, PIN)  # And all is forgiven:
    for _ in range(FREE_TRIES):
        assert minutes_to_wait(guarded, WRONG) == 0


def test_a_wait_counts_down_and_trying_does_not_make_it_longer(
    guarded: Flask, clock: Hands
) -> None:
    for passed in (*[0] * FREE_TRIES, 0, 60, 120):
        clock.now += passed
        attempt(guarded, WRONG)
    told = []
    for _ in range(4):
        told.append(minutes_to_wait(guarded, WRONG))
        clock.now += 60
    assert told == [4, 3, 2, 1]
    assert "Test du son" in attempt(guarded, PIN)


def test_an_hour_later_all_are_forgiven(guarded: Flask, clock: Hands) -> None:
    for _ in range(20):
        attempt(guarded, WRONG)
        clock.now += 300
    clock.now += FORGOTTEN_AFTER_S
    for _ in range(FREE_TRIES + 1):
        assert "Ce code est faux" in attempt(guarded, WRONG)
