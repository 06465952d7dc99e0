"""What a door is: its pages, and what it allows, says and forgets. Nothing of one door binds another.

An application has one or more doors over one store. The first is its front: it answers what leads to no
page at all. The public's and the machines' doors stand in one application; the keepers' has one of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Blueprint, Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from kiosk.http.line import Line
from kiosk.state import Slot, state, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a request may be, in bytes: its body, and the question in its address."""

    body: int
    query: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A part of a door: pages, and words for the templates of all.

    Attributes:
        routes: Hang the pages on the blueprint of the door.
        opens: Read what the settings name, before workers are forked.
        words: What templates may call, by name.
        filters: The same, behind a bar.
        lines: Of its dear work: pages never wait for it.
    """

    routes: tuple[Callable[[Blueprint], None], ...] = ()
    opens: tuple[Callable[[Flask], None], ...] = ()
    words: Mapping[str, Any] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door.

    Attributes:
        name: Of its blueprint: what stands before its endpoints.
        limits: Of what is sent to it.
        policy: The headers of each answer, unless the answer has its own.
        answer_error: The answer to an error.
        prefix: What its addresses begin with.
        home: The endpoint of its first page.
        rooms: Its parts.
        enter: Before a page: what to take out of the values in its path.
        keeps_pages: Whether pages that say so are answered from memory for a minute.
        has_cookies: Whether an answer may set one.
    """

    name: str
    limits: Limits
    policy: Callable[[], Mapping[str, str]]
    answer_error: Callable[[HTTPException], BaseResponse]
    prefix: str | None = None
    home: str = ""
    rooms: tuple[Room, ...] = ()
    enter: Callable[[dict[str, Any] | None], None] | None = None
    keeps_pages: bool = False
    has_cookies: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Of all its rooms."""
        return tuple(line for room in self.rooms for line in room.lines)

    def open(self, app: Flask) -> None:
        """Hang its pages on the application, and read what they need."""
        blueprint = Blueprint(self.name, __name__, url_prefix=self.prefix)
        for room in self.rooms:
            app.jinja_env.globals.update(room.words)
            app.jinja_env.filters.update(room.filters)
            for opens in room.opens:
                opens(app)
            for routes in room.routes:
                routes(blueprint)
        app.register_blueprint(blueprint)


DOORS: Final[Slot[tuple[Door, ...]]] = Slot("doors")


def door() -> Door:
    """The door of this request."""
    doors = state().get(DOORS)
    return next((each for each in doors if each.name == request.blueprint), doors[0])


def largest_body(app: Flask) -> int:
    """Of what any door of an application lets in, in bytes."""
    return max(each.limits.body for each in state_of(app).get(DOORS))
