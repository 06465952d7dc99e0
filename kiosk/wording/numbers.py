"""Numbers to call, in words of the language that is spoken now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import gettext

from kiosk.box.town_settings import TownNumber
from kiosk.config import Settings
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.number import (
    Situation,
    numbers,
    situation_of_topic,
    situations,
)
from kiosk.wording.language import current_locale

_ON_EVERY_PAPER: Final = ("112", "115")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberToCall:
    """A number as it is shown; ``danger``: for when a life is at risk; ``language`` of the label."""

    number: str
    label: str
    icon: str
    danger: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFirst:
    """What stands before any place: a sentence, and the numbers, the one to call first."""

    line: str
    numbers: tuple[NumberToCall, ...]


def numbers_to_call(settings: Settings) -> tuple[NumberToCall, ...]:
    """All numbers that answer where this guide is, those for danger first, then the town's own."""
    here = (each for each in numbers() if each.territories & settings.territories)
    national = (
        NumberToCall(
            number=each.number, label=gettext(each.label), icon=each.icon, danger=each.danger
        )
        for each in here
    )
    return (*national, *_of_town(settings.town.numbers))


def call_first(
    situation: Situation | None, settings: Settings, *, typed: str = ""
) -> CallFirst | None:
    """What somebody in a situation is shown before anything else; None where no number answers.

    Args:
        situation: See :mod:`kiosk.search.words.urgent`.
        settings: Of the town.
        typed: A number that was typed comes first.
    """
    if situation is None:
        return None
    by_number = {each.number: each for each in numbers_to_call(settings)}
    order = sorted(situation.numbers, key=lambda number: number != typed.strip())
    first = [by_number[number] for number in order if number in by_number]
    own = [each for each in settings.town.numbers if situation.id in each.situations]
    shown = (*first[:1], *_of_town(own), *first[1:])
    return CallFirst(line=gettext(situation.line), numbers=shown) if shown else None


def helpline_of(need: str, settings: Settings) -> NumberToCall | None:
    """The number of a need, if it has one that answers here."""
    call = call_first(situation_of_topic(need, None), settings)
    return call.numbers[0] if call else None


def numbers_on_paper(places: Sequence[Place], settings: Settings) -> tuple[NumberToCall, ...]:
    """The few numbers that a slip has room for: what the places are for, any emergency, a bed.

    Of a place that must not be read over a shoulder the number stands without what it is for.
    """
    by_number = {each.number: each for each in numbers_to_call(settings)}
    wanted: dict[str, bool] = {}
    for place in places:
        for situation in _situations_of(place):
            wanted.setdefault(situation.numbers[0], place.sensitive)
    wanted |= {each: wanted.get(each, False) for each in _ON_EVERY_PAPER}
    return tuple(
        replace(by_number[number], label="") if is_secret else by_number[number]
        for number, is_secret in wanted.items()
        if number in by_number
    )


def place_situation(place: Place) -> Situation | None:
    """The gravest situation that a place is for."""
    order = list(situations())
    return min(_situations_of(place), key=lambda each: order.index(each.id), default=None)


def _situations_of(place: Place) -> list[Situation]:
    found = (situation_of_topic(None, each.category) for each in place.services)
    return [situation for situation in found if situation]


def _of_town(own: Iterable[TownNumber]) -> Iterable[NumberToCall]:
    locale = current_locale().code
    for each in own:
        language = locale if locale in each.labels else next(iter(each.labels))
        yield NumberToCall(
            number=each.number,
            label=each.labels[language],
            icon="call",
            language=None if language == locale else language,
        )
