"""What a slip of paper says of a place: in the visitor's language, and in the one of the street.

Paper grows old and changes hands: days are named by their date, and a place that must not be read
over a shoulder is neither named, nor is it said what is given there or to whom.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext

from kiosk.codes.links import list_address, place_address
from kiosk.config import Settings
from kiosk.directory.geography.point import Point
from kiosk.directory.geography.way import Way, way_of
from kiosk.directory.hours.schedule import DayHours, Schedule, TimeSpan
from kiosk.directory.place.opening import schedule_of, schedule_of_stop
from kiosk.directory.place.place import Place
from kiosk.locales import Locale
from kiosk.receipt.slip import (
    Divider,
    Line,
    ListSlip,
    PrintedWeek,
    ReceiptLines,
    Slip,
    Style,
    TextRun,
    Tongue,
)
from kiosk.wording import words
from kiosk.wording.carry_words import checked_words
from kiosk.wording.condition_words import condition_words
from kiosk.wording.language import current_locale, speaking
from kiosk.wording.numbers import numbers_on_paper

STREET: Final = "fr"
"""What a passer-by can read."""

MOST_WEEKS: Final = 4
COMING_DAYS: Final = 45
LONGEST_TEXT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintContext:
    """Where and when a slip is printed.

    Attributes:
        settings: Of the town: what the guide is called, which numbers answer there.
        here: Where the printer stands; None: nobody said.
        today: On the clock of the place; a Monday, if not ``is_timely``.
        is_timely: Whether the time is known.
        public_url: Where phones find the guide; None: nowhere.
    """

    settings: Settings
    here: Point | None
    today: date
    is_timely: bool
    public_url: str | None


def slip_of(place: Place, printed: PrintContext, listed: Sequence[Place] = ()) -> Slip:
    """The slip of a place, alone or in a list, in the language that is spoken now and in French."""
    spoken = current_locale()
    sensitive = place.sensitive
    is_known = not (place.referral_only or place.approximate or place.itinerary)
    way = way_of(printed.here, place.point) if printed.here and place.point and is_known else None
    url = None
    if printed.public_url and place.number is not None:
        url = place_address(printed.public_url, spoken.code, place.number)
    tongues = []
    for code in tongues_on_paper():
        with speaking(code) as locale:
            tongues.append(_tongue(place, printed, way, locale, listed or [place]))
    return Slip(
        heading=printed.settings.name,
        name="" if sensitive else place.name,
        address=() if place.referral_only or place.itinerary else place.address.lines,
        way=way,
        phones=tuple(each.display for each in place.phones),
        url=url,
        emergency=tuple(
            each.number for each in numbers_on_paper(listed or [place], printed.settings)
        ),
        tongues=tuple(tongues),
    )


def tongues_on_paper() -> tuple[str, ...]:
    """The visitor's language, and that of the street: once, where they are the same."""
    return tuple(dict.fromkeys((current_locale().code, STREET)))


def list_slip_of(places: Sequence[Place], code: str, printed: PrintContext) -> ListSlip:
    """The slip of a list of one place or more, in the language that is spoken now and in French."""
    labels, code_labels = [], []
    for each in tongues_on_paper():
        with speaking(each):
            labels.append(gettext("My list"))
            code_labels.append(gettext("The code of this list:"))
    url = None
    if printed.public_url:
        url = list_address(printed.public_url, current_locale().code, code)
    return ListSlip(
        labels=tuple(labels),
        code=code,
        code_labels=tuple(code_labels),
        url=url,
        slips=tuple(slip_of(each, printed, places) for each in places),
    )


def _tongue(
    place: Place, printed: PrintContext, way: Way | None, locale: Locale, listed: Sequence[Place]
) -> Tongue:
    sensitive = place.sensitive
    weeks = tuple(_weeks(place, printed, sensitive=sensitive))
    return Tongue(
        is_rtl=locale.direction == "rtl",
        offers="" if sensitive else _offers(place),
        notices=tuple(_notices(place, printed.today, sensitive=sensitive)),
        hours_label=_hours_label(printed),
        today=_today(place, printed) if weeks and printed.is_timely else None,
        weeks=weeks,
        hours_unknown=gettext("We do not know when it is open. Call before you go."),
        way_label=gettext("How to get there"),
        way=_way_words(place, way),
        here=gettext("You are here"),
        phone_label=gettext("Phone"),
        facts=tuple(_facts(place, sensitive=sensitive)),
        checked=(checked_words(place.confirmed_on), gettext("Call before you go.")),
        scan=gettext("Read this code with a phone to find this page again."),
        emergency_label=gettext("Numbers to call, day and night"),
        emergency=tuple(each.label for each in numbers_on_paper(listed, printed.settings)),
    )


def _offers(place: Place) -> str:
    ids = dict.fromkeys(each.category for each in place.services)
    return ", ".join(words.category_label(each) for each in list(ids)[:6])


def _notices(place: Place, today: date, *, sensitive: bool) -> Iterator[str]:
    """Closures of the coming weeks, in this language; and what the source says, in its own."""
    for closure in place.closures:
        is_far = closure.first_day is not None and (closure.first_day - today).days > COMING_DAYS
        if not closure.is_over(today) and not is_far:
            yield words.closure_words(closure, today)
    if sensitive:
        return
    if any(each.saturation == "high" for each in place.services):
        yield gettext("Often full. Call before you go.")
    for notice in place.notices:
        if notice.covers(today):
            yield _short(" ".join(part for part in (notice.title, notice.text) if part))


def _hours_label(printed: PrintContext) -> str:
    if not printed.is_timely:
        return gettext("Opening hours")
    return gettext("Opening hours from %(day)s", day=words.day_words(printed.today))


def _today(place: Place, printed: PrintContext) -> tuple[str, str] | None:
    """What holds today, if it is one door that opens."""
    if place.itinerary:
        return None
    day = schedule_of(place).on(printed.today)
    if not day.known:
        return None
    return gettext("Today"), _hours(day)


def _weeks(place: Place, printed: PrintContext, *, sensitive: bool) -> Iterator[PrintedWeek]:
    """The week of the place, and those of services that differ; or of the stops of a round."""
    if place.itinerary:
        for stop in place.itinerary.stops:
            where = ", ".join(part for part in (stop.name, stop.town) if part)
            days = _days(schedule_of_stop(place, stop), printed, only_open=True)
            yield PrintedWeek(label=where, days=tuple(days))
        return
    main = schedule_of(place)
    schedules: dict[Schedule, str | None] = {main: None} if main.hours.known else {}
    for service in place.services:
        own = schedule_of(place, service)
        if own != main and own.hours.known:
            schedules.setdefault(own, words.category_label(service.category))
    if sensitive and len(schedules) > 1:
        # Without their names nobody could tell them apart.
        schedules = {main: None} if main in schedules else {}
    for schedule, label in list(schedules.items())[:MOST_WEEKS]:
        told = tuple(_days(schedule, printed, only_open=schedule != main))
        if told:
            yield PrintedWeek(label=None if sensitive else label, days=told)


def _days(
    schedule: Schedule, printed: PrintContext, *, only_open: bool = False
) -> Iterator[tuple[str, str]]:
    for day in schedule.week(printed.today):
        if day.spans or not only_open:
            yield _day_name(day.day, printed), _hours(day)


def _day_name(day: date, printed: PrintContext) -> str:
    """With its date: "today" means nothing on paper, but at the top of the hours."""
    name = words.weekday_name(day)
    return f"{name} {day.day}" if printed.is_timely else name


def _hours(day: DayHours) -> str:
    """Times, one below the other; or a word."""
    if not day.known and day.public_holiday:
        return gettext("Public holiday: call before you go")
    if not day.known:
        return gettext("Not known")
    if day.closure or not day.spans:
        return gettext("Closed")
    lines = [_span(each) for each in day.spans]
    if day.temporary:
        lines.append(gettext("Other hours than usual"))
    return "\n".join(lines)


def _span(span: TimeSpan) -> str:
    parts = [words.isolated_text(span.clock)]
    if not span.certain:
        parts.append(gettext("(not sure)"))
    if span.comment:
        parts.append(f"({_short(span.comment)})")
    return " ".join(parts)


def _way_words(place: Place, way: Way | None) -> tuple[str, ...]:
    if place.referral_only:
        said = gettext("The address is not public. Ask a social worker to send you here, or call first.")  # fmt: skip
        return (said,)
    if place.itinerary:
        return (gettext("This is a team on the road. It stops at these places:"),)
    if place.approximate:
        return (gettext("We only know the town. Ask for the way by phone."),)
    if way is None:
        return ()
    if way.walking_minutes > words.MOST_MINUTES:
        on_foot = words.walking_words(way.walking_minutes)
    else:
        on_foot = gettext("About %(minutes)s min on foot", minutes=way.walking_minutes)
    return on_foot, words.isolated_text(words.distance_words(way.distance_m).striptags())


def _facts(place: Place, *, sensitive: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not sensitive:
        yield gettext("Who may come"), tuple(_who(place))
    conditions = []
    for each in place.conditions:
        said = condition_words(each)
        conditions += [said] if said else []
        if said and each.detail and not sensitive:
            conditions.append(_short(each.detail))
    if conditions:
        yield gettext("Before you come"), tuple(conditions)
    if place.languages:
        spoken = ", ".join(words.language_label(each) for each in place.languages)
        yield gettext("Spoken here:"), (spoken,)


def _who(place: Place) -> Iterator[str]:
    kinds = ", ".join(words.audience_label(each) for each in place.audience.kinds)
    yield f"{words.welcome_words(place.audience)} {kinds}".strip()
    age = words.age_words(place.audience)
    if age:
        yield age


def _short(text: str) -> str:
    """A text of the source, in one line, not longer than paper bears."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST_TEXT else f"{tidy[: LONGEST_TEXT - 1].rstrip()}…"


def trial_lines(guide: str, box: str, offered: Sequence[Locale]) -> ReceiptLines:
    """What staff print to see that nothing is cut off, and that every script of the guide is there."""
    return (
        Line(style=Style.HEADING, says=(TextRun(text=guide),)),
        Line(style=Style.NAME, says=(TextRun(text=box),)),
        Line(style=Style.TEXT, says=(TextRun(text=gettext("This is a test of the printer.")),)),
        Divider(),
        *(
            Line(
                style=Style.TEXT,
                says=(TextRun(text=words.greeting(each.code), is_rtl=each.direction == "rtl"),),
            )
            for each in offered
        ),
        Divider(is_end=True),
    )
