"""Places as a phone keeps them: written in one language, with a table of when they are open."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from markupsafe import Markup

from kiosk.caches import memoised
from kiosk.directory.hours.schedule import LOOK_AHEAD_DAYS, Opening, OpeningStatus, Schedule
from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.opening import (
    entrance_of,
    opening_of_schedules,
    schedule_of,
    schedule_of_stop,
    schedules_of,
)
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import needs
from kiosk.directory.vocabulary.fold_table import fold_table
from kiosk.directory.vocabulary.number import (
    Situation,
    numbers,
    situation_of_number,
    situation_of_topic,
    situations,
)
from kiosk.http.clock import here
from kiosk.http.manner import manner
from kiosk.http.render import page_text
from kiosk.http.templating import template_of
from kiosk.pocket.opening_table import DAYS, STATUSES, offsets, ordinary_week, turns
from kiosk.search.ahead import (
    Question,
    names_of,
    offers_ahead,
    phrases_for,
    questions_in,
    questions_of,
    waits,
)
from kiosk.search.rank import hit_of
from kiosk.search.words.lexicon import Meaning
from kiosk.search.words.street import NUMBERED
from kiosk.search.words.urgent import danger_phrases
from kiosk.state import settings
from kiosk.store.listed import list_numbers_of
from kiosk.web.parts.cards import badge, saved_card
from kiosk.web.parts.place_page import page_of
from kiosk.wording import carry_words, words
from kiosk.wording.language import current_locale
from kiosk.wording.numbers import call_first

STATUS: Final = Markup("<!--status-->")
"""Stands where the phone writes whether the door is open."""

_TIME: Final = time(23, 47)
"""Is replaced by the phone in the sentences that it fills in."""

_DAYS_NAMED: Final = DAYS + LOOK_AHEAD_DAYS + 1


def pack_of(places: Sequence[Place], start: datetime, *, all_words: bool = False) -> bytes:
    """Some places, ready for a phone, as JSON.

    Args:
        places: In the order in which they are shown.
        start: From this minute (aware) it knows what is open.
        all_words: Whether it knows all phrases of the language, not only those that these places answer.
    """
    start = start.replace(second=0, microsecond=0)
    numbers = list_numbers_of(each.number or 0 for each in places)
    locale = current_locale().code
    questions = questions_in(locale) if all_words else questions_of(places, locale)
    tables: dict[tuple[int, ...], int] = {}
    written = [
        _entry(each, questions, start, numbers.get(each.number or 0), tables) for each in places
    ]
    zones = {each.time_zone for each in places}
    pack = {
        "start": int(start.timestamp()) // 60,
        "minutes": DAYS * 24 * 60,
        "zones": {zone: offsets(zone, start, _DAYS_NAMED) for zone in zones},
        "words": _words(start),
        "questions": {each.id: [_label(each), each.patience] for each in questions},
        "reading": _reading(questions, places),
        "calls": _calls(questions),
        "waits": waits(STATUSES),
        "shell": page_text("phone/shell.html"),
        "places": written,
        "tables": list(tables),
    }
    return json.dumps(pack, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(
    place: Place,
    questions: Sequence[Question],
    start: datetime,
    list_number: int | None,
    tables: dict[tuple[int, ...], int],
) -> dict[str, Any]:
    def number_of(turns: tuple[int, ...]) -> int:
        return tables.setdefault(turns, len(tables))

    def table(services: tuple[Service, ...]) -> int:
        return number_of(_turns(place, services, start))

    cards: dict[str, list[Any]] = {}
    for need in needs().values():
        services = tuple(each for each in place.services if each.category in need.categories)
        if services:
            hit = hit_of(place, services, settings().near, start)
            cards[need.id] = [table(services), saved_card(hit, start, STATUS)]
    hit = hit_of(place, place.services, settings().near, start)
    cards[""] = [table(place.services), saved_card(hit, start, STATUS)]
    return {
        "number": place.number,
        "listed": list_number,
        "name": place.name,
        "names": names_of(place),
        "zone": place.time_zone,
        "sensitive": place.sensitive,
        "offers": [
            [
                each.walk,
                number_of(_turns_of((each.schedule,), start, each.by_appointment)),
                each.burdens,
            ]
            for each in offers_ahead(place, questions, settings().near, start.date())
        ],
        "cards": cards,
        "page": _page(place, start),
    }


def _turns(place: Place, services: tuple[Service, ...], start: datetime) -> tuple[int, ...]:
    """When the badge changes.

    Of a round it is the badge of the stop that comes soonest, wherever it is: which one can be reached
    in time changes from minute to minute.
    """
    if place.itinerary and place.itinerary.stops:
        stops = [schedule_of_stop(place, each) for each in place.itinerary.stops]
        return turns(lambda now: entrance_of(place, services, None, now).opening, stops, start)
    by_appointment = bool(holds(place.conditions, Condition.APPOINTMENT))
    return _turns_of(schedules_of(place, services), start, by_appointment)


@memoised
def _turns_of(
    schedules: tuple[Schedule, ...], start: datetime, by_appointment: bool
) -> tuple[int, ...]:
    """Most services of a place keep its hours: worked out once for all of them."""
    return turns(
        lambda now: opening_of_schedules(schedules, now, by_appointment=by_appointment),
        schedules,
        start,
    )


def _page(place: Place, start: datetime) -> str:
    """The page of a place with the hours of any week: the phone says what is true today."""
    here_today = start.astimezone(here()).date()
    page = page_of(place, start)
    usual = ordinary_week(replace(schedule_of(place), closures=(), temporary_hours=()), here_today)
    week = replace(page.week, days=usual) if usual else page.week
    shown = replace(page, status=STATUS, week=week, timely=not usual, saved=True)
    components: Any = template_of("parts/place_article.html").module
    return str(components.place_article(shown, current_locale(), manner(), settings()))


def _label(question: Question) -> str:
    """What stands above the places that answer it."""
    meaning = question.meaning
    if meaning is None:
        return carry_words.saved_words()["results"]
    return (
        words.need_label(meaning.id)
        if meaning.is_need
        else words.category_label(meaning.id, chosen=True)
    )


def _reading(questions: Sequence[Question], places: Sequence[Place]) -> dict[str, Any]:
    """How a phone reads what is typed: letters and words as the search folds them, and what phrases ask."""
    labels = [_label(each) for each in questions if each.meaning]
    phrases = phrases_for(questions, current_locale().code, labels)
    texts = {text for each in phrases.values() for text in each}
    texts |= {name for each in places for name in names_of(each)}
    texts |= {phrase for phrase, _ in danger_phrases(current_locale().code)}
    return {**fold_table(texts), "houses": NUMBERED, "phrases": phrases}


def _calls(questions: Sequence[Question]) -> dict[str, Any]:
    """What is shown before any place: by situation, with the questions and the phrases that tell of it."""
    components: Any = template_of("components/number.html").module
    shown = {
        id_: str(components.call_first(call, settings().kiosk_mode))
        for id_, situation in situations().items()
        if (call := call_first(situation, settings()))
    }
    asked = {
        each.id: situation.id
        for each in questions
        if each.meaning and (situation := _situation_of_meaning(each.meaning))
    }
    phrases: dict[str, list[str]] = {}
    for phrase, situation_id in dict(danger_phrases(current_locale().code)).items():
        phrases.setdefault(situation_id, []).append(phrase)
    typed = {
        each.number: situation.id
        for each in numbers()
        if (situation := situation_of_number(each.number))
    }
    return {"shown": shown, "asked": asked, "phrases": phrases, "numbers": typed}


def _situation_of_meaning(meaning: Meaning) -> Situation | None:
    need, category = (meaning.id, None) if meaning.is_need else (None, meaning.id)
    return situation_of_topic(need, category)


def _words(start: datetime) -> dict[str, Any]:
    """The sentences that a phone fills in by itself: badges, days, how old all this is."""
    today = start.astimezone(here()).date()
    then = datetime.combine(today, _TIME)
    closed = Opening(status=OpeningStatus.CLOSED)
    coming = (replace(closed, next_opening=then + timedelta(days=days)) for days in (0, 1, 2))
    return {
        "statuses": list(STATUSES),
        "badges": {each: badge(Opening(status=each), today) for each in STATUSES},
        "open": _to_fill(Opening(status=OpeningStatus.OPEN, until=then), today),
        "closing_soon": _to_fill(Opening(status=OpeningStatus.CLOSING_SOON, until=then), today),
        "next": [_to_fill(each, today).removeprefix(badge(closed, today)) for each in coming],
        "days": [words.long_day(today + timedelta(days=days)) for days in range(-1, _DAYS_NAMED)],
        "first_day": (today - date(1970, 1, 2)).days,
        **carry_words.saved_words(),
    }


def _to_fill(opening: Opening, today: date) -> str:
    """A badge whose time and day the phone fills in."""
    written = badge(opening, today).replace(f"{_TIME:%H:%M}", "{time}")
    return written.replace(words.long_day(today + timedelta(days=2)), "{day}")
