"""Measure everything, and print the tables that docs/performance.md quotes.

make bench
python -m bench --sizes 1000 100000 --databases sqlite --servers granian
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench import building, imports, pages
from bench.building import Built
from bench.imports import Imported
from bench.pages import Cost, Memory
from bench.queries import BASELINE, Timed
from tests import postgres

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DATABASES = ("sqlite", "postgresql")
SERVERS = ("granian", "gunicorn", "waitress")
PAGES_AT = 100_000
MOST_IMPORTED = 100_000


def main() -> None:
    """Measure what is asked for."""
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    reader.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    reader.add_argument("--servers", nargs="*", choices=SERVERS, default=SERVERS)
    reader.add_argument("--rounds", type=int, default=300, help="questions of each kind")
    asked = reader.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for database in asked.databases:
            with _server(database, folder) as uris:
                _print_queries(database, *_queries(uris, asked.sizes, asked.rounds))
        at = min(PAGES_AT, max(asked.sizes))
        if asked.servers and "sqlite" in asked.databases:
            uri = f"sqlite:///{folder}/country-{at}.sqlite"
            _print_pages(at, [pages.measure(uri, each) for each in asked.servers])
        sizes = [size for size in asked.sizes if size <= MOST_IMPORTED]
        _print_imports({size: imports.measure(folder, size) for size in sizes})


class Uris:
    """Where the country of each size lies."""

    def __init__(self, pattern: str) -> None:
        """``pattern`` has a place for the size."""
        self._pattern = pattern

    def of(self, size: int) -> str:
        """The database for a country of ``size`` places."""
        return self._pattern.format(size=size)


@contextmanager
def _server(database: str, folder: Path) -> Iterator[Uris]:
    if database == "sqlite":
        yield Uris(f"sqlite:///{folder}/country-{{size}}.sqlite")
        return
    with postgres.server() as uri:
        yield Uris(uri)  # One database, emptied for each size.


def _queries(
    uris: Uris, sizes: list[int], rounds: int
) -> tuple[dict[int, Built], dict[int, list[Timed]]]:
    built, timed = {}, {}
    for size in sizes:
        uri = uris.of(size)
        if uri.startswith("postgresql"):
            postgres.empty(uri)
        built[size] = building.build(uri, size)
        command = [sys.executable, "-m", "bench.asking", uri, str(size), str(rounds)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        timed[size] = [Timed(**each) for each in json.loads(said.splitlines()[-1])]
    return built, timed


def _print_queries(database: str, built: dict[int, Built], timed: dict[int, list[Timed]]) -> None:
    sizes = list(timed)
    print(f"## {database}: milliseconds, first asked / p50 (p99)\n")
    _row("question", *(f"{size:,}" for size in sizes), "growth of p50")
    _row("---", *("---:" for _ in sizes), "---:")
    for rank, one in enumerate(timed[sizes[0]]):
        cells = [timed[size][rank] for size in sizes]
        growth = f"x{cells[-1].p50 / cells[0].p50:.1f}"
        shown = (f"{each.first:.2f} / {each.p50:.2f} ({each.p99:.1f})" for each in cells)
        _row(f"*{one.kind}*" if one.kind == BASELINE else one.kind, *shown, growth)
    _row(
        "building: s per 1,000 places", *(f"{built[s].seconds / s * 1_000:.2f}" for s in sizes), ""
    )
    _row("building: peak MB", *(f"{built[size].peak_mb:.0f}" for size in sizes), "")
    print()


def _print_pages(size: int, measured: list[tuple[list[Cost], Memory]]) -> None:
    print(
        f"## Pages of 20 cards, {size:,} places, SQLite, one worker: CPU per request (ratio to the empty route)\n"
    )
    servers = [costs[0].server for costs, _ in measured]
    _row("page", *servers)
    _row("---", *("---:" for _ in servers))
    for rank, one in enumerate(measured[0][0]):
        row = (costs[rank] for costs, _ in measured)
        _row(one.page, *(f"{c.cpu_ms:.3f} ms (x{c.ratio:.1f}), {c.per_second:,.0f}/s" for c in row))
    _row(
        "memory of the worker: its own / with its share",
        *(f"{memory.private_mb:.0f} / {memory.proportional_mb:.0f} MB" for _, memory in measured),
    )
    print()


def _print_imports(imported: dict[int, Imported]) -> None:
    print("## kiosk import soliguide, SQLite\n")
    _row("records", "s per 1,000", "again, unchanged", "decoding and hashing alone", "peak MB")
    _row("---:", "---:", "---:", "---:", "---:")
    for size, one in imported.items():
        again = f"{one.again_s:.3f} (x{one.again_s / one.decoding_s:.1f})"
        _row(
            f"{size:,}", f"{one.first_s:.2f}", again, f"{one.decoding_s:.3f}", f"{one.peak_mb:.0f}"
        )


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
