"""A request is read whole, within a deadline, before a thread of Python is asked to answer it.

Who sends half a request and waits, or reads an answer slowly or never, keeps a connection busy and nobody
else: reading and sending are the event loop's matter, threads only work. What is too large is not read.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from granian.rsgi import (  # type: ignore[attr-defined]  # it passes two of them on, without saying so
    HTTPProtocol,
    ProtocolClosed,
    Scope,
)

from kiosk.server import BODY_TROUBLE

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

T = TypeVar("T")

FORM_WITHIN_S: Final = 10.0
"""So long may a form take: ours are some hundred bytes, which the worst network brings in a second."""

BYTES_A_SECOND: Final = 50_000
"""So fast a body comes at least, beyond that: a file that a keeper sends takes its time."""

THREADS: Final = 24
"""More than all lines of dear work hold together (kiosk.http.line): pages never wait for it."""

_AT_ONCE: Final = 1024 * 1024
"""Answers of so many bytes at most are handed over in one piece; longer ones bit by bit, as they are read."""

_BODILESS: Final = frozenset({"GET", "HEAD"})
_NOT_HTTP: Final = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class Answer(NamedTuple):
    """What an application said: its first bytes, which may be all, and where the others come from."""

    status: int
    headers: list[tuple[str, str]]
    begin: bytes
    more: Iterator[bytes] | None
    close: Callable[[], object]


class WholeRequests:
    """Stands before a WSGI application, behind a server that speaks RSGI."""

    def __init__(
        self, application: "WSGIApplication", most_bytes: int, form_within_s: float = FORM_WITHIN_S
    ) -> None:
        """Stand before ``application``; a body of more than ``most_bytes`` is not read."""
        self._application, self._most_bytes = application, most_bytes
        self._within_s = form_within_s + most_bytes / BYTES_A_SECOND

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make the threads, in the process that answers."""
        self._loop = loop
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="answers")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Read a request, have it answered, and send the answer."""
        environ = _environ(scope)
        if scope.method not in _BODILESS:
            await self._read_body(environ, protocol)
        answer = await self._in_thread(_ask, self._application, environ)
        if answer.more is None:
            protocol.response_bytes(answer.status, answer.headers, answer.begin)
            return
        try:
            await self._send(answer, answer.more, protocol)
        finally:
            await self._in_thread(answer.close)

    async def _read_body(self, environ: "WSGIEnvironment", protocol: HTTPProtocol) -> None:
        """Put the body into the environment; of one that did not come whole, say so there."""
        told = environ.get("CONTENT_LENGTH", "0")
        if "HTTP_TRANSFER_ENCODING" in environ or not told.isdecimal():
            # Nobody could tell whether it came whole.
            environ[BODY_TROUBLE] = HTTPStatus.LENGTH_REQUIRED
            return
        if int(told) > self._most_bytes:
            return  # The application says that it is too large, in the words of its visitor.
        try:
            async with asyncio.timeout(self._within_s):
                body = await protocol()
        except TimeoutError:
            environ[BODY_TROUBLE] = HTTPStatus.REQUEST_TIMEOUT
            return
        if len(body) != int(told):
            environ[BODY_TROUBLE] = HTTPStatus.BAD_REQUEST
        environ["wsgi.input"] = BytesIO(body)

    async def _send(self, answer: Answer, more: Iterator[bytes], protocol: HTTPProtocol) -> None:
        """Send a long answer as fast as it is taken; no thread waits for who takes it."""
        transport = protocol.response_stream(answer.status, answer.headers)
        part: bytes | None = answer.begin
        try:
            while part is not None:
                await transport.send_bytes(part)
                part = await self._in_thread(next, more, None)
        except ProtocolClosed:  # Who asked has gone.
            return

    def _in_thread(self, function: Callable[..., T], *args: object) -> "asyncio.Future[T]":
        return self._loop.run_in_executor(self._threads, function, *args)


def _environ(scope: Scope) -> "WSGIEnvironment":
    """The request as WSGI (PEP 3333) tells it; without a body yet."""
    server, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "replace").decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": server or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for header, value in scope.headers.items():
        # A name with a stroke below would be taken for the one with a hyphen, which a proxy may have set.
        if "_" in header:
            continue
        name = _NOT_HTTP.get(header) or f"HTTP_{header.upper().replace('-', '_')}"
        environ[name] = f"{environ[name]},{value}" if name in environ else value
    return environ


def _ask(application: "WSGIApplication", environ: "WSGIEnvironment") -> Answer:
    """Let the application answer, and take what it says as far as it is short."""
    said: list[tuple[int, list[tuple[str, str]]]] = []

    def start(
        status: str, headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        said[:] = [(int(status[:3]), headers)]
        return _no_writing

    parts = application(environ, start)
    close: Callable[[], object] = getattr(parts, "close", _nothing)
    try:
        begin, more = _begin(parts)
    except BaseException:
        close()
        raise
    if more is None:
        close()
    status, headers = said[0]
    return Answer(status, headers, begin, more, close)


def _begin(parts: Iterable[bytes]) -> tuple[bytes, Iterator[bytes] | None]:
    """The first bytes of an answer, and where the others come from if there are more."""
    rest, begin, size = iter(parts), [], 0
    for part in rest:
        begin.append(part)
        size += len(part)
        if size > _AT_ONCE:
            return b"".join(begin), rest
    return b"".join(begin), None


def _nothing() -> None:
    """What needs no end."""


def _no_writing(_data: bytes) -> None:
    """The way of PEP 3333 for applications of before it; Flask knows none of it.

    Raises:
        NotImplementedError: Always.
    """
    raise NotImplementedError
