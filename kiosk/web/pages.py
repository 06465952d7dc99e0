"""What every page needs: names, links, words for values."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app, request
from jinja2 import StrictUndefined

from kiosk.box.clock import is_believable, keeps_time
from kiosk.carry.links import map_link, ways_elsewhere
from kiosk.carry.qr import Qr, qr
from kiosk.directory.geography import territory_around
from kiosk.store.places import last_change
from kiosk.web import answer_words
from kiosk.web.box import box_keyboard, page_settings, sheet_version
from kiosk.web.files import asset, script_later, script_now
from kiosk.web.first_page import later_within
from kiosk.web.language import LIST, PLAIN, manner, offered, settings
from kiosk.web.links import link, same_page_in, same_page_with
from kiosk.web.picked import kept_numbers
from kiosk.web.printer import can_print
from kiosk.wording import carry_words, condition_words, printer_words, rights_words, words
from kiosk.wording.language import current_locale
from kiosk.wording.numbers import NUMBERS


def now() -> datetime:
    """The moment of this request, aware. The only clock of the public's door."""
    return datetime.now(UTC)


def here() -> ZoneInfo:
    """The time zone of the box."""
    near = settings().near
    territory = territory_around(near, ("fr", "es", "ad")) if near else None
    return ZoneInfo(territory.time_zone if territory else "Europe/Paris")


def today() -> date:
    """The day at the box."""
    return now().astimezone(here()).date()


def clock_is_believable() -> bool:
    """Whether this box knows what time it is. Servers of phones always do."""
    if not settings().kiosk_mode:
        return True
    known = keeps_time(settings().box.has_clock)
    return is_believable(now(), data_of=last_change(), keeps_time=known)


def init_app(app: Flask) -> None:
    """Give templates their words. Undefined names are errors."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        need=words.need_label,
        category=words.category_label,
        audience=words.audience_label,
        language=words.language_label,
        isolated=words.isolated,
        distance=words.distance_words,
        walking=words.walking_words,
        confirmed=lambda day: words.confirmed_words(day, today()),
        day=words.day_words,
        paragraphs=paragraphs,
        asset=asset,
        script_now=script_now,
        script_later=script_later,
    )
    app.jinja_env.globals.update(
        words=words,
        answer_words=answer_words,
        condition_words=condition_words,
        carry_words=carry_words,
        printer_words=printer_words,
        rights_words=rights_words,
        url_for=link,
        plain_url=plain_url,
        later_within=later_within,
        page_settings=page_settings,
        sheet_version=sheet_version,
        box_keyboard=box_keyboard,
        emergency_numbers=NUMBERS,
        qr_or_none=qr_or_none,
        kept_numbers=kept_numbers,
        has_map=lambda: current_app.extensions["kiosk_tiles"] is not None,
        tiles_url=lambda: f"{request.script_root}/tiles/{{z}}/{{x}}/{{y}}",
        map_link=map_link,
        ways_elsewhere=ways_elsewhere,
        manner_without_list=manner_without_list,
        can_print=can_print,
    )


def plain_url(endpoint: str, **values: str) -> str:
    """The address of a page, in no manner."""
    return link(endpoint, **PLAIN, **values)


def qr_or_none(text: str) -> Qr | None:
    """The code of a foreign text; None when it is too long for any that phones read."""
    try:
        return qr(text)
    except ValueError:
        return None


def manner_without_list() -> dict[str, str]:
    """The arguments of this page's manner, where the list stands in the path."""
    return {name: value for name, value in manner().arguments().items() if name != LIST}


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of a plain text, each a list of lines."""
    return [part.split("\n") for part in text.split("\n\n") if part.strip()]


def context() -> dict[str, object]:
    """What every template may name."""
    return {
        "locale": current_locale(),
        "settings": settings(),
        "manner": manner(),
        "offered": offered(),
        "same_page_in": same_page_in,
        "same_page_with": same_page_with,
        "data_day": data_day,
        "clock_is_believable": clock_is_believable,
    }


def data_day() -> date | None:
    """The day of the last change of the data, at the box."""
    changed = last_change()
    return changed.astimezone(here()).date() if changed else None
