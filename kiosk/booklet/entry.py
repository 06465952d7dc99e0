"""One place on paper: its entry, and its row in the timetable of a need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from kiosk.booklet.guide import Booklet, BookletWords, Said
from kiosk.codes.links import place_address
from kiosk.codes.qr import qr
from kiosk.directory.hours.notice import first_covering
from kiosk.directory.hours.ordinary_week import Days, Hours, joined, printed_week
from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.access import Condition, holds
from kiosk.directory.place.opening import schedule_of, schedule_of_stop, schedules_of
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service

MODULE_MM: Final = 0.55
"""Side of one module of a printed code; phones of ten years ago read half a millimetre."""

MASK: Final = 2
"""One pattern for all codes: a guide of 500 places must not wait four seconds for the best ones."""

LEAST_CODE_MM: Final = 20.0
LONGEST_DETAIL: Final = 240
"""Letters of what a source adds; the rest is told on the phone, or behind the code."""

A_SHORT_CLOSURE: Final = timedelta(days=21)
"""A closure that ends so soon is told in the entry, beside the usual hours."""

SHORT_FACT: Final = 45
"""Letters up to which a sentence shares a line with others."""

A_LINE: Final = 25
"""A text takes as much room as so many letters, however short it is."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Writes places of one guide: ``numbers`` as :func:`kiosk.booklet.guide.numbered` gives them."""

    booklet: Booklet
    numbers: dict[int, int]

    def entry(self, place: Place) -> dict[str, Any]:
        """All that is printed of a place, where it is described."""
        found = self.reference(place) | {
            "organisation": None,
            "given": [],
            "address": [place.address.town] if place.address.town else [],
            "phones": [{"number": each.display, "label": each.label} for each in place.phones],
            "hours": [],
            "round": False,
            "facts": self._facts(place),
            "code": None,
        }
        if not place.referral_only:
            found |= {
                "organisation": _organisation(place),
                "given": self._given(place),
                "address": list(place.address.lines),
                "hours": self._hours(place),
                "round": place.itinerary is not None,
                "code": self._code(place),
            }
        return found | {"letters": _letters(found)}

    def reference(self, place: Place) -> dict[str, Any]:
        """The number of a place in the guide, its name and the language of its name."""
        return {
            "number": self.numbers[place.number or 0],
            "name": place.name,
            "lang": place.language,
        }

    def row(self, place: Place, categories: frozenset[str]) -> dict[str, Any]:
        """Its week in the timetable of a need, as far as it is the same every week."""
        row = self.reference(place) | {"cells": [], "instead": None, "appointment": False}
        if place.referral_only:
            return row | {"instead": self._said("call_first")}
        if _is_closed_for_long(place, self.booklet.today):
            return row | {"instead": self._said("closed_for_long")}
        services = [each for each in place.services if each.category in categories]
        week = printed_week(_schedules(place, services), self.booklet.today)
        needed = holds(place.conditions, Condition.APPOINTMENT) is True
        if needed and not any(each.known for each in week):
            return row | {"instead": self._said("by_appointment")}
        return row | {"cells": [_cell(each) for each in week], "appointment": needed}

    def stops(self, place: Place) -> list[dict[str, Any]]:
        """When a round stands where: one line for each stop and opening, by day from Monday on."""
        found = []
        for stop in place.itinerary.stops if place.itinerary else ():
            week = printed_week((schedule_of_stop(place, stop),), self.booklet.today)
            where = ", ".join(part for part in (stop.name, stop.town) if part)
            for day, hours in enumerate(week):
                found += [
                    self.reference(place)
                    | {"day": day, "span": span, "where": where, "varies": hours.varies}
                    for span in hours.spans
                ]
        return found

    def _said(self, name: str) -> Said:
        return tuple(getattr(each.sentences, name) for each in self.booklet.words)

    def _given(self, place: Place) -> list[list[dict[str, Any]]]:
        """The names of what is given there, each once, with what the place itself calls it."""
        ids = dict.fromkeys(each.category or "" for each in place.services)
        labels = {id_: self._category(id_) for id_ in ids}
        own = {
            id_: [
                each.name
                for each in place.services
                if (each.category or "") == id_ and each.name and each.name not in labels[id_]
            ]
            for id_ in ids
        }
        return _lines(
            {
                "icon": "check_circle",
                "said": labels[id_],
                "detail": _cut(", ".join(dict.fromkeys(own[id_])) or None),
            }
            for id_ in ids
        )

    def _category(self, id_: str) -> Said:
        return tuple(each.categories[id_] for each in self.booklet.words)

    def _hours(self, place: Place) -> list[dict[str, Any]]:
        """The week of the place, then of those of its services that have hours of their own."""
        if place.itinerary is not None:
            return []
        today = self.booklet.today
        own = [each for each in place.services if each.opening_hours is not None]
        found = []
        if place.opening_hours.known or not own:
            found.append({"of": None, **self._week((schedule_of(place),), today)})
            found[-1]["note"] = _cut(place.opening_hours.note)
        for service in own:
            week = self._week((schedule_of(place, service),), today)
            if all(week["days"] != each["days"] for each in found):
                of, note = self._category(service.category or ""), service.opening_hours.note  # type: ignore[union-attr] # own
                found.append({"of": of, **week, "note": _cut(note)})
        return found

    def _week(self, schedules: tuple[Schedule, ...], today: date) -> dict[str, Any]:
        week = printed_week(schedules, today)
        if not any(each.known for each in week):
            return {"days": []}
        return {"days": [self._days(each) for each in joined(week)]}

    def _days(self, days: Days) -> dict[str, Any]:
        return {"said": self.days_said(days.first, days.last), **_cell(days.hours)}

    def days_said(self, first: int, last: int) -> Said:
        """Days that follow one another, in every language; 0 is Monday."""
        return tuple(_days_said(each, first, last) for each in self.booklet.words)

    def _facts(self, place: Place) -> list[list[dict[str, Any]]]:
        told = [each.facts[place.number or 0] for each in self.booklet.words]
        return _lines(
            {
                "icon": same[0].icon,
                "said": tuple(each.text for each in same),
                "detail": _cut(same[0].detail),
            }
            for same in zip(*told, strict=True)
        )

    def _code(self, place: Place) -> dict[str, Any] | None:
        if not self.booklet.public_url or place.number is None:
            return None
        locale = self.booklet.words[0].locale
        url = place_address(self.booklet.public_url, locale, place.number)
        code = qr(url, MASK)
        return {
            "url": url,
            "size": code.size,
            "path": code.path,
            "mm": round(max(LEAST_CODE_MM, code.size * MODULE_MM), 2),
        }


def _is_closed_for_long(place: Place, today: date) -> bool:
    """Whether its usual hours would send people to a closed door for weeks."""
    closure = first_covering(place.closures, today)
    return closure is not None and (
        closure.last_day is None or closure.last_day - today > A_SHORT_CLOSURE
    )


def _schedules(place: Place, services: Sequence[Service]) -> tuple[Schedule, ...]:
    if place.itinerary is not None:
        return tuple(schedule_of_stop(place, stop) for stop in place.itinerary.stops)
    return schedules_of(place, services)


def _lines(facts: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Facts as they share lines: short ones that follow one another stand together."""
    lines: list[list[dict[str, Any]]] = []
    for short, run in groupby(facts, key=_is_short):
        group = list(run)
        lines += [group] if short else [[each] for each in group]
    return lines


def _is_short(fact: dict[str, Any]) -> bool:
    """Whether it needs no line of its own. A warning does."""
    return (
        fact["detail"] is None
        and fact["icon"] != "warning"
        and all(len(each) <= SHORT_FACT for each in fact["said"])
    )


def _cell(hours: Hours) -> dict[str, Any]:
    return {
        "spans": hours.spans,
        "known": hours.known,
        "appointment": hours.by_appointment,
        "varies": hours.varies,
    }


def _days_said(words: BookletWords, first: int, last: int) -> str:
    if first == last:
        return words.days[first]
    return f"{words.days[first]} – {words.days[last]}"


def _organisation(place: Place) -> str | None:
    known = place.organisation
    return known.name if known and known.name != place.name else None


def _cut(text: str | None) -> str | None:
    """What a source adds, on one line, not longer than a few."""
    if text is None:
        return None
    line = " ".join(text.split())
    if len(line) <= LONGEST_DETAIL:
        return line or None
    return line[:LONGEST_DETAIL].rsplit(" ", maxsplit=1)[0] + " …"


def _letters(value: Any) -> int:
    """About how much room a part of an entry takes, counted in letters."""
    if isinstance(value, str):
        return max(A_LINE, len(value))
    if isinstance(value, dict):
        told = (each for key, each in value.items() if key not in {"code", "icon", "lang"})
        return sum(map(_letters, told))
    return sum(map(_letters, value)) if isinstance(value, (list, tuple)) else 0
