"""Import and find at growing sizes; ratios against the smallest size of the same run.

.venv/bin/python bench/directory.py [1000 10000 100000]
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

SEARCHES = 30
SEED = 1


def write_feed(path: Path, size: int) -> None:
    """Repeat the demo town's places over France."""
    random.seed(SEED)
    text = files("kiosk.demo").joinpath("dijon-soliguide.json").read_text("utf-8")
    places = [each for each in json.loads(text)["places"] if each["status"] == "ONLINE"]
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, size + 1):
            place = places[number % len(places)]
            where = [random.uniform(-1, 7), random.uniform(44, 49.5)]
            position = {**place["position"], "location": {"type": "Point", "coordinates": where}}
            moved = {**place, "lieu_id": number, "position": position}
            file.write(json.dumps(moved, ensure_ascii=False) + "\n")


def measure(folder: Path, size: int) -> tuple[float, float, float]:
    """Seconds per 1,000 places imported, peak MB of the import, median ms of a search."""
    feed, uri = folder / f"{size}.jsonl", f"sqlite:///{folder}/{size}.sqlite"
    write_feed(feed, size)
    kiosk = Path(sys.executable).with_name("kiosk")
    start = time.perf_counter()
    subprocess.run(
        [kiosk, "import", "soliguide", feed],
        check=True,
        capture_output=True,
        env={"KIOSK_DATABASE_URI": uri, "PATH": "/usr/bin"},
    )
    seconds = (time.perf_counter() - start) / size * 1_000
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, peak, statistics.median(search_times(uri))


def search_times(uri: str) -> list[float]:
    """Milliseconds of searches for a meal near random points."""
    from kiosk import create_app  # noqa: PLC0415 - after the import ran in a process of its own
    from kiosk.config import Settings  # noqa: PLC0415
    from kiosk.directory.geography import Point  # noqa: PLC0415
    from kiosk.search.find import find_exactly  # noqa: PLC0415
    from kiosk.search.query import Query  # noqa: PLC0415

    times = []
    with create_app(Settings(database_uri=uri)).app_context():
        for _ in range(SEARCHES):
            near = Point(random.uniform(45, 49), random.uniform(0, 6))
            start = time.perf_counter()
            find_exactly(Query(need="eat", near=near, radius_m=30_000), datetime.now(UTC))
            times.append((time.perf_counter() - start) * 1_000)
    return times


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    first: tuple[float, float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            figures = measure(Path(folder), size)
            first = first or figures
            shown = "  ".join(
                f"{name} {value:.2f} (x{value / base:.2f})"
                for name, value, base in zip(
                    ("s/1000", "peak MB", "find ms"), figures, first, strict=True
                )
            )
            print(f"{size:>8} places  {shown}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 10_000])
