"""Words for an answer: how the question was read, why a result stands where it does, when to go."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext, lazy_gettext, ngettext
from markupsafe import Markup

from kiosk.directory.place.audience import audience_kinds
from kiosk.http.templating import template_of, written_once
from kiosk.search.find import Widening
from kiosk.search.moment import Open, When
from kiosk.search.rank import Hit, Reason
from kiosk.search.words.lexicon import Meaning
from kiosk.wording.phrases import remembered
from kiosk.wording.words import (
    MOST_MINUTES,
    audience_label,
    category_label,
    day_name,
    filled,
    isolated,
    isolated_text,
    language_label,
    long_day,
    need_label,
    span,
)

REASONS = {
    Reason.OPEN_AND_REACHABLE: lazy_gettext("It is open, and you can get there in time."),
    Reason.OPENS_TODAY: lazy_gettext("It opens later today."),
    Reason.CLOSES_TOO_SOON: lazy_gettext("It closes before you can walk there."),
    Reason.BY_APPOINTMENT: lazy_gettext("You need an appointment."),
    Reason.UNKNOWN_HOURS: lazy_gettext("We do not know when it is open. Call before you go."),
    Reason.OPENS_LATER: lazy_gettext("It opens on another day."),
    Reason.UNKNOWN_TIME: lazy_gettext("Look at its hours of the week."),
    Reason.NOT_OPENING: lazy_gettext("We know of no next opening. Call before you go."),
}
TIMED_REASONS = {
    Reason.OPEN_AND_REACHABLE: lazy_gettext("Open until %(time)s, about %(minutes)s min on foot."),
    Reason.OPENS_TODAY: lazy_gettext("It opens at %(time)s, about %(minutes)s min on foot."),
    Reason.CLOSES_TOO_SOON: lazy_gettext(
        "It closes at %(time)s, before you get there: about %(minutes)s min on foot."
    ),
}
WIDENINGS = {
    Widening.RADIUS: lazy_gettext("We looked further away."),
    Widening.OPEN: lazy_gettext("We also show places that are closed right now."),
    Widening.LANGUAGE: lazy_gettext("We also show places where this language is not spoken."),
    Widening.CATEGORY: lazy_gettext("We also show places that help with something close to it."),
    Widening.AUDIENCE: lazy_gettext("We also show places for other people."),
    Widening.WHEELCHAIR: lazy_gettext("We also show places where a wheelchair may not get in."),
    Widening.WORDS: lazy_gettext("We left out the words you typed."),
    Widening.EVERYWHERE: lazy_gettext("We looked everywhere."),
}
MOMENTS = {
    Open.ANY: lazy_gettext("Any time"),
    Open.NOW: lazy_gettext("Open now"),
    Open.TODAY: lazy_gettext("Open today"),
    Open.TONIGHT: lazy_gettext("Tonight"),
    Open.TOMORROW: lazy_gettext("Tomorrow"),
    Open.TOMORROW_MORNING: lazy_gettext("Tomorrow morning"),
    Open.TOMORROW_AFTERNOON: lazy_gettext("Tomorrow afternoon"),
}


SPOKEN = ("fr", "en", "ar", "fa", "ps", "uk", "ru", "ro", "ka", "es", "pt", "tr", "so", "lsf")
"""Languages offered as a filter: those most asked for at the doors of France."""

HOURS = (time(10), time(12, 30), time(15), time(19))


class Choice(NamedTuple):
    """An entry of a list to choose from."""

    value: str
    label: str


def reason_words(hit: Hit) -> Markup | str:
    """Why a result stands where it does, with the times that decided it."""
    if hit.reason is Reason.REFERRAL_ONLY:
        return ""  # The card says so already, and when it is open is of no help.
    opening, minutes = hit.opening, hit.walking_minutes
    moment = opening.until if opening.status.is_open else opening.next_opening
    if hit.reason not in TIMED_REASONS or moment is None or (minutes or 999) > MOST_MINUTES:
        return _plain_reason(hit.reason)
    return _timed_reason(hit.reason, f"{moment:%H:%M}", minutes or 0)


@remembered
def _plain_reason(reason: Reason) -> str:
    return str(REASONS[reason])


@remembered
def _timed_reason(reason: Reason, clock: str, minutes: int) -> Markup:
    return filled(TIMED_REASONS[reason], time=isolated(clock), minutes=isolated(minutes))


def then_words(hit: Hit, now: datetime) -> Markup | None:
    """When it is open, at the later time that was asked for; None when none was."""
    if hit.then is None:
        return None
    start, end = hit.then.start, hit.then.end
    day = day_name(start.date(), now.astimezone(start.tzinfo).date())
    return filled(gettext("%(day)s: open %(span)s"), day=day, span=span(start, end))


@remembered
def when_words(when: When) -> str:
    """A time to come, as a choice."""
    if when.day is None:
        return str(MOMENTS[when.open])
    day = long_day(when.day)
    if when.clock is None:
        return day
    return gettext("%(day)s, %(time)s", day=day, time=isolated_text(f"{when.clock:%H:%M}"))


@written_once
def later_choices(today: date, *, chips: bool) -> Markup:
    """Tomorrow in parts, then each day of the coming week, whole and by the hour."""
    days = [today + timedelta(days=ahead) for ahead in range(1, 8)]
    parts = [When(Open.TOMORROW_MORNING), When(Open.TOMORROW_AFTERNOON)]
    for day in days:
        parts += [When(Open.DAY, day), *(When(Open.MOMENT, day, hour) for hour in HOURS)]
    offered = (Choice(str(each), when_words(each)) for each in parts)
    return _written("open", offered, None, chips=chips)


@written_once
def audience_choices(chosen: str | None, *, chips: bool) -> Markup:
    """For whom; none of them tells a secret over a shoulder."""
    kinds = (each for each in audience_kinds().values() if not each.sensitive)
    offered = (Choice(each.id, audience_label(each.id)) for each in kinds)
    return _written("audience", offered, chosen, chips=chips)


@written_once
def language_choices(chosen: str | None, *, chips: bool) -> Markup:
    """Languages that may be spoken at a place."""
    offered = (Choice(code, language_label(code)) for code in SPOKEN)
    return _written("language", offered, chosen, chips=chips)


def _written(name: str, choices: Iterable[Choice], chosen: str | None, *, chips: bool) -> Markup:
    """As options of a list; on a public screen as buttons, for a list opens too small for a finger."""
    components: Any = template_of("components/options.html").module
    write = components.chips if chips else components.options
    written: Markup = write(name, list(choices), chosen)
    return written


def meaning_label(meaning: Meaning) -> str:
    """Name of a need or a category."""
    return need_label(meaning.id) if meaning.is_need else category_label(meaning.id, chosen=True)


def search_title(page: Any) -> str:
    """What was asked, as a heading."""
    if page.asked.category:
        return category_label(page.asked.category, chosen=True)
    if page.asked.need:
        return need_label(page.asked.need)
    if page.asked.words:
        return gettext("Places for “%(words)s”", words=page.asked.words)
    return gettext("Places nearby")


def count_words(total: int, *, complete: bool = True) -> str:
    """How many places were found; ``complete`` False: that many, and more."""
    if not total:
        return gettext("We found no place.")
    if not complete:
        return gettext("More than %(num)s places", num=total // 50 * 50 or total)
    return ngettext("%(num)d place", "%(num)d places", total)
