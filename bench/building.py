"""Build a country in a database, in a process of its own, and say what it cost.

python -m bench.building URI SIZE
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from bench.country import Country
from kiosk import create_public
from kiosk.cli.schema import prepare_database
from kiosk.config import Settings
from kiosk.store.feed import FeedWriter, write_feed

SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What it cost: seconds on the wall, without those that inventing the places took; peak memory."""

    seconds: float
    peak_mb: float


def build(uri: str, size: int) -> Built:
    """Build it in a new process, so that its peak of memory is its own."""
    command = [sys.executable, "-m", "bench.building", uri, str(size)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Built(**json.loads(said.splitlines()[-1]))


def _build_here(uri: str, size: int) -> Built:
    invented = 0.0

    def work(writer: FeedWriter) -> int:
        nonlocal invented
        start = time.perf_counter()
        for place in Country(SEED).places(size):
            invented += time.perf_counter() - start
            writer.put(place)
            start = time.perf_counter()
        return writer.finish(allow_removals=True)

    with create_public(Settings(database_uri=uri)).app_context():
        prepare_database()
        start = time.perf_counter()
        write_feed("bench", work, now=datetime.now(UTC))
        seconds = time.perf_counter() - start - invented
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Built(seconds=seconds, peak_mb=peak)


if __name__ == "__main__":
    print(json.dumps(asdict(_build_here(sys.argv[1], int(sys.argv[2])))))
