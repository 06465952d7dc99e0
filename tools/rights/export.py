"""Write kiosk/rights/table.json from what the generator found and from our own rules.

python -m tools.rights.export --month 2026-11 --valid-until 2026-12-31     in the program's own environment
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from kiosk.rights.diagram import NAMES, Builder, Node, Verdict, leaf, lines_of
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
    """What the engine said about every cell: [children][ages] -> array [home, income, work, housing, age, health, permit]."""

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

    def values(self, children: str, ages: str, benefit: str) -> Any:
        """Verdicts of a benefit by home, income, work, housing, age, health and permit."""
        children = "none" if children == "first" else children
        ages = "neither" if children == "none" else ages
        if ages == "baby":  # Whatever the others' ages are.
            return union([self.values(children, each, benefit) for each in _KNOWN_AGES])
        if benefit == "school_grant":
            both = [self.values(children, ages, each) for each in ("college_grant", "lycee_grant")]
            return np.maximum(*both)
        return self._blocks[children, ages][..., BENEFITS.index(benefit)]


def union(parts: list[Any]) -> Any:
    """LIKELY where all say so, NO where all say so, else MAYBE."""
    lowest, highest = np.minimum.reduce(parts), np.maximum.reduce(parts)
    return np.where(lowest == highest, lowest, Verdict.MAYBE)


def of_engine(builder: Builder, grid: Grid, benefit: str) -> Node:
    """The diagram of a benefit, behind what the papers allow."""

    def ages_of(children: str) -> Node:
        return builder.node(1, [
            _below(builder, grid.values(children, ages, benefit), 2, benefit, children, None)
            for ages in AXES["ages"]
        ])  # fmt: skip

    return builder.node(0, [ages_of(children) for children in AXES["children"]])


def _below(
    builder: Builder,
    values: Any,
    axis: int,
    benefit: str,
    children: str,
    home: str | None,
    work: str | None = None,
) -> Node:
    """From an array of verdicts to nodes, one axis after the other; health and papers are the last two."""
    name = NAMES[axis]
    if name == "health":
        return builder.node(axis, [
            _papers(builder, values[1 if level == "recognised" else 0], benefit, children, home, work)
            for level in AXES["health"]
        ])  # fmt: skip
    return builder.node(axis, [
        _below(
            builder, values[number], axis + 1, benefit, children,
            level if name == "home" else home, level if name == "work" else work,
        )
        for number, level in enumerate(AXES[name])
    ])  # fmt: skip


def _papers(
    builder: Builder, values: Any, benefit: str, children: str, home: str | None, work: str | None
) -> Node:
    """The mask of papers over what the engine said with (0) and without (1) ten years of permit."""
    found = []
    for level in AXES["papers"]:
        value = (
            int(values[1 if level in {"mid", "short"} else 0]) if level in _REGULAR else Verdict.NO
        )
        if level == "short" and benefit in _FIVE_YEARS:
            # Five years of permit, but for parents alone (Code de l'action sociale et des familles, L262-4).
            value = (
                min(value, Verdict.MAYBE) if home == "alone" and children != "none" else Verdict.NO
            )
        if benefit == "housing_aid" and work == "student" and level in {"long", "mid", "short"}:
            # Since 1 July 2026 students from outside the EU have it only with a grant (finance law for 2026).
            value = min(value, Verdict.MAYBE)
        found.append(leaf(value))
    return builder.node(NAMES.index("papers"), found)


def diagram_of(right: Right, grid: Grid) -> list[list[int]]:
    """A right's diagram: the engine's, our own clauses, and the most that may be said."""
    builder = Builder()
    root = builder.of_clauses(right.likely, right.maybe)
    if right.engine:
        root = builder.joined(root, of_engine(builder, grid, right.engine), max)
    if right.only_maybe:
        root = builder.joined(root, leaf(Verdict.MAYBE), min)
    return builder.diagram(root)


def text_of(head: Mapping[str, str], diagrams: Mapping[str, list[list[int]]]) -> str:
    """JSON with one line for the nodes of one axis of one right."""
    lines = [f' "{key}": {json.dumps(value)},' for key, value in head.items()]
    lines.append(f' "axes": {json.dumps([len(each) for each in AXES.values()])},')
    lines.append(' "rights": {')
    for name, diagram in diagrams.items():
        lines.append(f'  "{name}": [')
        own = [
            ",".join(json.dumps(node, separators=(",", ":")) for node in line)
            for line in lines_of(diagram)
        ]
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
