"""Ask the engine about every household behind an answer, in small forked parts, and go on where it was stopped.

python -m tools.rights.generate --month 2026-11        in the environment of tools/rights/requirements.txt

A finished simulation stays in memory, whatever one does: each part lives in a process of its own, and
there are never more than two. What is done stands in build/rights/, one file a block of cells.
"""

import argparse
import ast
import hashlib
import itertools
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from tools.rights import engine, overlay, points
from tools.rights.points import Cell

ROOT: Final = Path(__file__).resolve().parents[2]
BUILD: Final = ROOT / "build" / "rights"
PART: Final = 1_700
"""Households in one simulation at most: fewer take more time each."""

PEOPLE: Final = 5_000
"""People in one simulation at most: they are what takes memory."""

WORKERS: Final = 2
NO: Final = 0
MAYBE: Final = 1
LIKELY: Final = 2


def fingerprint(month: str) -> str:
    """Of all that the answers depend on: the month, the engine's version and our own lines, however they are laid out."""
    modules = (engine, overlay, points)
    trees = [ast.dump(ast.parse(Path(each.__file__ or "").read_text("utf-8"))) for each in modules]
    parts = [month, version("openfisca-france"), *trees]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@cache
def blocks() -> dict[str, list[Cell]]:
    """Cells that share most of their households, by a name that serves as a file's."""
    found: dict[str, list[Cell]] = {}
    for cell in points.cells():
        name = f"{cell.children}-{cell.ages}-{cell.home}-{cell.age}"
        found.setdefault(name, []).append(cell)
    return found


def ask(block: list[Cell]) -> tuple[list[engine.Household], list[list[int]]]:
    """The distinct households behind some cells, and which of them stand behind each."""
    numbers: dict[engine.Household, int] = {}
    behind = [
        sorted({numbers.setdefault(each, len(numbers)) for each in points.households(cell)})
        for cell in block
    ]
    return list(numbers), behind


def _part(task: tuple[str, int, str]) -> tuple[str, int, bytes, int]:
    """The verdicts of one part, as bits; and the memory that it took, in KiB."""
    name, number, month = task
    people, _ = ask(blocks()[name])
    size = part_of(people)
    own = people[number * size : (number + 1) * size]
    bits = np.packbits(engine.verdicts(own, month), axis=1)
    return name, number, bits.tobytes(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def part_of(people: list[engine.Household]) -> int:
    """How many of some households go into one simulation."""
    return min(PART, PEOPLE // max(len(each.people) for each in people))


def reduce(behind: list[list[int]], verdicts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """LIKELY where all hypotheses say yes, MAYBE where some do: one row a cell, one column a benefit."""
    rows = [np.where(own.all(axis=0), LIKELY, np.where(own.any(axis=0), MAYBE, NO))
            for own in (verdicts[each] for each in behind)]  # fmt: skip
    return np.array(rows, dtype=np.uint8)


def _tasks(names: list[str], month: str) -> Iterator[tuple[str, int, str]]:
    for name in names:
        people, _ = ask(blocks()[name])
        for number in range(-(-len(people) // part_of(people))):
            yield name, number, month


def generate(month: str, folder: Path) -> None:
    """Fill the folder with what is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    everything = blocks()
    missing = [name for name in everything if not (folder / f"{name}.npy").exists()]
    tasks = list(_tasks(missing, month))
    print(f"{len(everything)} blocks, {len(missing)} missing, {len(tasks)} parts", file=sys.stderr)
    engine.verdicts(
        [*points.households(everything[next(iter(everything))][0])], month
    )  # Warm before forks.
    began, peak = time.monotonic(), 0
    parts: dict[str, dict[int, bytes]] = {}
    expected = {
        name: sum(1 for _ in own)
        for name, own in itertools.groupby(tasks, key=lambda task: task[0])
    }
    context = multiprocessing.get_context("fork")
    with context.Pool(WORKERS, maxtasksperchild=1) as pool:
        for done, (name, number, bits, memory) in enumerate(pool.imap_unordered(_part, tasks), 1):
            peak = max(peak, memory)
            parts.setdefault(name, {})[number] = bits
            if len(parts[name]) == expected[name]:
                _keep(folder, name, everything[name], parts.pop(name))
            _progress(done, len(tasks), time.monotonic() - began, peak)
    print(file=sys.stderr)


def _keep(folder: Path, name: str, block: list[Cell], parts: dict[int, bytes]) -> None:
    people, behind = ask(block)
    width = (len(engine.BENEFITS) + 7) // 8
    packed = np.frombuffer(b"".join(parts[each] for each in sorted(parts)), dtype=np.uint8)
    bits = np.unpackbits(packed.reshape(len(people), width), axis=1, count=len(engine.BENEFITS))
    unfinished = folder / f"{name}.part"
    with unfinished.open("wb") as file:
        np.save(file, reduce(behind, bits.astype(bool)))
    unfinished.rename(folder / f"{name}.npy")


def _progress(done: int, total: int, seconds: float, peak: int) -> None:
    bar = "#" * round(30 * done / total)
    left = seconds / done * (total - done)
    print(f"\r[{bar:<30}] {done}/{total} parts, {seconds / 60:.0f} min, {left / 60:.0f} to go, "
          f"largest process {peak / 1024:.0f} MiB", end="", file=sys.stderr, flush=True)  # fmt: skip


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--month", required=True, help="whose rules are asked, such as 2026-11")
    parser.add_argument(
        "--name", action="store_true", help="only say the name of the folder in build/rights"
    )
    given = parser.parse_args()
    name = fingerprint(given.month)
    if given.name:
        print(name)
    else:
        generate(given.month, BUILD / name)


if __name__ == "__main__":
    main()
