"""Foreign text, numbers and positions become the one form Parvis keeps, or nothing."""

import math
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from kiosk.caches import memoised
from kiosk.directory.geography.point import Point, territory_around
from kiosk.directory.vocabulary.fold import fold

MAX_TEXT: Final = 20_000
"""Longer texts are cut: nobody reads them, and a page must stay light."""

_BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "blockquote"}
)
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_LOOKS_LIKE_HTML: Final = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_EMAIL: Final = re.compile(r"^[^@\s<>()\[\]\\,;:\"]+@[\w-]+(?:\.[\w-]+)+$")


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


_ODD: Final = re.compile(
    r"[<&\r\x00-\x09\x0b-\x1f\x7f\u00a0\u202a-\u202f\u2066-\u2069\ufeff\ud800-\udfff]|  | ?\n[ \n]| \n"
)
"""Where a text without any of these is plain already."""

_ERRORS: Final = re.compile(
    r"#(?:n/?a|ref|value|div/0|name|num|null|nom|valeur|spill|calc|nombre|nul|field|busy|getting_data)?[!?]?|#+|err:?\s?\d+",
    re.IGNORECASE,
)
_NOTHING: Final = frozenset(
    each.strip()
    for each in """
    nc|n c|na|n a|nd|n d|nr|n r|null|none|nan|nil|so|s o|neant|aucun|aucune|rien|vide|inconnu|inconnue|non connu|non connue|ras
    non communique|non communiquee|non communiques|non communiquees|non renseigne|non renseignee|non renseignes|non renseignees
    non precise|non precisee|non disponible|non fourni|non fournie|non indique|non indiquee|non defini|non definie|non applicable
    non concerne|non concernee|pas d information|pas d informations|pas renseigne|pas communique|pas precise|sans information
    a completer|a renseigner|a preciser|a definir|a venir|a confirmer|a verifier|a remplir|en attente|information manquante
    information non disponible|donnee manquante|donnees manquantes|sans objet|indetermine|indefini|unknown|undefined|not available
    not applicable|missing|tbd|tbc|todo|to be defined|to be confirmed|no data|empty|xxx|xxxx|ne sait pas|nsp|pas de reponse|no info
    """.strip()
    .replace("\n", "|")
    .split("|")
)
_BEGINNINGS: Final = frozenset(each[:2] for each in _NOTHING) | {"er"}
"""Most texts begin otherwise, and need no closer look."""
_LONGEST_NOTHING: Final = 40
_SPACES: Final = re.compile(r"[^\S ]|  ")


def says_nothing(value: str) -> bool:
    """Whether a text stands where nobody knew what to write: "#N/A", "NC", "Non communiqué", "à compléter", "-"."""
    if len(value) > _LONGEST_NOTHING:
        return False
    bare = value.strip()
    if bare[:2].isalpha() and bare[:2].isascii() and bare[:2].lower() not in _BEGINNINGS:
        return False
    if not bare or _ERRORS.fullmatch(bare):
        return True
    # Signs alone: fold() would take every script's letters, so that only signs are nothing to it.
    folded = fold(bare)
    return not folded or folded.strip() in _NOTHING


def text(value: object) -> str | None:
    """Plain text of a value that may hold HTML or entities; paragraphs kept.

    None when it is empty, or says that nobody knew.
    """
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    raw = str(value)
    return _short_text(raw) if len(raw) <= _LONGEST_NOTHING else _long_text(raw)


@memoised
def _short_text(raw: str) -> str | None:
    """Towns, kinds, labels come again and again."""
    return _long_text(raw)


def _long_text(raw: str) -> str | None:
    if _ODD.search(raw):
        raw = _plain_text(raw)
    raw = raw.strip()[:MAX_TEXT]
    return None if len(raw) <= _LONGEST_NOTHING and says_nothing(raw) else raw


def _plain_text(raw: str) -> str:
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    # Entities may be escaped twice ("&amp;eacute;"): once more is enough for what is met.
    raw = raw[: 10 * MAX_TEXT]
    for _ in range(2):
        if not _LOOKS_LIKE_HTML.search(raw):
            break
        raw = _without_html(raw)
    raw = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", "", raw)
    raw = re.sub(r"[ \t\u00a0\u202f]+", " ", raw)
    raw = re.sub(r" ?\n ?", "\n", raw)
    return re.sub(r"\n{3,}", "\n\n", raw)


def line(value: object) -> str | None:
    """Plain text on one line."""
    plain = text(value)
    return " ".join(plain.split()) if plain and _SPACES.search(plain) else plain


def _without_html(raw: str) -> str:
    parser = _Plain()
    parser.feed(raw)
    parser.close()
    return "".join(parser.parts)


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
    if len(raw) == 5 and raw.isascii() and raw.isdigit() and country != "ad":
        return raw
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
    raw = value if isinstance(value, (int, float)) else _digits(value)
    try:
        found = float(raw)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _digits(value: object) -> str:
    return re.sub(r"[\s\u00a0\u202f°]", "", str(value)[:100]).replace(",", ".")


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


_IN_WORDS: Final = re.compile(
    r"^(?:[^\W\d]+\.?,? )?(?:(\d{1,2})(?:er)?[ -]+)?([^\W\d]+)\.?[ -]+(\d{4}|\d{2})(?:\D|$)"
)


def day(value: object) -> date | None:
    """A day: ISO, "31/12/2024", "mardi 3 mars 2026", epoch milliseconds, "Décembre 2019", "juil-22"."""
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
    if found := re.match(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:\D|$)", raw):
        of_month, month, year = (int(part) for part in found.groups())
        return _date(_full_year(year), month, of_month)
    if found := re.match(r"^(\d{1,2})[-/.](\d{4})$", raw):
        return _date(int(found.group(2)), int(found.group(1)), 1)
    if found := _IN_WORDS.match(raw.lower()):
        number, named, written = found.groups()
        known = _MONTHS.get(named)
        return _date(_full_year(int(written)), known, int(number or 1)) if known else None
    return None


def _epoch(value: float) -> date | None:
    seconds = value / 1000 if abs(value) >= 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None
