"""Import a file as a town hall would: ``kiosk import``, on Soliguide records repeated over France."""

import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Seconds for a thousand records: the first time, again unchanged, and what decoding and hashing alone take.

    All three in one run, on one file; ``peak_mb`` is the most memory that an import took.
    """

    first_s: float
    again_s: float
    decoding_s: float
    peak_mb: float


def measure(folder: Path, size: int) -> Imported:
    """Import ``size`` records into an empty SQLite database, twice."""
    feed, uri = folder / f"{size}.jsonl", f"sqlite:///{folder}/import-{size}.sqlite"
    _write_feed(feed, size)
    command = [Path(sys.executable).with_name("kiosk"), "import", "soliguide", feed]
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "KIOSK_DATABASE_URI": uri}
        )
        seconds.append((time.perf_counter() - start) / size * 1_000)
    start = time.perf_counter()
    _decode(feed)
    decoding = (time.perf_counter() - start) / size * 1_000
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Imported(first_s=seconds[0], again_s=seconds[1], decoding_s=decoding, peak_mb=peak)


def _decode(feed: Path) -> None:
    """Decode and hash every record, and do nothing else."""
    with feed.open("rb") as file:
        for line in file:
            json.loads(line)
            hashlib.sha256(line).digest()


def _write_feed(path: Path, size: int) -> None:
    chance = random.Random(SEED)
    text = files("kiosk.demo").joinpath("dijon-soliguide.json").read_text("utf-8")
    places = [each for each in json.loads(text)["places"] if each["status"] == "ONLINE"]
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, size + 1):
            place = places[number % len(places)]
            where = [chance.uniform(-1, 7), chance.uniform(44, 49.5)]
            position = {**place["position"], "location": {"type": "Point", "coordinates": where}}
            moved = {**place, "lieu_id": number, "position": position}
            file.write(json.dumps(moved, ensure_ascii=False) + "\n")
