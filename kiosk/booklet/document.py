"""The paper guide as a plain document: what the typesetter is handed, as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from kiosk.booklet.entry import Printer
from kiosk.booklet.guide import Booklet, Chapter, Said, Sentences, in_order, numbered
from kiosk.booklet.paper import PaperFormat
from kiosk.booklet.sketch import LocatedPlace, sketch
from kiosk.directory.geography.point import Point
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.fold import fold


def document_of(booklet: Booklet, paper: PaperFormat) -> dict[str, Any]:
    """All that is printed, in order, without pictures: JSON of texts, numbers and lists.

    Args:
        booklet: The guide; its places may be as the desk knows them.
        paper: What it is printed on: how large drawings are.
    """
    chapters = tuple(_ordered(each, booklet.middle) for each in booklet.chapters)
    chapters = tuple(each for each in chapters if each.places)
    printer = Printer(booklet, numbered(chapters))
    places = {place.number or 0: place for each in chapters for place in each.places}
    return {
        "paper": {
            "width": paper.width_mm,
            "height": paper.height_mm,
            "narrow": paper.narrow,
            "letters": paper.entry_letters,
        },
        "langs": [{"code": each.locale, "dir": each.direction} for each in booklet.words],
        "name": booklet.name,
        "demo": booklet.demo,
        "words": {field.name: _sentence(booklet, field.name) for field in fields(Sentences)},
        "days": _in_all([each.days for each in booklet.words]),
        "short_days": _in_all([each.short_days for each in booklet.words]),
        "numbers": _numbers(booklet),
        "codes": booklet.public_url is not None,
        "chapters": _chapters(chapters, printer, paper),
        "rounds": _rounds(places.values(), printer),
        "index": _index(places, printer),
    }


def icons_in(document: Mapping[str, Any]) -> frozenset[str]:
    """Names of every picture that the document asks for."""
    return frozenset(_icons(document))


def _ordered(chapter: Chapter, middle: Point) -> Chapter:
    return Chapter(
        need=chapter.need,
        icon=chapter.icon,
        categories=chapter.categories,
        helpline=chapter.helpline,
        places=in_order(chapter.places, middle),
    )


def _sentence(booklet: Booklet, name: str) -> Said:
    return tuple(getattr(each.sentences, name) for each in booklet.words)


def _in_all(told: Sequence[Sequence[str]]) -> list[Said]:
    return list(zip(*told, strict=True))


def _numbers(booklet: Booklet) -> list[dict[str, Any]]:
    said = _in_all([each.numbers for each in booklet.words])
    return [
        {"number": each.number, "icon": each.icon, "danger": each.danger, "said": label}
        for each, label in zip(booklet.numbers, said, strict=True)
    ]


def _chapters(
    chapters: Sequence[Chapter], printer: Printer, paper: PaperFormat
) -> list[dict[str, Any]]:
    """Every need; a place that answers several is described under the first."""
    found, described = [], set[int]()
    for chapter in chapters:
        new = [each for each in chapter.places if each.number not in described]
        described |= {each.number or 0 for each in new}
        words = printer.booklet.words
        found.append(
            {
                "id": chapter.need,
                "icon": chapter.icon,
                "said": tuple(each.needs[chapter.need] for each in words),
                "helpline": chapter.helpline
                and {
                    "number": chapter.helpline,
                    "said": tuple(each.helplines[chapter.need] for each in words),
                },
                "rows": [printer.row(each, chapter.categories) for each in chapter.places],
                "sketch": _sketch(chapter, printer, paper),
                "entries": [printer.entry(each) for each in new],
                "elsewhere": [
                    printer.reference(each) for each in chapter.places if each not in new
                ],
            }
        )
    return found


def _sketch(chapter: Chapter, printer: Printer, paper: PaperFormat) -> dict[str, Any] | None:
    """Where the places of a need lie. A hidden address has no mark, and is not said to lack one."""
    located = [
        LocatedPlace(printer.numbers[place.number or 0], point)
        for place in chapter.places
        if not place.referral_only
        for point in _points(place)
    ]
    drawn = sketch(located, printer.booklet.middle, paper.drawing_mm)
    if drawn is None:
        return None
    return {
        "side": drawn.side_mm,
        "rings": [{"minutes": each.minutes, "radius": each.radius_mm} for each in drawn.rings],
        "marks": [
            {
                "number": each.number,
                "x": each.x_mm,
                "y": each.y_mm,
                "left": each.left_mm,
                "top": each.top_mm,
                "width": each.width_mm,
            }
            for each in drawn.marks
        ],
        "outside": drawn.outside,
    }


def _points(place: Place) -> Iterator[Point]:
    """Where one finds it; the middle of a town is no door."""
    if place.itinerary is not None:
        yield from dict.fromkeys(each.point for each in place.itinerary.stops if each.point)
    elif place.point is not None and not place.approximate:
        yield place.point


def _rounds(places: Iterable[Place], printer: Printer) -> list[dict[str, Any]]:
    """The stops of all rounds by hour; days that follow one another with the same stops stand together."""
    stops = [stop for place in places for stop in printer.stops(place)]
    stops.sort(key=lambda stop: (stop["day"], stop["span"], stop["number"]))
    week = [[_dayless(stop) for stop in stops if stop["day"] == day] for day in range(7)]
    found, first = [], 0
    for same, days in groupby(week):
        last = first + len(list(days)) - 1
        if same:
            found.append({"days": printer.days_said(first, last), "stops": same})
        first = last + 1
    return found


def _dayless(stop: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in stop.items() if key != "day"}


def _index(places: Mapping[int, Place], printer: Printer) -> list[dict[str, Any]]:
    """By name, accents left aside, as French dictionaries do."""
    in_letters = sorted(places.values(), key=lambda each: (fold(each.name), each.name))
    return [printer.reference(each) for each in in_letters]


def _icons(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("icon"), str):
            yield value["icon"]
        for each in value.values():
            yield from _icons(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _icons(each)
