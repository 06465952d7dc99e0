"""What the paper guide says, in the language that is spoken now."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from flask_babel import format_date, gettext, pgettext

from kiosk.booklet.guide import BookletWords, Fact, Sentences
from kiosk.config import Settings
from kiosk.directory.hours.notice import DayPeriod
from kiosk.directory.place.access import AccessCondition
from kiosk.directory.place.audience import Audience, Welcome
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Saturation
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.wording.carry_words import checked_words
from kiosk.wording.condition_words import CONDITION_ICONS, condition_words
from kiosk.wording.language import current_locale
from kiosk.wording.numbers import helpline_of, numbers_to_call
from kiosk.wording.words import (
    age_words,
    audience_label,
    category_label,
    closure_words,
    day_words,
    language_label,
    need_label,
    weekday_name,
    welcome_words,
)

COMING: Final = timedelta(days=120)
"""Closures so far ahead are told on paper: it is kept for longer than a screen is looked at."""

A_MONDAY: Final = date(2024, 1, 1)


def booklet_words(
    places: Iterable[Place],
    settings: Settings,
    *,
    town: str,
    middle: str,
    today: date,
    data_day: date,
) -> BookletWords:
    """All words of a guide, in the language that is spoken now.

    Args:
        places: Those that are printed, as the public may know them.
        settings: Of the town.
        town: Its name.
        middle: What the middle of the drawings is called.
        today: The day on which the guide is made.
        data_day: The day of the data.
    """
    days = [A_MONDAY + timedelta(days=day) for day in range(7)]
    return BookletWords(
        locale=current_locale().code,
        direction=current_locale().direction,
        sentences=_sentences(town, middle, data_day),
        days=tuple(weekday_name(day) for day in days),
        short_days=tuple(str(format_date(day, "EEE")) for day in days),
        needs={id_: need_label(id_) for id_ in needs()},
        helplines={id_: line.label for id_ in needs() if (line := helpline_of(id_, settings))},
        categories={id_: category_label(id_) for id_ in (*categories(), "")},
        facts={each.number or 0: tuple(_facts(each, today)) for each in places},
        numbers=tuple(each.label for each in numbers_to_call(settings)),
    )


def _sentences(town: str, middle: str, data_day: date) -> Sentences:
    return Sentences(
        title=gettext("Help near you, on paper"),
        town=town,
        data_of=gettext("Information as of %(day)s.", day=day_words(data_day)),
        call_first=gettext("Call before you go."),
        free=gettext("This guide is free. You do not have to give your name."),
        contents=gettext("What is in this guide"),
        see_today=gettext("Read this code with a phone: you see the place as it is today."),
        numbers=gettext("Numbers to call, day and night"),
        numbers_free=gettext("These calls are free, day and night."),
        danger=gettext("Someone is in danger: call now"),
        other_numbers=gettext("Other free numbers"),
        hours=gettext("Opening hours"),
        ordinary_week=gettext("These are the hours of an ordinary week. On public holidays, call first."),
        closed=gettext("Closed"),
        closed_for_long=pgettext("status", "Closed for some time"),
        hours_unknown=gettext("We do not know when it is open. Call before you go."),
        by_appointment=pgettext("status", "By appointment"),
        varies=gettext("Not every week. Call before you go."),
        legend_closed=gettext("Closed on this day"),
        legend_unknown=gettext("We do not know the hours."),
        drawing=gettext("Where the places are"),
        drawing_says=gettext(
            "In the middle: %(place)s. The circles show how many minutes you need on foot.",
            place=middle,
        ),
        not_drawn=gettext("These places are further away, or have no room on the drawing:"),
        elsewhere=gettext("These places help with this too. You find them on another page:"),
        rounds=gettext("Teams on the road"),
        round_place=gettext("This is a team on the road. You find its stops on this page:"),
        index=gettext("All the places, from A to Z"),
        given=gettext("What you find here"),
        demo=gettext("This is a demonstration. All the places are invented."),
    )  # fmt: skip


def _facts(place: Place, today: date) -> Iterator[Fact]:
    """What there is to know; of a place with a hidden address only how to get there."""
    if place.referral_only:
        yield Fact(
            icon="group",
            text=gettext(
                "The address is not public. Ask a social worker to send you here, or call first."
            ),
        )
        return
    yield from _changes(place, today)
    if place.approximate or (
        place.point is None and not place.address.street and not place.itinerary
    ):
        yield Fact(
            icon="location_on", text=gettext("We only know the town. Ask for the way by phone.")
        )
    yield Fact(icon="group", text=_who(place.audience), detail=place.audience.detail)
    yield from _conditions(place.conditions)
    yield from _of_services(place)
    if place.languages:
        spoken = _listed(language_label(each) for each in place.languages)
        yield Fact(icon="record_voice_over", text=f"{gettext('Spoken here:')} {spoken}")
    yield Fact(icon="verified", text=checked_words(place.confirmed_on))


def _changes(place: Place, today: date) -> Iterator[Fact]:
    """Closures and other hours, of now and of the coming months."""
    for closure in place.closures:
        if _is_near(closure, today):
            text = closure_words(closure, today)
            yield Fact(icon="warning", text=text, detail=closure.reason)
    for other in place.temporary_hours:
        if not _is_near(other, today):
            continue
        text = gettext("Other hours than usual")
        if other.last_day is not None:
            first = max(other.first_day or today, today)
            text = gettext(
                "From %(first)s to %(last)s: other hours than usual. Call before you go.",
                first=day_words(first),
                last=day_words(other.last_day),
            )
        yield Fact(icon="warning", text=text, detail=other.note)


def _is_near(dated: DayPeriod, today: date) -> bool:
    coming = dated.first_day is None or dated.first_day <= today + COMING
    return coming and not dated.is_over(today)


def _who(audience: Audience) -> str:
    """Who may come, in one paragraph."""
    kinds = _listed(audience_label(each) for each in audience.kinds)
    said = welcome_words(audience)
    if kinds and audience.welcome is not Welcome.UNCONDITIONAL:
        said = f"{said} {kinds}"
    age = age_words(audience)
    return f"{said} {age}" if age else said


def _conditions(conditions: Iterable[AccessCondition]) -> Iterator[Fact]:
    for each in conditions:
        said = condition_words(each)
        if said:
            yield Fact(icon=CONDITION_ICONS[each.condition], text=said, detail=each.detail)


def _of_services(place: Place) -> Iterator[Fact]:
    """What holds for one of its services only."""
    for service in place.services:
        label = category_label(service.category)
        if service.audience is not None and service.audience != place.audience:
            text = _only(label, _who(service.audience))
            yield Fact(icon="group", text=text, detail=service.audience.detail)
        for fact in _conditions(_set_apart(service.conditions or (), place.conditions)):
            yield Fact(icon=fact.icon, text=_only(label, fact.text), detail=fact.detail)
        if service.saturation is Saturation.HIGH:
            often = gettext("Often full. Call before you go.")
            yield Fact(icon="warning", text=_only(label, often))


def _only(what: str, fact: str) -> str:
    """Say that something holds for one service only."""
    return gettext("%(what)s: %(fact)s", what=what, fact=fact)


def _set_apart(
    own: Iterable[AccessCondition], of_place: tuple[AccessCondition, ...]
) -> list[AccessCondition]:
    """The conditions of a service that the place does not have already."""
    return [each for each in own if each not in of_place]


def _listed(names: Iterable[str]) -> str:
    """Names one after the other, with the comma of the script."""
    return ("، " if current_locale().direction == "rtl" else ", ").join(names)
