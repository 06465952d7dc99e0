"""Write kiosk/rights/table.json from what the generator found and from our own rules.

python -m tools.rights.export --month 2026-11 --valid-until 2026-12-31     in the program's own environment
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from kiosk.rights.diagram import NAMES, Builder, Diagram, Node, Verdict, written
from kiosk.rights.question import AXES
from kiosk.rights.right import Right, rights

ROOT: Final = Path(__file__).resolve().parents[2]
BUILD: Final = ROOT / "build" / "rights"
TABLE: Final = ROOT / "kiosk" / "rights" / "table.json"
BENEFITS: Final = (
    "rsa", "ppa", "housing_aid", "c2s", "aspa", "asi", "aah", "af", "cf", "asf", "paje_base", "ars",
    "energy_cheque", "college_grant", "lycee_grant",
)  # fmt: skip
"""The columns of the generator's files."""

MOST_BYTES: Final = 40_000
_KNOWN_AGES: Final = ("under3", "school", "both", "neither")
_REGULAR: Final = frozenset({"french", "long", "mid", "short"})
_FIVE_YEARS: Final = frozenset({"rsa", "ppa"})


class Grid:
    """What the engine said about every cell."""

    def __init__(self, folder: Path) -> None:
        """Read the files of the generator, one a block."""
        self._blocks: dict[tuple[str, str], Any] = {}
        for children in AXES["children"]:
            if children == "first":
                continue
            for ages in ("neither",) if children == "none" else _KNOWN_AGES:
                rows = [
                    [np.load(folder / f"{children}-{ages}-{home}-{age}.npy") for age in AXES["age"]]
                    for home in AXES["home"]
                ]
                # Of a block: income, work, housing, health (no, recognised), permit (False, True), benefit.
                shape = (
                    len(AXES["income"]),
                    len(AXES["work"]),
                    len(AXES["housing"]),
                    2,
                    2,
                    len(BENEFITS),
                )
                cube = np.array([[own.reshape(shape) for own in of_home] for of_home in rows])
                self._blocks[children, ages] = cube.transpose(0, 2, 3, 4, 1, 5, 6, 7)

    def cube(self, benefit: str) -> Any:
        """Verdicts of a benefit for everybody: one axis for each of AXES, in its order."""
        rows = [
            [self._of(children, ages, benefit) for ages in AXES["ages"]]
            for children in AXES["children"]
        ]
        # children, ages, home, income, work, housing, age, health, permit
        told = np.array(rows, dtype=np.uint8)
        health = [0, 1, 0]  # Who is not recognised is to the engine as anybody.
        told = told[..., health, :]
        by_papers = [_behind(told, benefit, papers) for papers in AXES["papers"]]
        stacked = np.stack(by_papers, axis=-1)
        now = ("children", "ages", "home", "income", "work", "housing", "age", "health", "papers")
        return stacked.transpose([now.index(name) for name in NAMES])

    def _of(self, children: str, ages: str, benefit: str) -> Any:
        children = "none" if children == "first" else children
        ages = "neither" if children == "none" else ages
        if ages == "baby":  # Whatever the others' ages are.
            return union([self._of(children, each, benefit) for each in _KNOWN_AGES])
        if benefit == "school_grant":
            both = [self._of(children, ages, each) for each in ("college_grant", "lycee_grant")]
            return np.maximum(*both)
        return self._blocks[children, ages][..., BENEFITS.index(benefit)]


def _behind(told: Any, benefit: str, papers: str) -> Any:
    """What the engine said, as far as papers allow it; of ``told`` the last axis is the want of ten years."""
    if papers not in _REGULAR:
        return np.zeros_like(told[..., 0])
    found = told[..., int(papers in {"mid", "short"})].copy()
    if papers == "short" and benefit in _FIVE_YEARS:
        # Five years of permit, but for parents alone (Code de l'action sociale et des familles, L262-4).
        alone = np.zeros_like(found)
        alone[1:, :, AXES["home"].index("alone")] = Verdict.MAYBE
        found = np.minimum(found, alone)
    if papers != "french" and benefit == "housing_aid":
        # Since 1 July 2026 students from outside the EU have it only with a grant (finance law for 2026).
        student = AXES["work"].index("student")
        found[:, :, :, :, student] = np.minimum(found[:, :, :, :, student], Verdict.MAYBE)
    if benefit == "c2s":
        # Under 25, who is still of the parents' tax household or home asks with them (L861-1): nobody asks that here.
        young, alone = AXES["age"].index("18"), AXES["home"].index("alone")
        for place in (np.s_[:2, :, alone, :, AXES["work"].index("student"), :, young],
                      np.s_[:2, :, alone, :, :, AXES["housing"].index("hosted"), young]):  # fmt: skip
            found[place] = np.minimum(found[place], Verdict.MAYBE)
    return found


def union(parts: list[Any]) -> Any:
    """LIKELY where all say so, NO where all say so, else MAYBE."""
    lowest, highest = np.minimum.reduce(parts), np.maximum.reduce(parts)
    return np.where(lowest == highest, lowest, Verdict.MAYBE)


def of_engine(builder: Builder, grid: Grid, benefit: str) -> Node:
    """The diagram of a benefit: rows of the last axis become nodes, then rows of these, up to the root."""
    nodes = grid.cube(benefit).astype(np.int64)
    for axis in reversed(range(len(NAMES))):
        rows, places = np.unique(nodes.reshape(-1, nodes.shape[-1]), axis=0, return_inverse=True)
        made = np.array([builder.node(axis, map(int, row)) for row in rows])
        nodes = made[places].reshape(nodes.shape[:-1])
    return int(nodes)


def diagram_of(right: Right, grid: Grid) -> Diagram:
    """A right's diagram: the engine's, our own clauses, and the most that may be said."""
    builder = Builder()
    root = builder.of_clauses(right.likely, right.maybe)
    if right.engine:
        root = builder.joined(root, of_engine(builder, grid, right.engine), max)
    if right.only_maybe:
        root = builder.joined(root, int(Verdict.MAYBE), min)
    return builder.diagram(root)


def text_of(head: Mapping[str, str], diagrams: Mapping[str, Diagram]) -> str:
    """JSON with one line for the nodes of one axis of one right."""
    lines = [f' "{key}": {json.dumps(value)},' for key, value in head.items()]
    lines.append(f' "axes": {json.dumps([len(each) for each in AXES.values()])},')
    lines.append(' "rights": {')
    for name, diagram in diagrams.items():
        lines.append(f'  "{name}": [')
        own = [json.dumps(line, separators=(",", ":")) for line in written(diagram)]
        lines.append(",\n".join(own))
        lines.append("  ]" if name == list(diagrams)[-1] else "  ],")
    return "{\n" + "\n".join(lines) + "\n }\n}\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", required=True, type=Path, help="what the generator wrote")
    parser.add_argument("--month", required=True)
    parser.add_argument(
        "--valid-until", required=True, help="the last day before some amount changes"
    )
    parser.add_argument("--engine", required=True, help="name and version of the engine")
    given = parser.parse_args()
    grid = Grid(given.folder)
    head = {
        "engine": given.engine,
        "overlay": given.folder.name,
        "month": given.month,
        "valid_until": given.valid_until,
    }
    text = text_of(head, {name: diagram_of(right, grid) for name, right in rights().items()})
    if len(text.encode()) > MOST_BYTES:
        message = f"the table would be {len(text.encode())} bytes, more than {MOST_BYTES}"
        raise SystemExit(message)
    TABLE.write_text(text, "utf-8")
    print(f"{TABLE.name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
