"""What pages cost a server: processor time for each request, against an empty route on the same server."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

_BIN = Path(sys.executable).parent
_TICKS = os.sysconf("SC_CLK_TCK")
_NEW = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of processor time for a request, and how often that of an empty route."""

    server: str
    page: str
    cpu_ms: float
    ratio: float
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Of one worker after the run, in MB: what is its own, and its share with what it shares."""

    private_mb: float
    proportional_mb: float


def measure(uri: str, server: str, cards: int = 20) -> tuple[list[Cost], Memory]:
    """Run one kind of server with one worker, empty and with Parvis on ``uri``."""
    settings = {**os.environ, "KIOSK_DATABASE_URI": uri, "BENCH_CARDS": str(cards)}
    with _running(server, "empty", settings) as (process, port):
        empty_ms, per_second = _cost(process, port, ["/"], 4_000)
    costs = [
        Cost(server=server, page="empty route", cpu_ms=empty_ms, ratio=1, per_second=per_second)
    ]
    with _running(server, "parvis", settings) as (process, port):
        for page, paths, requests in _questions():
            cpu_ms, per_second = _cost(process, port, paths, requests)
            costs.append(
                Cost(
                    server=server,
                    page=page,
                    cpu_ms=cpu_ms,
                    ratio=cpu_ms / empty_ms,
                    per_second=per_second,
                )
            )
        memory = _memory(_children(process.pid)[-1])
    return costs, memory


def _questions() -> Iterator[tuple[str, list[str], int]]:
    new = [f"/fr/search?need=eat&near={47.30 + rank / 10_000:.4f},5.0415" for rank in range(_NEW)]
    yield "results, from points not asked from before", new, _NEW
    yield "results, from points asked from before", new[:40], 600
    yield "results, asked before in this minute", ["/fr/search?need=eat&near=Dijon"], 4_000
    yield "help, asked before in this minute", ["/fr/help"], 3_000
    yield (
        "suggestions",
        [f"/fr/suggestions?q={each}" for each in ("do", "man", "dij", "secours")],
        800,
    )


def _command(server: str, target: str, port: int) -> list[str]:
    name = f"bench.served:{target}"
    return {
        "granian": [
            "granian", "--interface", "rsgi", "--http", "1", "--workers", "1", "--no-ws",
            "--log-level", "error", "--factory", "--port", str(port), f"bench.served:whole_{target}",
        ],
        "gunicorn": ["gunicorn", "-w", "1", "-b", f"127.0.0.1:{port}", "--log-level", "error", f"{name}()"],
        "waitress": ["waitress-serve", "--threads=1", f"--port={port}", "--call", name],
    }[server]  # fmt: skip


@contextmanager
def _running(
    server: str, target: str, settings: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program, *arguments = _command(server, target, port)
    with subprocess.Popen(
        [_BIN / program, *arguments],
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        for _ in range(300):
            try:
                _ask(port, ["/"], 1)
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield process, port
        finally:
            process.send_signal(signal.SIGTERM)


def _cost(
    process: subprocess.Popen[bytes], port: int, paths: list[str], requests: int
) -> tuple[float, float]:
    if requests > len(paths):
        _ask(port, paths, len(paths))
    before, start = _cpu_ms(process.pid), time.perf_counter()
    _ask(port, paths, requests)
    seconds = time.perf_counter() - start
    return (_cpu_ms(process.pid) - before) / requests, requests / seconds


def _ask(port: int, paths: list[str], requests: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in islice(cycle(paths), requests):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in {200, 404}:
            message = f"{path}: {answer.status}"
            raise RuntimeError(message)
    connection.close()


def _children(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii")
        found += map(int, listed.split())
    return found


def _cpu_ms(pid: int) -> float:
    ticks = 0
    for each in _children(pid):
        fields = Path(f"/proc/{each}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS * 1_000


def _memory(pid: int) -> Memory:
    facts = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]:
        name, value = line.split(":")
        facts[name] = int(value.split()[0]) / 1024
    return Memory(
        private_mb=facts["Private_Dirty"] + facts["Private_Clean"], proportional_mb=facts["Pss"]
    )
