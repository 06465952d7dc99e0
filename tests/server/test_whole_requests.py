"""A request is whole before the application is asked; what is not says so."""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from wsgiref.validate import validator

import pytest
from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # passed on without saying so

from kiosk.server import BODY_TROUBLE
from kiosk.server.whole_requests import WholeRequests

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

FORM = [("content-type", "application/x-www-form-urlencoded")]


@dataclass
class Sent:
    """A request as the server tells it (RSGI)."""

    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers_: list[tuple[str, str]] = field(default_factory=list)
    server: str = "127.0.0.1:8400"
    client: str = "127.0.0.1:51000"
    scheme: str = "http"
    http_version: str = "1.1"

    @property
    def headers(self) -> dict[str, Any]:
        return Headers(self.headers_)


class Headers(dict[str, Any]):
    """Headers of one name stand beside each other."""

    def __init__(self, given: list[tuple[str, str]]) -> None:
        super().__init__(given)
        self.given = given

    def items(self) -> Any:
        return self.given


class Line:
    """Whoever sends and takes: gives a body, or never does; takes all of an answer, or goes."""

    def __init__(self, body: bytes | None = b"", leaves_after: int | None = None) -> None:
        self.body, self.leaves_after = body, leaves_after
        self.status, self.told, self.taken = 0, {}, b""

    async def __call__(self) -> bytes:
        if self.body is None:
            await asyncio.sleep(3_600)
        return self.body or b""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.told, self.taken = status, dict(headers), body

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Line":
        self.status, self.told = status, dict(headers)
        return self

    async def send_bytes(self, part: bytes) -> None:
        if self.leaves_after is not None and len(self.taken) > self.leaves_after:
            raise ProtocolClosed
        self.taken += part


class Echo:
    """An application that says what it was asked, and notes whether its answer was closed."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.closed = 0
        self.size = 0

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        self.asked = dict(environ)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        self.asked["body"] = environ["wsgi.input"].read(length) if length else b""
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Parts(self)


class Parts:
    """An answer in parts of 64 kB."""

    def __init__(self, echo: Echo) -> None:
        self.echo = echo

    def __iter__(self) -> Iterator[bytes]:
        yield b"begin"
        for _ in range(self.echo.size // 65_536):
            yield bytes(65_536)

    def close(self) -> None:
        self.echo.closed += 1


def finish(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: that of the tests may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def ask(echo: Echo, sent: Sent, line: Line, most: int = 8_192) -> Line:
    async def answer() -> None:
        whole = WholeRequests(validator(echo), most_bytes=most, form_within_s=0.05)
        whole.__rsgi_init__(asyncio.get_running_loop())
        await whole.__rsgi__(sent, line)  # type: ignore[arg-type]

    finish(answer())
    return line


def test_a_page_is_asked_as_wsgi_asks() -> None:
    echo = Echo()
    sent = Sent(
        path="/fr/café/سكن",
        query_string="q=caf%C3%A9",
        headers_=[
            ("host", "guide.fr"),
            ("accept", "a"),
            ("accept", "b"),
            ("x_forwarded_for", "9.9.9.9"),
        ],
        client="[::1]:4711",
    )
    line = ask(echo, sent, Line())
    assert (line.status, line.taken, echo.closed) == (200, b"begin", 1)
    assert echo.asked["PATH_INFO"].encode("latin-1").decode() == "/fr/café/سكن"
    assert echo.asked["QUERY_STRING"] == "q=caf%C3%A9"
    assert (echo.asked["HTTP_HOST"], echo.asked["HTTP_ACCEPT"]) == ("guide.fr", "a,b")
    assert echo.asked["REMOTE_ADDR"] == "::1"
    assert "HTTP_X_FORWARDED_FOR" not in echo.asked


def test_a_form_is_read_whole() -> None:
    echo = Echo()
    ask(echo, Sent(method="POST", headers_=[*FORM, ("content-length", "3")]), Line(b"a=b"))
    assert echo.asked["body"] == b"a=b"
    assert BODY_TROUBLE not in echo.asked


@pytest.mark.parametrize(
    ("headers", "body", "trouble"),
    [
        ([("content-length", "100")], None, 408),
        ([("content-length", "100")], b"abc", 400),
        ([("transfer-encoding", "chunked")], b"abc", 411),
        ([("content-length", "-1")], b"abc", 411),
    ],
    ids=["never", "cut off", "without a length", "no length"],
)
def test_a_form_that_is_not_whole_says_so(
    headers: list[tuple[str, str]], body: bytes | None, trouble: int
) -> None:
    asked: list[object] = []

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        asked.append(environ[BODY_TROUBLE])
        start_response("400 Bad Request", [])
        return []

    async def answer() -> None:
        whole = WholeRequests(application, most_bytes=8_192, form_within_s=0.05)
        whole.__rsgi_init__(asyncio.get_running_loop())
        await whole.__rsgi__(Sent(method="POST", headers_=headers), Line(body))  # type: ignore[arg-type]

    finish(answer())
    assert asked == [trouble]


def test_what_is_too_large_is_not_read() -> None:
    class Unread(Line):
        async def __call__(self) -> bytes:
            pytest.fail("it was read")

    told: list[str] = []

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        told.append(environ["CONTENT_LENGTH"])
        start_response("413 Payload Too Large", [])
        return []

    async def answer() -> None:
        whole = WholeRequests(application, most_bytes=8_192)
        whole.__rsgi_init__(asyncio.get_running_loop())
        sent = Sent(method="POST", headers_=[("content-length", "8193")])
        await whole.__rsgi__(sent, Unread())  # type: ignore[arg-type]

    finish(answer())
    assert told == ["8193"]


def test_a_long_answer_comes_in_parts_and_is_closed_once() -> None:
    echo = Echo()
    echo.size = 4 * 1024 * 1024
    line = ask(echo, Sent(), Line())
    assert len(line.taken) == len(b"begin") + echo.size
    assert echo.closed == 1


def test_who_goes_in_the_middle_leaves_nothing_open() -> None:
    echo = Echo()
    echo.size = 4 * 1024 * 1024
    line = ask(echo, Sent(), Line(leaves_after=1024 * 1024))
    assert len(line.taken) < echo.size
    assert echo.closed == 1
