"""Hold the table against what random households really have: kiosk/rights/table.json against build/rights/truth.json.

python -m tools.rights.compare build/rights/truth.json [--write docs/rights.md]     in the program's own environment

Exit 1 when a right that is called likely is there less than 99 times in 100, or when fewer than 98 in 100
of those who have it are shown it at all.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.rights.diagram import Verdict, verdict_of
from kiosk.rights.question import AXES, Levels
from kiosk.rights.right import rights
from kiosk.rights.table import table

RIGHT: Final = 0.99
SHOWN: Final = 0.98
_GRANTS: Final = {"college_grant", "lycee_grant"}
_BEGIN, _END = "<!-- figures: written by tools/rights/compare.py -->", "<!-- end of figures -->"


@dataclass(slots=True)
class Figures:
    """Of one right: how often it was called likely and was there, and the same of the others."""

    likely: int = 0
    likely_true: int = 0
    maybe: int = 0
    maybe_true: int = 0
    true: int = 0

    @property
    def right(self) -> float | None:
        """Likely and there, of likely."""
        return self.likely_true / self.likely if self.likely else None

    @property
    def shown(self) -> float | None:
        """Likely or maybe, of those who have it."""
        return (self.likely_true + self.maybe_true) / self.true if self.true else None


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    cases: list[dict[str, Any]] = json.loads(given.truth.read_text("utf-8"))
    figures = figures_of(cases)
    lines = ["| right | likely, and there | has it, and shown | of “maybe”, there | households |", "|---|---:|---:|---:|---:|"]  # fmt: skip
    faults = []
    for name, own in figures.items():
        lines.append(
            f"| {name} | {_percent(own.right)} ({own.likely:,}) | {_percent(own.shown)} ({own.true:,}) |"
            f" {_percent(own.maybe_true / own.maybe if own.maybe else None)} | {len(cases):,} |"
        )
        if own.right is not None and own.right < RIGHT:
            faults.append(f"{name}: likely is right in {_percent(own.right)} only")
        if own.shown is not None and own.shown < SHOWN:
            faults.append(f"{name}: only {_percent(own.shown)} of those who have it see it")
    if figures["school_grant"].likely:
        faults.append("school_grant is called likely")
    print("\n".join(lines))
    if given.write:
        text = given.write.read_text("utf-8")
        new = "\n".join((_BEGIN, *lines, _END))
        given.write.write_text(
            re.sub(f"{_BEGIN}.*?{_END}", lambda _: new, text, flags=re.DOTALL), "utf-8"
        )
    for fault in faults:
        print(" -", fault)
    sys.exit(1 if faults else 0)


def figures_of(cases: list[dict[str, Any]]) -> dict[str, Figures]:
    """The figures of every right that the engine decides."""
    figures = {name: Figures() for name, right in rights().items() if right.engine}
    for case in cases:
        has = {*case["has"], *({"school_grant"} if _GRANTS & set(case["has"]) else ())}
        possible = _possible(case["told"])
        for name, own in figures.items():
            verdict, there = verdict_of(table().diagrams[name], possible), name in has
            own.true += there
            own.likely += verdict is Verdict.LIKELY
            own.likely_true += there and verdict is Verdict.LIKELY
            own.maybe += verdict is Verdict.MAYBE
            own.maybe_true += there and verdict is Verdict.MAYBE
    return figures


def _possible(told: dict[str, str | None]) -> Levels:
    possible = {axis: frozenset([level] if level in levels else levels) for axis, levels in AXES.items() for level in [told[axis]]}  # fmt: skip
    if told["home"] == "couple":  # Nobody asks whose the money is where there is none.
        possible["home"] = frozenset({"me", "both", "wage", "pension"})
    return possible


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


if __name__ == "__main__":
    main()
