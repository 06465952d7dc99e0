"""Who sends half a request, or takes no answer, keeps nobody else from the guide."""

import resource
import socket
import urllib.request
from collections.abc import Iterator
from itertools import cycle

import pytest

from bench.slow_clients import KINDS, begin

pytestmark = pytest.mark.slow

HALF_SENT = 300
UNREAD = 50
IDLE = 3_000
PAGES = (
    "/fr/",
    "/ar/search?need=eat",
    "/en/help",
    "/fr/suggestions?q=do",
    "/api/v1/places",
    "/healthz",
)
PATIENCE_S = 60
"""Far longer than any machine takes: a server that waits for the half-sent never answers."""


@pytest.fixture
def held() -> Iterator[list[socket.socket]]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    sockets: list[socket.socket] = []
    yield sockets
    for each in sockets:
        each.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def all_answer(port: int) -> None:
    for page in PAGES:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=PATIENCE_S) as answer:
            assert answer.status == 200, page
    form = urllib.request.Request(
        f"http://127.0.0.1:{port}/fr/rights", b"a=b", headers={"Sec-Fetch-Site": "same-origin"}
    )
    with urllib.request.urlopen(form, timeout=PATIENCE_S) as answer:
        assert answer.status == 200


def test_half_requests_and_unread_answers(port: int, held: list[socket.socket]) -> None:
    for _, kind in zip(range(HALF_SENT), cycle(KINDS), strict=False):
        held.append(begin(port, kind))
    held += [begin(port, "unread") for _ in range(UNREAD)]
    all_answer(port)


def test_three_thousand_who_say_nothing(port: int, held: list[socket.socket]) -> None:
    held += [begin(port, "nothing") for _ in range(IDLE)]
    all_answer(port)
