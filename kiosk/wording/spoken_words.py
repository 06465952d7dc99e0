"""How a text is said: not "9:00–17:00" but "from 9 o'clock to 5 o'clock", phones in pairs, short forms in full."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from babel.units import format_unit
from flask_babel import gettext, npgettext, pgettext

from kiosk.directory.vocabulary.category import needs
from kiosk.wording import words
from kiosk.wording.language import LOCALES, current_locale, speaking

_CLOCK: Final = r"([01]?\d|2[0-4]):([0-5]\d)"
_SPAN: Final = re.compile(rf"\b{_CLOCK}\s?[–-]\s?{_CLOCK}\b")
_SPANS: Final = re.compile(rf"\b{_CLOCK}\s?[–-]\s?{_CLOCK}(?:,?\s+{_CLOCK}\s?[–-]\s?{_CLOCK})*\b")
_TIME: Final = re.compile(rf"\b{_CLOCK}\b")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+33 ?|0)[1-9](?:[ .\u202f\u00a0]?\d\d){4}(?!\d)")
_SHORT_NUMBER: Final = re.compile(r"(?<!\d)(3\d)[ \u202f\u00a0]?(\d\d)(?!\d)")
_UNIT: Final = re.compile(r"(?<!\w)(\d+)(?:[.,](\d+))?[ \u202f\u00a0]?(km|m|min)\b")
_UNITS: Final = {"km": "length-kilometer", "m": "length-meter", "min": "duration-minute"}
_SIGNS: Final = re.compile(r"\s*[·•→←↗✓|…]\s*")
_ODD_COMMAS: Final = re.compile(r"(?:,\s*){2,}|\s+,")
_NO_BREAK: Final = re.compile(r"[\u00a0\u202f\u2009]")
_UNSAID: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2066-\u2069\u202a-\u202e“”«»]")

_FRENCH: Final = (
    (re.compile(r"\b(\d{1,2}) ?[hH](?! ?\d)\b"), r"\1 heures"),
    (re.compile(r"\b(\d{1,2}) ?[hH] ?([0-5]\d)\b"), r"\1 heures \2"),
    (re.compile(r"\b[Aa]v\.? (?=(?:de|du|des|d'|[A-ZÉ]))"), "avenue "),
    (re.compile(r"\b[Bb](?:oul|l?v?d)\.? (?=(?:de|du|des|d'|[A-ZÉ]))"), "boulevard "),
    (re.compile(r"\b[Pp]l\.? (?=(?:de|du|des|d'|[A-ZÉ]))"), "place "),
    (re.compile(r"\b[Rr]te\.? (?=(?:de|du|des|d'|[A-ZÉ]))"), "route "),
    (re.compile(r"\b[Ii]mp\. "), "impasse "),
    (re.compile(r"\bSte[- ]"), "Sainte "),
    (re.compile(r"\bSt[- ]"), "Saint "),
    (re.compile(r"\b[Bb][âa]t\. ?"), "bâtiment "),
    (re.compile(r"\b(?:RDC|rdc|[Rr]ez-de-ch\.)"), "rez-de-chaussée"),
    (re.compile(r"\b[Tt][ée]l\. ?:? ?"), "téléphone "),
    (re.compile(r"\b[Rr]\.?[Dd]\.?[Vv]\b\.?"), "rendez-vous"),
    (re.compile(r"\b[Nn]° ?"), "numéro "),
    (re.compile(r"\bMme\b"), "Madame"),
    (re.compile(r"\bM\. (?=[A-ZÉ])"), "Monsieur "),
    (re.compile(r" & "), " et "),
)
"""What French places write short, and how it is said."""


def spoken(text: str, lang: str) -> str:
    """A text as a voice of ``lang`` should read it."""
    if lang not in LOCALES:
        return _tidy(text)
    with speaking(lang):
        said = _SPANS.sub(lambda found: _spans(found[0]), _NO_BREAK.sub(" ", text))
        said = _TIME.sub(lambda found: clock_said(int(found[1]), int(found[2])), said)
        said = _PHONE.sub(lambda found: _pairs(found[0]), said)
        said = _SHORT_NUMBER.sub(r"\1 \2", said)
        said = _UNIT.sub(lambda found: _with_unit(found[1], found[2], found[3]), said)
    if lang == "fr":
        for pattern, full in _FRENCH:
            said = pattern.sub(full, said)
    return _tidy(said)


def _tidy(text: str) -> str:
    plain = _SIGNS.sub(", ", _UNSAID.sub("", text))
    return _ODD_COMMAS.sub(", ", plain).strip(" ,")


def clock_said(hour: int, minute: int) -> str:
    """A time of day, in words of the language that is spoken now."""
    if hour == 24 or (hour == 0 and minute == 0):
        return pgettext("spoken", "midnight")
    if minute == 0:
        return npgettext("spoken", "%(num)d o'clock", "%(num)d o'clock", hour)
    return pgettext("spoken", "%(hour)s %(minute)s", hour=str(hour), minute=f"{minute:02}")


def _span(found: re.Match[str]) -> str:
    start, end = clock_said(int(found[1]), int(found[2])), clock_said(int(found[3]), int(found[4]))
    return pgettext("spoken", "from %(start)s to %(end)s", start=start, end=end)


def _spans(text: str) -> str:
    said = [_span(found) for found in _SPAN.finditer(text)]
    whole = said[0]
    for each in said[1:]:
        whole = pgettext("spoken", "%(first)s and %(second)s", first=whole, second=each)
    return whole


def _pairs(number: str) -> str:
    digits = re.sub(r"\D", "", number.replace("+33", "0", 1))
    return ", ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _with_unit(whole: str, part: str | None, unit: str) -> str:
    value = float(f"{whole}.{part}") if part else int(whole)
    return format_unit(value, _UNITS[unit], length="long", locale=current_locale().code)


_MARK: Final = "\x00"


def fragments(text: str, lang: str) -> list[str]:
    """A text in pieces that a person can have recorded one by one: days, "from", hours, minutes, labels.

    This is how a language without a voice says when a place is open.
    """
    with speaking(lang):
        cut = _SPANS.sub(lambda found: f"{_MARK}{found[0]}{_MARK}", text)
        cut = re.sub(
            rf"(?<![\d:–]){_TIME.pattern}(?![–:])", lambda found: f"{_MARK}{found[0]}{_MARK}", cut
        )
        pieces: list[str] = []
        for each in cut.split(_MARK):
            if _SPAN.search(each):
                for number, found in enumerate(_SPAN.finditer(each)):
                    pieces += [*_joint(number), *_span_pieces(found)]
            elif alone := _TIME.fullmatch(each.strip()):
                pieces += clock_pieces(int(alone[1]), int(alone[2]))
            else:
                pieces += [tidy for part in re.split(r"[,;:.]", each) if (tidy := _tidy(part))]
    return pieces


def _joint(number: int) -> list[str]:
    if number == 0:
        return []
    return _around(pgettext("spoken", "%(first)s and %(second)s", first=_MARK, second=_MARK))


def _around(pattern: str) -> list[str]:
    return [tidy for each in pattern.split(_MARK) if (tidy := _tidy(each))]


def _span_pieces(found: re.Match[str]) -> list[str]:
    before, middle, after = pgettext(
        "spoken", "from %(start)s to %(end)s", start=_MARK, end=_MARK
    ).split(_MARK)
    start, end = (
        clock_pieces(int(found[1]), int(found[2])),
        clock_pieces(int(found[3]), int(found[4])),
    )
    pieces = [before, *start, middle, *end, after]
    return [tidy for each in pieces if (tidy := _tidy(each))]


def clock_pieces(hour: int, minute: int) -> list[str]:
    """A time of day in recorded pieces: the hour, the minutes, the words around them."""
    if minute == 0 or hour == 24:
        return [clock_said(hour, minute)]
    pattern = pgettext(
        "spoken",
        "%(hour)s %(minute)s",
        hour=f"{_MARK}{hour}{_MARK}",
        minute=f"{_MARK}{minute:02}{_MARK}",
    )
    return _around(pattern)


def clock_fragments(lang: str) -> list[str]:
    """All that the talking clock of a language needs to be recorded, once each: about 130 pieces."""
    with speaking(lang):
        return list(dict.fromkeys(_wanted()))


def _wanted() -> Iterator[str]:
    monday = date(2026, 1, 5)
    yield from (words.weekday_name(monday + timedelta(days=each)) for each in range(7))
    yield from (gettext("Today"), gettext("Tomorrow"))
    for hour in range(24):
        yield clock_said(hour, 0)
    for hour in range(24):
        yield from clock_pieces(hour, 30)
    for minute in range(5, 60, 5):
        yield from clock_pieces(9, minute)
    yield from fragments("09:00–12:00 14:00–17:00", current_locale().code)
    yield from (
        gettext("Closed"), gettext("Not known"), pgettext("status", "By appointment"),
        pgettext("status", "Closed now"), gettext("Open day and night"), gettext("Call before you go."),
    )  # fmt: skip
    for need in needs().values():
        yield words.need_label(need.id)
        yield from (words.category_label(each) for each in need.choices)
