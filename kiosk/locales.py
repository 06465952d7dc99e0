"""The register of languages: what each is called, how it is written, how far its translation is.

Libraries do not know every language that people here speak, nor what it calls itself; this list does.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = "locales.csv"
"""In the folder of the catalogues."""

ENOUGH_PERCENT: Final = 95
"""A language of which less is translated hides by itself: half a sentence helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A language that the screens speak: a line of the register.

    Attributes:
        code: As in addresses and catalogues.
        name: Its own name.
        script: ISO 15924: "Latn", "Arab"…
        direction: "ltr" or "rtl".
        percent: So much of it is translated, rounded down; counted by ``make translations``.
        checked_by: The native speaker who read all of it; "" while nobody has.
    """

    code: str
    name: str
    script: str
    direction: str
    percent: int
    checked_by: str

    @property
    def is_whole(self) -> bool:
        """Whether it can be offered."""
        return self.percent >= ENOUGH_PERCENT


def read_locales(folder: Path) -> dict[str, Locale]:
    """The register in the folder of the catalogues, by code, in the order of the menus."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return {
            line["code"]: Locale(
                code=line["code"],
                name=line["name"],
                script=line["script"],
                direction=line["direction"],
                percent=int(line["percent"]),
                checked_by=line["checked_by"],
            )
            for line in csv.DictReader(file)
        }


def write_percents(folder: Path, percents: dict[str, int]) -> None:
    """Put down anew how much of each language is translated."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, lines = list(reader.fieldnames or ()), list(reader)
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        for line in lines:
            writer.writerow({**line, "percent": percents.get(line["code"], 0)})
