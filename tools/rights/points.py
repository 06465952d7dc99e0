"""Which households stand behind an answer: every tap is a set of hypotheses, and their product are the points.

A cell is one answer to each question of :data:`AXES`. Its points take both ends of each band, several
mixes of children, two rents, ways to share an income, a younger and an older partner. Many cells share
points: each distinct one is asked once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from tools.rights.engine import Household, Person

AXES: Final = {
    "children": ("none", "first", "one", "two", "three", "more"),
    "home": ("alone", "me", "both", "wage", "pension"),
    "income": ("0", "500", "800", "1100", "1400", "1700", "2200", "3000", "more"),
    "ages": ("under3", "school", "both", "neither", "baby"),
    "housing": ("tenant", "hostel", "owner", "hosted", "none"),
    "age": ("18", "25", "62", "65"),
    "work": ("work", "jobseeker", "none", "student", "retired", "unable"),
    "health": ("no", "recognised", "hard"),
    "papers": ("french", "long", "mid", "short", "asylum", "none"),
}
"""Every question with its answers. kiosk/rights/questions.toml has the same, a test holds them together."""

INCOMES: Final = (0, 60, 500, 800, 1100, 1400, 1700, 2200, 3000, 5000)
_BANDS: Final = {"0": (0,), "500": (60, 500), "800": (500, 800), "1100": (800, 1100), "1400": (1100, 1400),
                 "1700": (1400, 1700), "2200": (1700, 2200), "3000": (2200, 3000), "more": (3000, 5000)}  # fmt: skip

_AGES: Final = {"18": (19, 24), "25": (30, 61), "62": (62, 64), "65": (68,)}
"""Of those who have no children at home. With children, the second of two would tell nothing new."""

_MIXES: Final[dict[str, dict[str, tuple[tuple[int, ...], ...]]]] = {
    "one": {
        "under3": ((1,),),
        "school": ((8,), (16,)),
        "both": ((1,), (8,)),
        "neither": ((4,), (18,)),
    },
    "two": {
        "under3": ((1, 1), (1, 4)),
        "school": ((8, 8), (8, 19), (4, 16)),
        "both": ((1, 8), (1, 16)),
        "neither": ((4, 4), (18, 19)),
    },
    "three": {
        "under3": ((1, 1, 4), (1, 4, 4)),
        "school": ((8, 8, 8), (16, 19, 19), (4, 4, 8), (8, 12, 16)),
        "both": ((1, 4, 8), (1, 8, 16)),
        "neither": ((4, 4, 4), (4, 18, 19)),
    },
    "more": {
        "under3": ((1, 1, 4, 4),),
        "school": ((8, 12, 16, 16), (4, 4, 8, 12), (8, 12, 16, 16, 19, 19)),
        "both": ((1, 4, 8, 12), (1, 1, 4, 8, 12, 16)),
        "neither": ((4, 4, 18, 19),),
    },
}
"""Ages of children behind an answer. What nobody can have ("one child, both ages") takes either."""

_HOMES: Final = {"tenant": (("tenant", 250.0, 3), ("tenant", 900.0, 1)), "hostel": (("hostel", 400.0, 2),),
                 "owner": (("owner", 0.0, 2),), "hosted": (("hosted", 0.0, 2),), "none": (("none", 0.0, 2),)}  # fmt: skip
_SHARES: Final = {
    "alone": (1.0,),
    "me": (1.0,),
    "both": (0.3, 0.7),
    "wage": (0.0,),
    "pension": (0.0,),
}
_INCAPACITIES: Final = {"no": (0.0,), "hard": (0.0,), "recognised": (0.5, 0.8)}
_KINDS: Final = {"work": ("wage",), "jobseeker": ("unemployment",), "none": ("support",), "student": ("wage",),
                 "retired": ("pension",), "unable": ("invalidity", "sickness")}  # fmt: skip
SOME_PERMIT: Final = 6
"""Years of permit: enough for RSA, not for ASPA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One answer to each question that the engine hears of."""

    children: str
    ages: str
    home: str
    income: str
    work: str
    housing: str
    age: str
    health: str
    permit: bool
    """Whether ASPA and ASI are out of reach for want of ten years."""


def cells() -> Iterator[Cell]:
    """All of them; ages of children only where there are children."""
    grids = product(
        AXES["children"], AXES["home"], AXES["income"], AXES["work"], AXES["housing"], AXES["age"],
        ("no", "recognised"), (False, True),
    )  # fmt: skip
    for children, home, income, work, housing, age, health, permit in grids:
        if children == "first":  # The engine is not asked about a baby that is coming.
            continue
        for ages in ("neither",) if children == "none" else ("under3", "school", "both", "neither"):
            yield Cell(
                children=children, ages=ages, home=home, income=income, work=work, housing=housing, age=age,
                health=health, permit=permit,
            )  # fmt: skip


def households(cell: Cell) -> Iterator[Household]:
    """The hypotheses behind a cell."""
    mixes = ((),) if cell.children == "none" else _MIXES[cell.children][cell.ages]
    ages = _AGES[cell.age]
    if mixes != ((),):
        # One grown-up age is enough, but where ASPA may begin in between; and the last mix where children are rare.
        ages = {"18": ages[-1:], "25": ages[:1]}.get(cell.age, ages)
        mixes = mixes if cell.age == "25" else mixes[-1:]
    for age, kids, income in product(ages, mixes, _BANDS[cell.income]):
        if age <= 24:
            kids = tuple(each if each <= 7 else 4 if cell.ages == "neither" else 7 for each in kids)
        work, kinds = _plausible(cell.work, age)
        for (housing, rent, zone), share, incapacity, kind, partner_age in product(
            _HOMES[cell.housing], _SHARES[cell.home] if income else (1.0,), _INCAPACITIES[cell.health], kinds,
            _partner_ages(cell.home, age),
        ):  # fmt: skip
            me = Person(age=age, activity=work, income=round(income * share), incapacity=incapacity,
                        income_kind=kind if income * share else "wage")  # fmt: skip
            partner = _partner(cell.home, partner_age, round(income * (1 - share)))
            yield Household(
                me=me, partner=partner, children=kids, housing=housing, rent=rent, zone=zone,
                permit_years=SOME_PERMIT if cell.permit and _matters(me, partner) else None,
            )  # fmt: skip


def _plausible(work: str, age: int) -> tuple[str, tuple[str, ...]]:
    """What somebody of an age means by an answer: nobody retires at 24, nor seeks work at 70."""
    if work == "retired" and age < 61:
        work = "unable"
    if work in {"unable", "jobseeker"} and age >= 65:
        work = "retired"
    if work == "student" and age >= 62:
        work = "none"
    return work, _KINDS[work]


def _partner_ages(home: str, age: int) -> tuple[int, ...]:
    if home == "alone":
        return (0,)
    if home == "pension":
        return (56, 63, 70)
    return {19: (20,), 24: (30,), 30: (30,)}.get(age, (age - 6, age + 6))


def _partner(home: str, age: int, income: int) -> Person | None:
    if home == "alone":
        return None
    if home == "pension":
        return Person(age=age, activity="retired" if age >= 62 else "unable", income=income,
                      income_kind=("pension" if age >= 62 else "invalidity") if income else "wage")  # fmt: skip
    idle = "retired" if age >= 67 else "none"
    return Person(age=age, activity="work" if income else idle, income=income, income_kind="wage")


def _matters(*people: Person | None) -> bool:
    """Whether ten years of permit may decide anything: for ASPA from 62 on, for ASI with an invalidity."""
    return any(
        each is not None
        and (each.age >= 62 or each.income_kind == "invalidity" or each.incapacity > 0)
        for each in people
    )
