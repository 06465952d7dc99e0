"""What a town says of itself: one small file in TOML, KIOSK_TOWN."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.box.toml_file import UnusableSettings, read_toml
from kiosk.directory.vocabulary.number import situations

_FIELDS: Final = frozenset({"number", "for", "label"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TownNumber:
    """A number of the town's own.

    Attributes:
        number: As it is dialled there.
        situations: Who is shown it before any place: "sleep".
        labels: What one finds there, by language, French or the town's own first.
    """

    number: str
    situations: frozenset[str]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TownSettings:
    """What a town says of itself."""

    numbers: tuple[TownNumber, ...] = ()


def read_town_settings(path: Path) -> TownSettings:
    """Read the file.

    Raises:
        UnusableSettings: It is missing, no TOML, or a field cannot be used.
    """
    raw = read_toml(path)
    unknown = sorted(set(raw) - {"numbers"})
    if unknown:
        message = f"{path}: there is no field {unknown[0]!r}; there is: numbers"
        raise UnusableSettings(message)
    rows = raw.get("numbers", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{path}: numbers must be a list; begin each with a line [[numbers]]"
        raise UnusableSettings(message)
    return TownSettings(
        numbers=tuple(_number(row, f"{path}: numbers {at}") for at, row in enumerate(rows, 1))
    )


def _number(row: dict[str, Any], where: str) -> TownNumber:
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        message = (
            f"{where}: there is no field {unknown[0]!r}; there are: {', '.join(sorted(_FIELDS))}"
        )
        raise UnusableSettings(message)
    number, labels, asked = row.get("number"), row.get("label"), row.get("for", [])
    if not isinstance(number, str) or not any(char.isdigit() for char in number):
        message = f"{where}: number is {number!r}; write it in quotes, as people dial it"
        raise UnusableSettings(message)
    if not isinstance(labels, dict) or not labels or not all(
        isinstance(each, str) and each.strip() for each in labels.values()
    ):  # fmt: skip
        message = (
            f'{where}: label is {labels!r}; write it by language: {{ fr = "Accueil de nuit" }}'
        )
        raise UnusableSettings(message)
    if not isinstance(asked, list) or not set(map(str, asked)) <= set(situations()):
        message = f"{where}: for is {asked!r}; there are: {', '.join(situations())}"
        raise UnusableSettings(message)
    return TownNumber(number=number.strip(), situations=frozenset(asked), labels=labels)
