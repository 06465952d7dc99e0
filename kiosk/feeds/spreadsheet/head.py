"""Where a table begins: its headings may stand below a title, and on two lines; its end may be a sum."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds.files.sheet import IGNORE, Row, Sheet, is_kept
from kiosk.feeds.spreadsheet.cell_words import categories_of_words
from kiosk.feeds.spreadsheet.day_heading import day_heading
from kiosk.feeds.spreadsheet.heading_words import meaning_of

_LOOKED_AT: Final = 40
_TITLES_SHOWN: Final = 3
_GROUPS: Final = frozenset(
    [
        "structure",
        "structures",
        "lieu",
        "lieux",
        "etablissement",
        "adresse",
        "adresses",
        "coordonnees",
        "localisation",
        "horaires",
        "horaire",
        "informations",
        "information",
        "infos",
        "identification",
        "identite",
        "general",
        "generalites",
        "description",
        "services",
        "service",
        "public",
        "publics",
        "accueil",
        "geolocalisation",
        "position",
        "contact",
        "contacts",
        "ouverture",
        "ouvertures",
        "heures",
        "jours",
        "heures",
        "d",
        "ouverture",
        "horaires",
        "d",
        "ouverture",
        "jours",
        "et",
        "horaires",
    ]
) | {"heures d ouverture", "horaires d ouverture", "jours et horaires"}
_NO_PLACE: Final = re.compile(
    r"(?:sous )?tota(?:l|ux)\b|sous total|source\b|sources\b|nb\b|nombre\b|note\b|nota\b|legende\b|mise a jour|maj\b"
    r"|derniere mise|date d|donnees|page \d|extrait|export|edite|imprime|fin\b|fichier|document|copyright|licence"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The headings of a sheet, and the rows below them."""

    headings: Row
    rows: Iterator[tuple[int, Row]]


def table_of(sheet: Sheet, *, has_header: bool = True, has_defaults: bool = False) -> Table:
    """Find the headings; what stands above them, and rows that are no places, are said."""
    if sheet.has_keys:
        _, headings = next(sheet.rows, (0, ()))
        return Table(headings=headings, rows=sheet.rows)
    first = list(itertools.islice(sheet.rows, _LOOKED_AT))
    if not has_header:
        width = max((len(row) for _, row in first), default=0)
        return Table(headings=("",) * width, rows=itertools.chain(first, sheet.rows))
    at = max(range(len(first)), key=lambda index: (_known(first[index][1]), -index), default=0)
    if not first:
        return Table(headings=(), rows=iter(()))
    if at and _known(first[at][1]) == 0:
        at = 0
    headings, below = first[at][1], at + 1
    titles = [row for _, row in first[:at]]
    if at and _is_above(first[at - 1][1], headings):
        headings = _joined(first[at - 1][1], headings)
        titles.pop()
    elif below < len(first) and _is_below(headings, first[below][1]):
        headings = _joined(headings, first[below][1])
        below += 1
    if titles:
        shown = "; ".join(
            " ".join(dict.fromkeys(filter(None, row)))[:80] for row in titles[:_TITLES_SHOWN]
        )
        sheet.say("title", f"what stands above the headings was not read as places: {shown!r}")
    rows = itertools.chain(first[below:], sheet.rows)
    return Table(headings=headings, rows=_places(rows, headings, sheet, 1 if has_defaults else 2))


def _known(row: Row) -> int:
    """How many different headings a row holds; a title that is merged across is one at most."""
    cells = {cell for cell in row if cell and len(cell) < 80}
    if len(cells) < 2 and len(row) > 1:
        return 0
    return sum(is_heading(cell) for cell in cells)


def is_heading(cell: str) -> bool:
    """Whether a cell may be the heading of a column that we know."""
    return cell == IGNORE or meaning_of(cell) is not None or day_heading(cell) is not None


def _is_above(row: Row, headings: Row) -> bool:
    """Whether ``row`` groups the headings below it: merged cells, or blanks where they were merged."""
    names = [cell for cell in row if cell]
    if len(set(names)) < 2 or any(re.search(r"\d", cell) for cell in names):
        return False
    repeats = len(set(names)) < len(row[: len(headings)]) or len(row) < len(headings)
    return repeats and all(fold(cell) in _GROUPS or is_heading(cell) for cell in set(names))


def _is_below(headings: Row, row: Row) -> bool:
    """Whether ``row`` is a second line of headings: halves of days, ends of openings, parts of addresses."""
    names = [cell for cell in row if cell]
    has_group = len(set(filter(None, headings))) < len(row) or "" in headings
    return bool(names) and has_group and all(is_heading(cell) or _is_half(cell) for cell in names)


def _is_half(cell: str) -> bool:
    return bool(day_heading(f"lundi {cell}")) and not re.search(r"\d", cell)


def _joined(above: Row, below: Row) -> Row:
    """Two lines of headings as one; a blank above goes on with what stands left of it."""
    headings: list[str] = []
    group = ""
    for at in range(max(len(above), len(below))):
        upper = above[at] if at < len(above) else ""
        lower = below[at] if at < len(below) else ""
        group = upper or (group if lower else "")
        headings.append(_one_of(group, lower))
    return tuple(headings)


def _one_of(group: str, lower: str) -> str:
    if not lower or group == lower:
        return group
    both = f"{group} {lower}".strip()
    if not group or (
        fold(group) in _GROUPS and is_heading(lower) and not _names_a_person(group, lower)
    ):
        return lower
    return both


def _names_a_person(group: str, lower: str) -> bool:
    """Under "Contact", a name is somebody's."""
    return fold(group).startswith("contact") and meaning_of(lower) == "name"


def _places(
    rows: Iterator[tuple[int, Row]], headings: Row, sheet: Sheet, least: int
) -> Iterator[tuple[int, Row]]:
    """The rows that may be places; sums, notes and lines between them are said."""
    ignored = headings.index(IGNORE) if IGNORE in headings else None
    width = sum(bool(heading) for heading in headings)
    for number, row in rows:
        if ignored is not None and not is_kept(row, ignored):
            continue  # The official workbook marks its rows of explanation and examples.
        filled = [cell for cell in row if cell]
        if row == headings:
            sheet.say("headings", f"row {number} repeats them; left out")
        elif len(filled) < width and _NO_PLACE.match(fold(filled[0])) and _is_sum(filled):
            sheet.say("rows", f"row {number} is no place: {' '.join(filled)[:80]!r}; left out")
        elif width >= 3 and len(set(filled)) < least:
            sheet.section = filled[0]
            if categories_of_words([filled[0]])[0]:
                sheet.say(
                    "rows",
                    f"row {number}, {filled[0][:80]!r}, was read as the title of the rows below it",
                )
            else:
                message = f"{filled[0][:80]!r} stands alone: a place needs an address, a town or a position too"
                sheet.refuse(f"row {number}", message)
        else:
            yield number, row


def _is_sum(filled: list[str]) -> bool:
    """Whether what follows the first word is a number, a day, or nothing: "Total", "3"."""
    return all(re.fullmatch(r"[\d\s.,/%:-]*", cell) for cell in filled[1:])
