"""Ask the engine about random concrete households, and write down what they would tap and what they really have.

python -m tools.rights.truth --month 2026-11 --count 10000 --out build/rights/truth.json

In the environment of tools/rights/requirements.txt. Nothing here knows the hypotheses of points.py: ages,
incomes, rents and shares lie anywhere between its ends.
"""

import argparse
import json
import random
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tools.rights.engine import BENEFITS, Household, Person, verdicts

PART: Final = 1_250
_KINDS: Final = {"work": "wage", "jobseeker": "unemployment", "none": "support", "student": "wage", "retired": "pension"}  # fmt: skip
_BANDS: Final = (("0", 0), ("500", 500), ("800", 800), ("1100", 1100), ("1400", 1400), ("1700", 1700), ("2200", 2200), ("3000", 3000))  # fmt: skip
_COUNTS: Final = ("none", "one", "two", "three", "more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A household, and what it answers: a level of each axis, or None where it was not asked."""

    household: Household
    told: dict[str, str | None]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--month", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    cases = [_case(chance) for _ in range(given.count)]
    parts = [(cases[at : at + PART], given.month) for at in range(0, len(cases), PART)]
    found: list[dict[str, object]] = []
    # A process for each part, as in generate.py: what a simulation takes is never given back.
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        for done, part in enumerate(pool.imap(_asked, parts), 1):
            found += part
            print(f"\r{done}/{len(parts)} parts", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    given.out.write_text(json.dumps(found), "utf-8")


def _asked(part: tuple[list[Case], str]) -> list[dict[str, object]]:
    cases, month = part
    rows = verdicts([each.household for each in cases], month)
    return [
        {"told": case.told, "has": [name for name, yes in zip(BENEFITS, row, strict=True) if yes]}
        for case, row in zip(cases, rows, strict=True)
    ]


def _case(chance: random.Random) -> Case:
    age = chance.choice([chance.randint(18, 24), chance.randint(25, 61), chance.randint(25, 61), chance.randint(62, 64), chance.randint(65, 90)])  # fmt: skip
    work = _work(chance, age)
    in_couple = chance.random() < 0.45
    income = (
        0
        if chance.random() < 0.2
        else round(chance.choice((chance.uniform(50, 1500), chance.uniform(50, 3500))))
    )
    incapacity = chance.choices((0.0, 0.5, 0.8), (0.85, 0.07, 0.08))[0] if age < 65 else 0.0
    share, home, partner_kind = _share(chance, in_couple=in_couple)
    if work == "student" and not in_couple and income > 1100:
        income = round(chance.uniform(50, 1100))
    kind = _KINDS.get(work) or chance.choice(("invalidity", "sickness"))
    me = Person(age=age, activity=work, income=round(income * share), income_kind=kind if income * share else "wage", incapacity=incapacity)  # fmt: skip
    partner = (
        _partner(chance, age, round(income * (1 - share)), partner_kind) if in_couple else None
    )
    children = _children(chance, age)
    housing = chance.choices(
        ("tenant", "hostel", "owner", "hosted", "none"), (0.45, 0.1, 0.2, 0.15, 0.1)
    )[0]
    papers = chance.choices(("french", "long", "mid"), (0.7, 0.15, 0.15))[0]
    permit = {"french": None, "long": chance.randint(10, 30), "mid": chance.randint(5, 9)}[papers]
    household = Household(
        me=me, partner=partner, children=children, housing=housing, rent=round(chance.uniform(250, 900)),
        zone=chance.randint(1, 3), permit_years=permit,
    )  # fmt: skip
    told: dict[str, str | None] = {
        "children": _COUNTS[min(len(children), 4)],
        "ages": _ages(children) if children else None,
        "home": home if income else ("couple" if in_couple else "alone"),
        "income": _band(household),
        "work": work,
        "housing": housing,
        "age": "18" if age < 25 else "25" if age < 62 else "62" if age < 65 else "65",
        "health": "recognised" if incapacity else chance.choice(("no", "hard")),
        "papers": papers,
    }
    return Case(household=household, told=told)


def _work(chance: random.Random, age: int) -> str:
    if age < 25:
        return chance.choice(("work", "jobseeker", "none", "student", "student", "unable"))
    if age < 60:
        return chance.choice(("work", "work", "jobseeker", "none", "student", "unable"))
    if age < 65:
        return chance.choice(("work", "jobseeker", "none", "retired", "unable"))
    return chance.choice(("retired", "retired", "retired", "none"))


def _share(chance: random.Random, *, in_couple: bool) -> tuple[float, str, str]:
    """My part of the income, what one answers to "whose money is it", and what the partner's is."""
    if not in_couple:
        return 1.0, "alone", ""
    home = chance.choice(("me", "both", "wage", "pension"))
    mine = {"me": 1.0, "both": chance.uniform(0.15, 0.85), "wage": 0.0, "pension": 0.0}[home]
    return mine, home, "pension" if home == "pension" else "wage"


def _partner(chance: random.Random, age: int, income: int, kind: str) -> Person:
    if kind == "pension":
        theirs = chance.choice((chance.randint(50, 61), chance.randint(62, 80)))
        retired = theirs >= 62
        return Person(age=theirs, activity="retired" if retired else "unable", income=income, income_kind=("pension" if retired else "invalidity") if income else "wage")  # fmt: skip
    theirs = max(18, age + chance.randint(-6, 6))
    idle = "retired" if theirs >= 67 else "none"
    return Person(age=theirs, activity="work" if income else idle, income=income)


def _children(chance: random.Random, age: int) -> tuple[int, ...]:
    oldest = min(19, age - 17)
    if oldest < 0 or chance.random() < (0.45 if age < 62 else 0.9):
        return ()
    count = chance.choices((1, 2, 3, 4, 5), (0.4, 0.3, 0.15, 0.1, 0.05))[0]
    return tuple(chance.randint(0, oldest) for _ in range(count))


def _ages(children: tuple[int, ...]) -> str:
    small, at_school = any(each < 3 for each in children), any(6 <= each <= 17 for each in children)
    return (
        "both"
        if small and at_school
        else "under3"
        if small
        else "school"
        if at_school
        else "neither"
    )


def _band(household: Household) -> str:
    total = household.me.income + (household.partner.income if household.partner else 0)
    return next((name for name, most in _BANDS if total <= most), "more")


if __name__ == "__main__":
    main()
