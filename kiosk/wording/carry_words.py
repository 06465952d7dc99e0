"""Words for what is carried away: a week in one line, what to know before one goes."""

from datetime import date
from typing import Final, Literal

from babel.dates import get_day_names
from flask_babel import gettext, lazy_gettext, ngettext, pgettext

from kiosk.directory.hours.ordinary_week import WeekWords
from kiosk.directory.place.access import Condition
from kiosk.directory.place.place import Place
from kiosk.wording.condition_words import condition_words
from kiosk.wording.language import current_locale
from kiosk.wording.phrases import remembered
from kiosk.wording.words import day_words, walking_words

WIDTHS: Final[tuple[Literal["abbreviated", "short", "narrow"], ...]] = (
    "abbreviated",
    "short",
    "narrow",
)
"""Of the names of days, the longest first."""

TOLD = (Condition.REFERRAL, Condition.APPOINTMENT, Condition.REGISTRATION, Condition.DOCUMENTS)
"""What keeps one from being let in, if one does not know it."""


@remembered
def week_words() -> tuple[WeekWords, ...]:
    """What the line of a week is made of, the longest form first."""
    locale = current_locale()
    forms = []
    for width in WIDTHS:
        names = get_day_names(width, context="stand-alone", locale=locale.code)
        days = tuple(str(names[day]) for day in range(7))
        if len(set(days)) == len(days):
            forms.append(
                WeekWords(
                    days=days,
                    unknown=pgettext("status", "Opening hours not known"),
                    appointment=pgettext("status", "By appointment"),
                    isolates=locale.direction == "rtl",
                )
            )
    return tuple(forms)


def notes_of(place: Place, *, varies: bool) -> tuple[str, ...]:
    """What else a contact says of a place, the most important first; ``varies``: its hours have a "*"."""
    told = [each for each in place.conditions if each.holds and each.condition in TOLD]
    notes = [said for each in told if (said := condition_words(each))]
    if varies:
        notes.insert(0, "* " + gettext("Not every week. Call before you go."))
    return (*notes, checked_words(place.confirmed_on))


@remembered
def checked_words(confirmed_on: date | None) -> str:
    """On which day the information was checked: true however much later it is read."""
    if confirmed_on is None:
        return gettext("Nobody has told us when this was last checked.")
    return gettext("Checked on %(day)s.", day=day_words(confirmed_on))


@remembered
def my_list_words(count: int) -> str:
    """How many places a visitor picked."""
    return ngettext("My list: %(num)d place", "My list: %(num)d places", count)


@remembered
def unknown_words(count: int) -> str:
    """Say that a list has places which this guide never had."""
    return ngettext(
        "%(num)d place of this list is not in this guide.",
        "%(num)d places of this list are not in this guide.",
        count,
    )


@remembered
def neutral_name() -> str:
    """What the guide is called among the programs of a phone that others look into."""
    return gettext("Notebook")


@remembered
def short_minutes(minutes: int) -> str:
    """Minutes where there is little room: on a drawing."""
    return gettext("%(minutes)s min", minutes=minutes)


_DIRECTIONS: Final = (
    lazy_gettext("It is towards the north."),
    lazy_gettext("It is towards the north-east."),
    lazy_gettext("It is towards the east."),
    lazy_gettext("It is towards the south-east."),
    lazy_gettext("It is towards the south."),
    lazy_gettext("It is towards the south-west."),
    lazy_gettext("It is towards the west."),
    lazy_gettext("It is towards the north-west."),
)


def sketch_words(minutes: int, bearing_degrees: float) -> str:
    """What a drawing of the way shows, for those who do not see it."""
    direction = _DIRECTIONS[round(bearing_degrees / 45) % 8]
    return f"{walking_words(minutes)}. {direction}"


def saved_words() -> dict[str, str]:
    """What a phone says of what it keeps."""
    return {
        "age": gettext("Without Internet: as saved on this phone on {day} at {time}."),
        "too_old": gettext("This was saved too long ago to know what is open now."),
        "results": gettext("Places saved on this phone"),
        "nothing": gettext("Nothing of this is saved on this phone."),
        "open_now": gettext("Open now"),
        "all": gettext("Everything"),
        "list": gettext("My list"),
        "neutral": gettext("A place nearby"),
    }
