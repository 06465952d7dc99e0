"""Foreign text, numbers and positions become the one form Parvis keeps, or nothing."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

import phonenumbers

from kiosk.directory.geography.point import Point, territory_around
from kiosk.directory.place.place import Phone

MAX_TEXT: Final = 20_000
"""Longer texts are cut: nobody reads them, and a page must stay light."""

_BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "blockquote"}
)
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_LOOKS_LIKE_HTML: Final = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_EMAIL: Final = re.compile(r"^[^@\s<>()\[\]\\,;:\"]+@[\w-]+(?:\.[\w-]+)+$")
_SPECIAL_LENGTHS: Final = range(2, 7)
_COUNTRIES_WITH_PHONES: Final = {"fr": "FR", "es": "ES", "ad": "AD"}
# Overseas numbers written nationally begin with the prefix of their territory.
_OVERSEAS_REGIONS: Final = {
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ",
    "0696": "MQ", "0697": "MQ", "0262": "RE", "0692": "RE", "0693": "RE", "0269": "YT",
    "0639": "YT", "0508": "PM",
}  # fmt: skip


class _Plain(HTMLParser):
    """Collects text, with a line for every block and a bullet for every item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n• ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def text(value: object) -> str | None:
    """Plain text of a value that may hold HTML or entities; paragraphs kept, None when empty."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    raw = str(value).replace("\r\n", "\n").replace("\r", "\n")
    # Entities may be escaped twice ("&amp;eacute;"): once more is enough for what is met.
    for _ in range(2):
        if not _LOOKS_LIKE_HTML.search(raw):
            break
        raw = _without_html(raw)
    raw = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]", "", raw)
    raw = re.sub(r"[ \t\u00a0\u202f]+", " ", raw)
    raw = re.sub(r" ?\n ?", "\n", raw)
    raw = re.sub(r"\n{3,}", "\n\n", raw).strip()
    return raw[:MAX_TEXT] or None


def line(value: object) -> str | None:
    """Plain text on one line."""
    plain = text(value)
    return " ".join(plain.split()) if plain else None


def _without_html(raw: str) -> str:
    parser = _Plain()
    parser.feed(raw)
    parser.close()
    return "".join(parser.parts)


def phone(value: object, *, country: str = "fr", label: str | None = None) -> Phone | None:
    """A number to dial and to read; None when it is no phone number.

    Short numbers (115, 3919, 116 000) are kept as they are.
    """
    raw = line(value)
    if raw is None:
        return None
    raw = re.sub(r"\.0$", "", raw)
    digits = re.sub(r"\D", "", raw)
    if digits.strip("0") == "":
        return None
    if len(digits) in _SPECIAL_LENGTHS and not raw.startswith("+"):
        shown = digits if len(digits) < 5 else f"{digits[:3]} {digits[3:]}"
        return Phone(number=digits, display=shown, label=label)
    if len(digits) == 9 and digits[0] in "123456789" and country == "fr":
        raw = "0" + digits
    return _dialled(raw, _region(raw, country), label)


def _region(raw: str, country: str) -> str:
    digits = re.sub(r"\D", "", raw)
    mainland = _COUNTRIES_WITH_PHONES.get(country, country.upper())
    return _OVERSEAS_REGIONS.get(digits[:4], mainland) if country == "fr" else mainland


def _dialled(raw: str, region: str, label: str | None) -> Phone | None:
    for attempt in (region, "FR"):
        try:
            number = phonenumbers.parse(raw, attempt)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            return Phone(number=e164, display=national, label=label)
    return None


def phones(value: object, *, country: str = "fr") -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Every number of a cell that may hold several, and the pieces that were none."""
    raw = text(value)
    if raw is None:
        return (), ()
    whole = phone(raw, country=country)
    if whole is not None:
        return (whole,), ()
    found: list[Phone] = []
    odd: list[str] = []
    for piece in re.split(r"\s*(?:[/;|,\n]|\bou\b|\bet\b|\bor\b)\s*|\s+-\s+", raw):
        labelled = re.match(r"^([^\d+(]*?)\s*:?\s*([+(\d].*)$", piece)
        label = line(labelled.group(1)) if labelled else None
        one = phone(labelled.group(2), country=country, label=label) if labelled else None
        if one is not None:
            found.append(one)
        elif piece.strip():
            odd.append(piece.strip())
    return tuple(found), tuple(odd)


def email(value: object) -> str | None:
    """An e-mail address in lower case; None when it is none."""
    raw = line(value)
    if raw is None:
        return None
    raw = raw.removeprefix("mailto:").strip().lower()
    return raw if len(raw) <= 254 and _EMAIL.match(raw) else None


def website(value: object) -> str | None:
    """An http(s) address; "www.x.fr" gets a scheme; None when it is none."""
    raw = line(value)
    if raw is None or " " in raw:
        return None
    if "://" not in raw:
        raw = f"https://{raw.lstrip('/')}"
    try:
        parts = urlsplit(raw)
        host = parts.hostname or ""
    except ValueError:
        return None
    return raw if parts.scheme in {"http", "https"} and "." in host and len(raw) <= 2083 else None


def postal_code(value: object, *, country: str = "fr") -> str | None:
    """Five digits for France and Spain (a lost leading zero restored), "AD500" for Andorra."""
    raw = line(value)
    if raw is None:
        return None
    raw = re.sub(r"\.0$", "", raw).upper()
    raw = re.sub(r"\s*CEDEX.*$", "", raw).replace(" ", "")
    if country == "ad":
        return raw if re.fullmatch(r"AD\d{3}", raw) else None
    if raw.isdigit() and len(raw) in (4, 5):
        return raw.zfill(5)
    return None


def number(value: object) -> float | None:
    """A number that may have a decimal comma, blanks between thousands, or stand in a text."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    raw = re.sub(r"[\s\u00a0\u202f]", "", str(value)).replace(",", ".")
    try:
        return float(raw)
    except ValueError:
        return None


def position(
    lat: object, lon: object, countries: tuple[str, ...]
) -> tuple[Point | None, str | None]:
    """A position in one of ``countries``, and what was wrong with it.

    Swapped axes are put right, and said; (0, 0) is "missing"; anywhere else is refused.
    """
    y, x = number(lat), number(lon)
    if y is None and x is None:
        return None, None
    if y is None or x is None:
        return None, "one of the two coordinates is missing or is not a number"
    if y == 0 and x == 0:
        return None, "0, 0 is not a position; leave the coordinates empty when they are not known"
    try:
        point = Point(y, x)
    except ValueError:
        return None, "these are not degrees of latitude and longitude"
    if territory_around(point, countries):
        return point, None
    swapped = point.swapped()
    if swapped and territory_around(swapped, countries):
        return swapped, "latitude and longitude were swapped; they were put right"
    return None, "outside the countries of this feed; the place stays off the map"


_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "janvier janv jan", "février fevrier févr fevr fev", "mars mar", "avril avr",
            "mai", "juin", "juillet juil", "août aout", "septembre sept sep",
            "octobre oct", "novembre nov", "décembre decembre déc dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def day(value: object) -> date | None:
    """A day: ISO, "31/12/2024", epoch milliseconds, "Décembre 2019", "juil-22"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raw = line(value)
    if raw is None:
        return None
    if re.fullmatch(r"-?\d{10,14}(?:\.0)?", raw):
        return _epoch(float(raw))
    if found := re.match(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)", raw):
        year, month, of_month = (int(part) for part in found.groups())
        return _date(year, month, of_month)
    if found := re.match(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D|$)", raw):
        of_month, month, year = (int(part) for part in found.groups())
        return _date(year, month, of_month)
    if found := re.match(r"^([^\W\d]+)\.?[ -]+(\d{2}|\d{4})$", raw):
        named = _MONTHS.get(found.group(1).lower())
        year = int(found.group(2))
        return _date(year if year > 99 else 2000 + year, named, 1) if named else None
    return None


def _epoch(value: float) -> date | None:
    seconds = value / 1000 if abs(value) >= 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None
