"""Words for values: every label of the directory in the visitor's language."""

import unicodedata
from datetime import date, datetime

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol
from flask_babel import force_locale, format_date, gettext, lazy_gettext, ngettext, pgettext
from markupsafe import Markup, escape

from kiosk.directory.hours.notice import Closure
from kiosk.directory.hours.schedule import Opening, OpeningStatus, clock_of
from kiosk.directory.place.audience import Audience, Welcome, audience_kinds
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.language import languages
from kiosk.search.query import Fault
from kiosk.wording.language import current_locale
from kiosk.wording.phrases import date_in_words, remembered

MOST_MINUTES = 90
"""Nobody is told to walk for longer."""

_EVERYDAY_NAMES = {"ps": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")}
"""Days as people call them, Monday first, where CLDR has names of the grammar book."""

FAULTS = {
    Fault.UNKNOWN: lazy_gettext("We do not know this choice. We left it out."),
    Fault.NOT_A_NUMBER: lazy_gettext("This must be a whole number. We left it out."),
    Fault.OUT_OF_RANGE: lazy_gettext("This number is too small or too large. We left it out."),
    Fault.TOO_LONG: lazy_gettext("This text is too long. We left it out."),
    Fault.NOT_A_TIME_TO_COME: lazy_gettext("This time is past or too far away. We left it out."),
    Fault.NO_SUCH_TOWN: lazy_gettext("We do not know this town. Check how it is written."),
}


@remembered
def need_label(id_: str) -> str:
    """Name of a need."""
    return gettext(needs()[id_].label)


@remembered
def category_label(id_: str | None, *, chosen: bool = False) -> str:
    """Name of a category, its own where it was ``chosen``; a plain word for one that was not understood."""
    known = categories().get(id_ or "")
    known = known if chosen or not known else categories()[known.shown_as]
    return gettext(known.label) if known else gettext("Other help")


@remembered
def audience_label(id_: str) -> str:
    """Name of an audience."""
    known = audience_kinds().get(id_)
    return gettext(known.label) if known else id_


@remembered
def language_label(code: str) -> str:
    """Name of a spoken language: in the visitor's words where CLDR has them, else its own."""
    own = languages().get(code, code)
    try:
        shown = BabelLocale.parse(current_locale().code).languages.get(code)
    except (ValueError, UnknownLocaleError):
        shown = None
    return _as_heading(shown) if shown else own


def _as_heading(name: str) -> str:
    """With a capital, in scripts that begin words with one: Georgian has capitals, but not for that."""
    first = name[0].upper()
    return first + name[1:] if not unicodedata.name(first, "").startswith("GEORGIAN") else name


def isolated(text: object) -> Markup:
    """A time, a number or a Latin name, kept in one piece in right-to-left text."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def isolated_text(text: object) -> str:
    """As :func:`isolated`, where no element may stand: in an option, or a title."""
    return f"\u2066{text}\u2069"


def clock(moment: datetime) -> Markup:
    """HH:MM, in every language."""
    return isolated(f"{moment:%H:%M}")


def span(start: datetime, end: datetime) -> Markup:
    """From when to when; midnight at the end of a day is written 24:00."""
    return isolated(clock_of(start, end))


@remembered
def day_name(day: date, today: date) -> str:
    """Today, tomorrow, or the name of the day with its date."""
    if day == today:
        return gettext("Today")
    if (day - today).days == 1:
        return gettext("Tomorrow")
    return long_day(day)


@remembered
def long_day(day: date) -> str:
    """The name of a day with its date: "Monday 30 November"."""
    return f"{weekday_name(day)} {date_in_words(day, 'd MMMM')}"


@remembered
def weekday_name(day: date) -> str:
    """The name of a day of any week."""
    everyday = _EVERYDAY_NAMES.get(current_locale().code)
    return everyday[day.weekday()] if everyday else str(format_date(day, "EEEE"))


@remembered
def status_words(opening: Opening) -> Markup:
    """What the badge says."""
    status = opening.status
    if status is OpeningStatus.OPEN:
        if opening.until is None:
            return escape(gettext("Open day and night"))
        return filled(gettext("Open until %(time)s"), time=clock(opening.until))
    if status is OpeningStatus.CLOSING_SOON and opening.until is not None:
        return filled(gettext("Closes soon, at %(time)s"), time=clock(opening.until))
    return escape(
        {
            OpeningStatus.BY_APPOINTMENT: pgettext("status", "By appointment"),
            OpeningStatus.UNKNOWN: pgettext("status", "Opening hours not known"),
            OpeningStatus.PUBLIC_HOLIDAY: gettext("Public holiday: call before you go"),
            OpeningStatus.CLOSED: pgettext("status", "Closed now"),
        }.get(status, pgettext("status", "Closed for some time"))
    )


@remembered
def next_words(opening: Opening, today: date) -> Markup | None:
    """When it opens next, if it is not open; ``today`` on the clock of the place."""
    coming = opening.next_opening
    if opening.status.is_open or coming is None:
        return None
    time = clock(coming)
    if coming.date() == today:
        return filled(gettext("Opens today at %(time)s"), time=time)
    if (coming.date() - today).days == 1:
        return filled(gettext("Opens tomorrow at %(time)s"), time=time)
    return filled(gettext("Opens %(day)s at %(time)s"), day=long_day(coming.date()), time=time)


def shown_metres(metres: int) -> int:
    """A distance as exactly as it is said: to 50 m, to 100 m from a kilometre on, then to a kilometre."""
    if metres < 975:
        return max(50, round(metres / 50) * 50)
    step = 100 if metres < 9_950 else 1_000
    return round(metres / step) * step


def distance_words(metres: int) -> Markup:
    """Say how far: "350 m", "1 km", "1,2 km"."""
    return _distance(shown_metres(metres))


@remembered
def _distance(shown: int) -> Markup:
    if shown < 1_000:
        return isolated(f"{shown} m")
    comma = get_decimal_symbol(current_locale().code, numbering_system="latn")
    return isolated(f"{shown / 1_000:g} km".replace(".", comma))


@remembered
def walking_words(minutes: int) -> str:
    """About how long on foot."""
    if minutes > MOST_MINUTES:
        return gettext("Too far to walk")
    return ngettext("%(num)d minute on foot", "%(num)d minutes on foot", minutes)


@remembered
def confirmed_words(confirmed_on: date | None, today: date) -> str:
    """How old the information is."""
    if confirmed_on is None:
        return gettext("Nobody has told us when this was last checked.")
    days = (today - confirmed_on).days
    if days <= 0:
        return gettext("Checked today")
    if days < 60:
        return ngettext("Checked %(num)d day ago", "Checked %(num)d days ago", days)
    if days < 730:
        months = days // 30
        return ngettext("Checked %(num)d month ago", "Checked %(num)d months ago", months)
    return gettext("Checked more than two years ago")


def filled(sentence: object, **parts: object) -> Markup:
    """Fill a translated sentence; what is filled in stays whole, the rest is escaped."""
    return escape(str(sentence)) % parts


@remembered
def choose_language(code: str) -> str:
    """Say "Choose your language", in that language."""
    with force_locale(code):
        return gettext("Choose your language")


@remembered
def promise(code: str) -> str:
    """What a visitor is promised, in that language."""
    with force_locale(code):
        return gettext("Free and anonymous. Nothing is kept.")


@remembered
def greeting(code: str) -> str:
    """Say what one finds here, in that language."""
    with force_locale(code):
        return gettext("Help near you: eat, sleep, wash, see a doctor")


@remembered
def forgets(code: str, idle_s: int) -> str:
    """Say, in that language, how long one may wait before the screen forgets."""
    with force_locale(code):
        return gettext(
            "If nobody touches the screen for %(seconds)s seconds, it asks, then erases everything.",
            seconds=idle_s,
        )


@remembered
def data_words(code: str, day: date) -> str:
    """How old all the information is, in that language."""
    with force_locale(code):
        return gettext("Information as of %(day)s.", day=date_in_words(day, "d MMMM y"))


@remembered
def day_words(day: date) -> str:
    """Write a day: "24 November 2026"."""
    return date_in_words(day, "d MMMM y")


@remembered
def who_words(audience: Audience) -> str | None:
    """Who may come, when that is not everyone."""
    if audience.welcome is not Welcome.EXCLUSIVE:
        return None
    kinds = ", ".join(audience_label(each) for each in audience.kinds[:3])
    return gettext("Only for: %(audiences)s", audiences=kinds) if kinds else age_words(audience)


@remembered
def welcome_words(audience: Audience) -> str:
    """How a place chooses among those who come."""
    if audience.welcome is Welcome.UNCONDITIONAL:
        return gettext("Everyone is welcome.")
    if audience.welcome is Welcome.EXCLUSIVE:
        return gettext("Only for some people:") if audience.kinds else gettext("Not for everyone.")
    if audience.kinds:
        return gettext("Especially for:")
    if audience.welcome is Welcome.PREFERENTIAL:
        return gettext("Everyone is welcome.")
    return gettext("We do not know who may come. Call before you go.")


@remembered
def age_words(audience: Audience) -> str | None:
    """From which age to which."""
    if audience.youngest is not None and audience.oldest is not None:
        return gettext(
            "From %(youngest)s to %(oldest)s years old",
            youngest=audience.youngest,
            oldest=audience.oldest,
        )
    if audience.youngest is not None:
        return gettext("From %(youngest)s years old", youngest=audience.youngest)
    if audience.oldest is not None:
        return gettext("Up to %(oldest)s years old", oldest=audience.oldest)
    return None


@remembered
def closure_words(closure: Closure, today: date) -> str:
    """When a place is closed for some time."""
    first, last = closure.first_day, closure.last_day
    if first is not None and first > today:
        if last is None:
            return gettext("Will close on %(first)s", first=day_words(first))
        return gettext(
            "Will be closed from %(first)s to %(last)s",
            first=day_words(first),
            last=day_words(last),
        )
    if last is None:
        return gettext("Closed until further notice")
    return gettext("Closed until %(last)s", last=day_words(last))
