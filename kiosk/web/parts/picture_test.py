"""A sheet of all pictures with their meanings, on which a town tests whether people understand them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import Blueprint, Response
from flask_babel import gettext

from kiosk.directory.vocabulary.category import categories, needs
from kiosk.http.frame import Frame
from kiosk.http.links import link
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.wording import condition_words, words

ACTIONS: Final = {
    "call": "Phone", "directions_walk": "How to get there", "schedule": "Opening hours", "print": "Print on paper",
    "volume_up": "Listen", "bookmark": "Keep", "sos": "Help", "cleaning_services": "I'm finished",
}  # fmt: skip
"""Pictures of what one does, with the words that stand beside them on the buttons."""

_A_MONDAY: Final = date(2024, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A line of the test sheet: the name of the file, what it stands for."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTestPage:
    """Pictures in groups, and the days of a week, which have pictures too."""

    parts: list[list[Picture]]
    days: list[str]


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/pictures", view_func=picture_test)


def picture_test() -> Response:
    """All pictures with their meanings: a sheet on which a town tests whether people understand them."""
    cache_for(300)
    days = [words.weekday_name(_A_MONDAY + timedelta(days=each)) for each in range(7)]
    return render(
        "parts/picture_test.html",
        PictureTestPage(parts=_sheet(), days=days),
        frame=Frame(back_url=link("web.help")),
    )


def _sheet() -> list[list[Picture]]:
    chosen = dict.fromkeys(each for need in needs().values() for each in need.choices)
    others = [each for each in categories() if each not in chosen]
    parts = [
        [Picture(name=each.icon, meaning=words.need_label(each.id)) for each in needs().values()],
        [
            Picture(name=categories()[each].icon, meaning=words.category_label(each))
            for each in chosen
        ],
        [
            Picture(name=condition_words.CONDITION_ICONS[each], meaning=str(said))
            for each, said in condition_words.CONDITION_YES.items()
        ],
        [Picture(name=name, meaning=gettext(said)) for name, said in ACTIONS.items()],
        [
            Picture(name=categories()[each].icon, meaning=words.category_label(each))
            for each in others
        ],
    ]
    seen: set[Picture] = set()
    return [[each for each in part if not (each in seen or seen.add(each))] for part in parts]  # type: ignore[func-returns-value]
