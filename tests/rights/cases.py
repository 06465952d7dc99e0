"""One file of cases for both engines of the check: kiosk/rights/diagram.py and static/js/rights/verdicts.js.

``python -m tests.rights.cases`` writes it anew: after the table has changed, and never to make a test pass.
"""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from kiosk.rights.diagram import Verdict, verdict_of
from kiosk.rights.list_code import list_code, read_list_code
from kiosk.rights.question import AXES, Levels
from kiosk.rights.right import rights
from kiosk.rights.table import table
from tests.rights.strategies import cells, taps

CASES: Final = Path(__file__).with_name("cases.json")
BY_BIT: Final = [each.id for each in sorted(rights().values(), key=lambda right: right.bit)]
SEED: Final = 14


@cache
def cases() -> dict[str, list[dict[str, Any]]]:
    """Sets of answers with their verdicts, and codes of lists with what they say; None: no code of ours."""
    found: dict[str, list[dict[str, Any]]] = json.loads(CASES.read_text("utf-8"))
    return found


def levels_in(left: list[int]) -> Levels:
    """What some answers leave possible, from one number of bits for each axis."""
    return {
        name: frozenset(level for number, level in enumerate(levels) if mask >> number & 1)
        for mask, (name, levels) in zip(left, AXES.items(), strict=True)
    }


def verdicts_in(text: str) -> dict[str, Verdict]:
    """Verdicts from their digits, in the order of codes."""
    return {name: Verdict(int(digit)) for name, digit in zip(BY_BIT, text, strict=True)}


def _answers() -> Iterator[dict[str, Any]]:
    for possible in (*cells(250, SEED), *taps(150, SEED), levels_in([~0] * len(AXES))):
        left = [
            sum(1 << number for number, level in enumerate(levels) if level in possible[name])
            for name, levels in AXES.items()
        ]
        verdicts = (verdict_of(table().diagrams[name], possible) for name in BY_BIT)
        yield {"left": left, "verdicts": "".join(str(int(each)) for each in verdicts)}


def _codes() -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    codes = [list_code({name: Verdict(chance.randrange(3)) for name in BY_BIT}) for _ in range(60)]
    one = codes[0]
    strange = [
        "", "1", "1.", "2" + one[1:], one + "0", one[:-1], one.upper(), one.replace(".", ""), one + ".", f"{one}.{one}", "1." + "z" * (len(one) - 2),
        "1." + "3" * (len(one) - 2), "1." + "i" * (len(one) - 2), one[:4] + "l" + one[5:], one[:-1] + "é", " " + one, one.replace("1.", "01."),
    ]  # fmt: skip
    for code in (*codes, *strange):
        found = read_list_code(code)
        said = "".join(str(int(found[name])) for name in BY_BIT) if found else None
        yield {"code": code, "verdicts": said}


def _write() -> None:
    rooms = {"answers": _answers(), "codes": _codes()}
    parts = (
        f'"{room}": [\n'
        + ",\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
        + "\n]"
        for room, lines in rooms.items()
    )
    CASES.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


if __name__ == "__main__":
    _write()
