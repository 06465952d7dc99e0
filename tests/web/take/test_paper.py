"""A place or a list on paper, from the button to the word that it is there, or why not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.box.printer import PrinterState
from kiosk.box.settings import Box
from kiosk.printing import print_queue as press_module
from kiosk.printing.print_queue import MOST_JOBS, PrintQueue
from kiosk.printing.receipt_encoder import ReceiptEncoder
from kiosk.shortlist.list_code import list_code
from kiosk.state import state_of
from kiosk.web.parts.printer import PRINTER
from tests.conftest import StrictClient, load, make_app
from tests.printing.fake import FakePrinter, Mood, wait_for
from tests.world import PIN, PIN_HASH, world

pytestmark = [pytest.mark.usefixtures("fonts"), pytest.mark.slow]
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
PLACE = "/en/place/table-proche-dijon-1"
GENEROUS_S = 60


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    fake = FakePrinter()
    yield fake
    fake.close()


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Flask:
    """A box whose printer is not there."""
    app = make_app(
        f"sqlite:///{tmp_path_factory.mktemp('paper')}/box.sqlite",
        kiosk_mode=True,
        box=Box(printer="tcp://127.0.0.1:1", printer_width_mm=58, pin_hash=PIN_HASH),
        locales=("en", "fr", "ar"),
    )
    app.test_client_class = StrictClient
    with app.app_context():
        load(world())
    return app


@pytest.fixture
def box(
    screen: Flask, fake: FakePrinter, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The same with a printer, that is asked more often than on a wall."""
    monkeypatch.setattr(press_module, "FRESH_S", 0.5)
    press = PrintQueue(fake.address, ReceiptEncoder(58, None, fonts).job)
    state_of(screen).put(PRINTER, press)
    yield screen
    press.close()


def press_of(app: Flask) -> PrintQueue:
    press: PrintQueue = state_of(app).get(PRINTER)
    return press


def is_seen_as(app: Flask, state: PrinterState) -> None:
    wait_for(lambda: press_of(app).state() is state, GENEROUS_S)


def offered(client: FlaskClient) -> bool:
    page = client.get(PLACE).text
    assert "/print" in page
    return "data-printer hidden" not in page


def answer_of(client: FlaskClient, what: str = PLACE) -> str:
    """What the visitor reads at last, after pressing; followed as a browser without scripts does."""
    pressed = client.post(f"{what}/print", headers=SAME_SITE)
    assert pressed.status_code == 303
    answers = []

    def is_over() -> bool:
        answers.append(client.get(pressed.location, follow_redirects=True))
        return "Refresh" not in answers[-1].headers

    wait_for(is_over, GENEROUS_S)
    assert all(each.status_code == 200 for each in answers)
    return answers[-1].text


def test_the_slip_comes_out(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    assert offered(client)
    assert "Take your paper." in answer_of(client)
    assert len(fake.jobs) == 1


def test_a_list_comes_out(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    code = a_list(client, 1, 2)
    page = client.get(f"/en/list/{code}").text
    assert f"/list/{code}/print" in page
    assert f"/list/{code}/print" in client.get(f"/en/list/{code}/take").text
    assert "Take your paper." in answer_of(client, f"/en/list/{code}")
    assert len(fake.jobs) == 1
    fake.mood = Mood.RUNS_OUT
    said = answer_of(client, f"/en/list/{a_list(client, 1, 3)}")
    assert "Your paper was not printed." in said
    assert said.count("<address") == 2
    assert "Table Proche" in said


def test_a_list_of_nothing_is_not_printed(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    nobody = list_code([999_999])
    assert "/print" not in client.get(f"/en/list/{nobody}").text
    pressed = client.post(f"/en/list/{nobody}/print", headers=SAME_SITE)
    assert pressed.location == f"/en/list/{nobody}"
    assert client.post("/en/list/WRONG/print", headers=SAME_SITE).status_code == 404
    assert fake.jobs == []


def a_list(client: FlaskClient, *ranks: int) -> str:
    """The code of a list with places of the world."""
    address = PLACE
    for rank in ranks:
        address = client.get(f"{address}{'&' if '?' in address else '?'}keep={rank}").location
        address = address.partition("#")[0]
    return address.partition("list=")[2]


@pytest.mark.parametrize("mood", [Mood.NO_PAPER, Mood.COVER_OPEN, Mood.MUTE, Mood.LIES])
def test_nothing_is_offered_that_cannot_be_done(box: Flask, fake: FakePrinter, mood: Mood) -> None:
    client = box.test_client()
    fake.mood = mood
    wait_for(lambda: not press_of(box).state().can_print, GENEROUS_S)
    wait_for(lambda: press_of(box).state() is not PrinterState.SILENT or mood is Mood.MUTE)
    assert not offered(client)
    assert client.post("/alive", headers=SAME_SITE).headers["Printer"] == "away"
    said = answer_of(client)  # The page stood open, and the button was still there.
    assert "Your paper was not printed." in said
    assert "near rue du Test" in said
    assert "03 53 01 10 01" in said
    assert fake.jobs == []
    fake.mood = Mood.WELL
    wait_for(lambda: client.post("/alive", headers=SAME_SITE).headers["Printer"] == "ready", GENEROUS_S)  # fmt: skip
    assert offered(client)


def test_what_fails_on_the_way_is_said(box: Flask, fake: FakePrinter) -> None:
    is_seen_as(box, PrinterState.READY)
    fake.mood = Mood.CUTS
    assert "Your paper was not printed." in answer_of(box.test_client())


def test_the_end_of_the_visit_ends_the_job(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    fake.mood = Mood.DEAF
    page = client.post(f"{PLACE}/print", headers=SAME_SITE).location
    wait_for(lambda: fake.jobs)
    client.get("/end")
    wait_for(lambda: "Your paper was not printed." in client.get(page).text, GENEROUS_S)
    assert client.get(f"{PLACE}/paper?job=99").status_code == 303


def test_somebody_who_plays_has_to_wait(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    for rank in range(MOST_JOBS):
        job = press_of(box).start([()] * (rank + 1))
        wait_for(lambda job=job: press_of(box).outcome(job) is not PrinterState.PRINTING)
    assert "Try again in a minute." in answer_of(client)


def test_nobody_else_prints_here(box: Flask) -> None:
    client = box.test_client()
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{PLACE}/print", headers=headers).status_code == 403
    assert client.get(f"{PLACE}/print").status_code == 405


def test_without_a_printer_there_is_nothing(town: Flask) -> None:
    client = town.test_client()
    assert "/print" not in client.get(PLACE).text
    assert client.get(f"{PLACE}/paper").status_code == 404
    assert client.post(f"{PLACE}/print", headers=SAME_SITE).status_code == 404
    assert "Printer" not in client.post("/alive", headers=SAME_SITE).headers


def test_staff_see_how_it_is_and_print_a_test(box: Flask, fake: FakePrinter) -> None:
    client = box.test_client()
    is_seen_as(box, PrinterState.READY)
    page = client.post("/staff", data={"pin": PIN}, headers=SAME_SITE).text
    assert "tcp://127.0.0.1:1" in page
    assert "Ready" in page
    assert fake.jobs == []
    assert client.post("/staff", data={"pin": "1", "trial": "1"}, headers=SAME_SITE).status_code == 403  # fmt: skip
    client.post("/staff", data={"pin": PIN, "trial": "1"}, headers=SAME_SITE)
    wait_for(lambda: press_of(box).outcome(1) is PrinterState.READY, GENEROUS_S)
    assert len(fake.jobs) == 1
    fake.mood = Mood.NO_PAPER
    is_seen_as(box, PrinterState.NO_PAPER)
    page = client.post("/staff", data={"pin": PIN}, headers=SAME_SITE).text
    assert "No paper: put in a new roll" in page
