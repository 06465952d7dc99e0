"""Dear work has lines of its own: who finds one full is told when to come again, and pages never wait."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask import Blueprint, Flask, Response
from werkzeug.exceptions import ServiceUnavailable

from kiosk import api, web
from kiosk.config import Settings
from kiosk.http import line as lines
from kiosk.http import policy
from kiosk.http.application import application
from kiosk.http.door import Door, Limits, Room
from kiosk.http.line import Line
from kiosk.server.whole_requests import THREADS
from kiosk.web.parts.errors import answer_error

LEFT_FOR_PAGES = 8


class Work:
    """Work that lasts until it is let go."""

    def __init__(self) -> None:
        self.goes_on, self.begun = Event(), Event()

    def add_to(self, blueprint: Blueprint) -> None:
        blueprint.add_url_rule("/dear", view_func=self.dear)
        blueprint.add_url_rule("/broken", view_func=self.broken)
        blueprint.add_url_rule("/page", view_func=lambda: "a page")

    def dear(self) -> str:
        self.begun.set()
        self.goes_on.wait(60)
        return "done"

    def broken(self) -> str:
        raise ZeroDivisionError


@pytest.fixture
def work() -> Iterator[Work]:
    one = Work()
    yield one
    one.goes_on.set()


@pytest.fixture
def app(work: Work, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(lines, "PATIENCE_S", 0.05)
    line = Line(endpoints=frozenset({"dear", "broken"}), at_once=1, waiting=1)
    door = Door(
        name="test",
        limits=Limits(body=100, query=100),
        policy=policy.data,
        answer_error=lambda error: Response(error.name, status=error.code),
        rooms=(Room(routes=(work.add_to,), lines=(line,)),),
    )
    return application(Settings(database_uri="sqlite://"), door)


def test_a_full_line_says_when_to_come_again_and_pages_do_not_wait(app: Flask, work: Work) -> None:
    first: list[Response] = []
    busy = Thread(target=lambda: first.append(app.test_client().get("/dear")))
    busy.start()
    assert work.begun.wait(60)
    refused = app.test_client().get("/dear")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert app.test_client().get("/page").text == "a page"
    work.goes_on.set()
    busy.join()
    assert first[0].text == "done"
    assert app.test_client().get("/dear").text == "done"


def test_work_that_fails_leaves_the_line(app: Flask, work: Work) -> None:
    work.goes_on.set()
    for _ in range(3):
        assert app.test_client().get("/broken").status_code == 500
    assert app.test_client().get("/dear").text == "done"


def test_all_lines_together_leave_threads_for_pages() -> None:
    every = [*web.DOOR.lines, *api.DOOR.lines]
    assert sum(each.at_once + each.waiting for each in every) <= THREADS - LEFT_FOR_PAGES


@pytest.mark.parametrize(
    "kind", ["clip", "pack", "tile", "tile_file", "print_place", "print_list", "rights_print"]
)
def test_dear_work_has_a_line(kind: str, town: Flask) -> None:
    named = {each for line in web.DOOR.lines for each in line.endpoints}
    assert kind in named
    assert f"web.{kind}" in town.view_functions


def test_every_line_names_pages_that_there_are(town: Flask) -> None:
    for line in web.DOOR.lines:
        assert {f"web.{each}" for each in line.endpoints} <= set(town.view_functions)


def test_a_visitor_is_told_in_words(town: Flask) -> None:
    with town.test_request_context("/fr/"):
        answer = answer_error(ServiceUnavailable())
    assert "Essayez encore dans une minute" in answer.get_data(as_text=True)
