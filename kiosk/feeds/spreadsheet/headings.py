"""Which column means what: headings are recognised by meaning, in French and English."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.spreadsheet.day_heading import WEEK, DayHeading, day_heading, week_of_letters
from kiosk.feeds.spreadsheet.heading_words import TRANSLATED, meaning_of
from kiosk.feeds.spreadsheet.mapping import Mapping

_ESSENTIAL: Final = frozenset({"name", "category", "street", "hours", "lat", "position", "town"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each meaning stands.

    Attributes:
        headings: As they stand.
        at: Column indexes by meaning, in the order of the table.
        days: Columns that speak of days, in the order of the table.
        defaults: Values for what has no column.
        unknown: Indexes of columns without a meaning.
        has_header: Whether the headings are those of the table.
    """

    headings: tuple[str, ...]
    at: dict[str, tuple[int, ...]]
    days: tuple[tuple[DayHeading, int], ...] = ()
    defaults: dict[str, str] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    has_header: bool = True

    @property
    def are_known(self) -> bool:
        """Whether there is enough to make places of its rows."""
        return bool(_ESSENTIAL & set(self.at) or self.days)

    @property
    def signature(self) -> str:
        """All that the understanding of a row hangs on here."""
        return repr((self.headings, self.at, self.days, self.defaults, self.has_header))


def find_columns(headings: Sequence[str], mapping: Mapping) -> Columns:
    """Recognise the columns; what the mapping says goes before what is recognised.

    Raises:
        UnreadableFile: The mapping names a column that is not there.
    """
    at: dict[str, list[int]] = {}
    days: list[tuple[DayHeading, int]] = []
    taken: set[int] = set()
    for meaning, places in mapping.columns.items():
        for where in places:
            index = mapping.index(where, headings)
            if index is None:
                message = f"the mapping says {meaning} = {where!r}, but there is no such heading or column"
                raise UnreadableFile(message)
            taken.add(index)
            named = day_heading(meaning) if meaning_of(meaning) is None else None
            if named:
                days.append((named, index))
            else:
                at.setdefault(_as_meant(meaning), []).append(index)
    for index, told in enumerate(_told(headings)):
        if index in taken:
            continue
        if isinstance(told, DayHeading):
            days.append((told, index))
        elif told and told not in mapping.columns:
            at.setdefault(told, []).append(index)
        else:
            continue
        taken.add(index)
    return Columns(
        headings=tuple(headings),
        at={meaning: tuple(indexes) for meaning, indexes in at.items()},
        days=tuple(sorted(days, key=lambda one: one[1])),
        defaults=mapping.defaults,
        unknown=tuple(index for index in range(len(headings)) if index not in taken),
        has_header=mapping.has_header,
    )


def _told(headings: Sequence[str]) -> list[DayHeading | str | None]:
    """What each heading tells by itself, or by those beside it."""
    told = [meaning_of(each) or day_heading(each) for each in headings]
    letters = week_of_letters(tuple(headings))
    if letters is not None:
        told[letters : letters + 7] = [DayHeading(days=day) for day in WEEK]
    # "N°" that does not stand beside the street numbers the rows.
    street = told.index("street") if "street" in told else None
    return [
        None if one == "house" and (street is None or abs(street - at) > 1) else one
        for at, one in enumerate(told)
    ]


def _as_meant(meaning: str) -> str:
    """A meaning of a mapping; "description:ar" may be written "description ar"."""
    found = meaning_of(meaning.replace(":", " "))
    return found if found and found.startswith(TRANSLATED) else meaning


def translations_in(columns: Columns) -> dict[str, str]:
    """Languages of which there is a column with translations, and the meaning of that column."""
    return {
        meaning.removeprefix(TRANSLATED): meaning
        for meaning in columns.at
        if meaning.startswith(TRANSLATED)
    }


def no_headings(headings: Sequence[str]) -> str:
    """What is said of a table of which no column is recognised."""
    shown = ", ".join(repr(each[:30]) for each in headings[:6])
    return (
        f"no column was recognised (the first row is {shown}). Add a row of headings such as"
        " 'nom;adresse;code postal;ville;horaires', or say what each column means with --mapping"
        ' FILE, a TOML file: header = false, then [columns] with name = "A", street = "C", ...'
    )
