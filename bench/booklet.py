"""The paper guide: how long a town of so many places takes to be set in type: processor seconds, and seconds waited.

python -m bench.booklet
"""

import random
import time
from dataclasses import dataclass, replace
from datetime import date

from bench.country import Country
from kiosk import create_public
from kiosk.booklet.document import document_of
from kiosk.booklet.paper import PAPERS, PaperFormat
from kiosk.booklet.typesetting import Typesetter
from kiosk.config import FONTS, STATIC, TEMPLATES, Settings
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.town import towns_named
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import needs
from kiosk.wording.booklet_guide import Cover, guide_of

SIZES = (10, 100, 500)
LANGUAGES = (("fr",), ("ar", "fr"))
SEED = 5
TODAY = date(2026, 11, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds of processors to put the document together and to set it, those waited, and what came out."""

    document_s: float
    typeset_s: float
    waited_s: float
    pages: int
    megabytes: float


def main() -> None:
    """Print the table of docs/performance.md."""
    print(
        "| places | languages | paper | pages | MB | document s | typeset s | waited s | ms a place | ratio |"
    )
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for languages in LANGUAGES:
        for name, paper in PAPERS.items():
            first = 0.0
            for size in SIZES:
                one = measure(size, languages, paper)
                total = one.document_s + one.typeset_s
                each, first = total / size * 1_000, first or total
                print(
                    f"| {size} | {'+'.join(languages)} | {name} | {one.pages} | {one.megabytes:.1f} |"
                    f" {one.document_s:.2f} | {one.typeset_s:.2f} | {one.waited_s:.1f} | {each:.1f} | x{total / first:.1f} |",
                    flush=True,
                )


def measure(size: int, languages: tuple[str, ...], paper: PaperFormat) -> Measured:
    """Make one guide of invented places around Dijon."""
    typesetter = Typesetter(
        templates=TEMPLATES / "booklet", fonts=FONTS, sprite=STATIC / "icons" / "sprite.svg"
    )
    by_need = _by_need(_places(size))
    start, began = time.process_time(), time.perf_counter()
    with create_public(Settings(database_uri="sqlite://")).app_context():
        document = document_of(guide_of(by_need, _cover(languages)), paper)
    middle = time.process_time()
    printed = typesetter.typeset(document, paper)
    return Measured(
        document_s=middle - start,
        typeset_s=time.process_time() - middle,
        waited_s=time.perf_counter() - began,
        pages=printed.pages,
        megabytes=len(printed.pdf) / 1e6,
    )


def _cover(languages: tuple[str, ...]) -> Cover:
    return Cover(
        name="Parvis",
        town="Dijon",
        middle=towns_named("Dijon")[0].point,
        middle_name="Dijon",
        locales=languages,
        today=TODAY,
        data_day=TODAY,
        public_url="https://parvis.example.fr",
    )


def _places(size: int) -> list[Place]:
    chance, middle = random.Random(SEED), towns_named("Dijon")[0].point
    found = []
    for number, place in enumerate(Country(SEED, towns_named("Dijon")).places(size), start=1):
        point = Point(middle.lat + chance.gauss(0, 0.015), middle.lon + chance.gauss(0, 0.02))
        found.append(replace(place, number=number, point=point))
    return found


def _by_need(places: list[Place]) -> dict[str, list[Place]]:
    return {
        id_: [
            place
            for place in places
            if any(each.category in need.categories for each in place.services)
        ]
        for id_, need in needs().items()
    }


if __name__ == "__main__":
    main()
