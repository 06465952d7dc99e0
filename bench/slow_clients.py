"""What clients cost who send half a request and wait, or take no answer: how long others wait for theirs.

python -m bench.slow_clients
python -m bench.slow_clients --beside ../parvis-of-before

Prints, for each kind of slow client, the median and the longest of the health checks of ten seconds, and
of the pages asked meanwhile. Figures of two checkouts are of one run, on one machine.
"""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KINDS = ("body", "chunk", "header", "nothing")
"""What a slow client sends: half a form, half a form in chunks, half a header, or nothing."""

_FORM = (
    b"POST /fr/rights HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
_SENDS = {
    "body": _FORM + b"Content-Length: 100\r\n\r\nabc",
    "chunk": _FORM + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    "header": b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
    "nothing": b"",
    "unread": b"GET /fr/pack.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4,
}
_PAGES = ("/fr/", "/fr/search?need=eat", "/ar/help", "/fr/pack.json")
_AT = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_FOR_S = 10
_PATIENCE_S = 3


def begin(port: int, kind: str) -> socket.socket:
    """A slow client: of one of :data:`KINDS`, or "unread", which asks and takes no answer."""
    slow = socket.create_connection(("127.0.0.1", port))
    slow.sendall(_SENDS[kind])
    return slow


def main() -> None:
    """Measure this checkout, and another beside it."""
    reader = argparse.ArgumentParser(prog="python -m bench.slow_clients", description=__doc__)
    reader.add_argument("--beside", type=Path, help="another checkout of Parvis")
    reader.add_argument("--clients", type=int, default=300)
    asked = reader.parse_args()
    print(
        "| checkout | slow clients | health: median, longest ms | unanswered | pages: longest ms |"
    )
    print("| --- | --- | ---: | ---: | ---: |")
    here = Path(__file__).resolve().parent.parent
    for checkout in [each for each in (asked.beside, here) if each]:
        for kind in ("none", *KINDS, "unread"):
            with served(checkout) as port:
                slow = [begin(port, kind) for _ in range(asked.clients) if kind != "none"]
                print(f"| {checkout.name} | {len(slow)} {kind} | {_waits(port)} |", flush=True)
                for each in slow:
                    each.close()


def _waits(port: int) -> str:
    health, until = [], time.monotonic() + _FOR_S
    while time.monotonic() < until:
        health.append(_wait(port, "/healthz"))
        time.sleep(0.05)
    pages = [_wait(port, each) for each in _PAGES]
    lost = sum(each is None for each in (*health, *pages))
    times = [_PATIENCE_S * 1_000 if each is None else each for each in health]
    slowest = max(_PATIENCE_S * 1_000 if each is None else each for each in pages)
    return (
        f"{statistics.median(times):.1f}, {max(times):.0f} | {lost} of {len(health) + len(pages)}"
        f" | {slowest:.0f}"
    )


def _wait(port: int, page: str) -> float | None:
    """Milliseconds until it was there; None when it did not come."""
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=_PATIENCE_S) as page_:
            page_.read()
    except OSError:
        return None
    return (time.perf_counter() - begun) * 1_000


@contextmanager
def served(checkout: Path) -> Iterator[int]:
    """The port at which a checkout serves its invented town, in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            **os.environ,
            "PYTHONPATH": str(checkout),
            "KIOSK_DATABASE_URI": f"sqlite:///{folder}/town.sqlite",
            "KIOSK_LOCALES": "fr,en,ar",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "kiosk", "demo", "--port", "0"],
            cwd=checkout,
            env=settings,
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            told = iter(server.stdout or ())
            port = next(int(found[1]) for line in told if (found := _AT.search(line)))
            while _wait(port, "/healthz") is None:
                time.sleep(0.2)
            yield port
            server.terminate()


if __name__ == "__main__":
    main()
