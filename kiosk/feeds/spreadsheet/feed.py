"""A table of a town hall becomes places: one row, one place."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.directory.geography.point import Point, territory_of
from kiosk.directory.geography.town import town_of
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, audience_kinds
from kiosk.directory.place.place import (
    Address,
    ContactPerson,
    Organisation,
    Place,
    Source,
    Translation,
)
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds import clean
from kiosk.feeds.cell_list import items
from kiosk.feeds.files.table_file import Row, Table, read_table
from kiosk.feeds.hours.opening import opening_hours
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.record import Record, once
from kiosk.feeds.spreadsheet.address import identity_of, split_address
from kiosk.feeds.spreadsheet.cell_words import (
    audiences_of_words,
    categories_of_words,
    languages_of_words,
    yes_or_no,
)
from kiosk.feeds.spreadsheet.grid import position_of_cell, position_of_columns
from kiosk.feeds.spreadsheet.headings import Columns, find_columns, translations_in

FEED: Final = "spreadsheet"


def read(path: Path, *, mapping: Path | None = None) -> Iterator[Record]:
    """Yield one Record per row.

    Raises:
        UnreadableFile: It is no table, or no column could be recognised.
    """
    table = read_table(path)
    columns = find_columns(table.headings, mapping)
    rows = _rows(table, columns)
    records = (_Row(number, row, table.headings, columns).record() for number, row in rows)
    yield from once(records, field="row")


def _rows(table: Table, columns: Columns) -> Iterator[tuple[int, Row]]:
    if columns.has_header:
        yield from table.rows
    else:
        yield from itertools.chain([(1, table.headings)], table.rows)


class _Row:
    """One row being read."""

    def __init__(self, number: int, row: Row, headings: Row, columns: Columns) -> None:
        self._row, self._headings, self._columns = row, headings, columns
        self._report = ProblemList(f"row {number}")

    def record(self) -> Record:
        """The place of this row, or why there is none."""
        address = self._address()
        categories = self._categories()
        name = self._one("name") or self._name_from(address)
        if name is None:
            self._report(
                "name",
                "this row has no name; fill it in, or give all rows one in the mapping:"
                ' [defaults] name = "Toilettes publiques"',
            )
            return Record(row=self._report.row, place=None, problems=self._report.problems)
        place = self._place(name, address, categories)
        return Record(row=self._report.row, place=place, problems=self._report.problems)

    def _place(self, name: str, address: Address, categories: tuple[str | None, ...]) -> Place:
        point, approximate = self._position(address)
        phones, odd = clean.phones("\n".join(self._all("phone")))
        if odd:
            self._say("phone", f"{', '.join(odd)!r} is not a phone number; left out")
        return Place(
            feed=FEED,
            foreign_id=self._one("id") or identity_of(name, address),
            name=name,
            organisation=self._organisation(name),
            description=clean.text("\n\n".join(self._all("description"))),
            address=address,
            point=point,
            approximate=approximate,
            time_zone=territory_of(address.postal_code).time_zone,
            phones=phones,
            email=self._checked("email", clean.email, "an e-mail address"),
            website=self._checked("website", clean.website, "a web address"),
            contact_people=tuple(ContactPerson(name=each) for each in self._all("contact")),
            opening_hours=self._hours(),
            audience=self._audience(),
            conditions=self._conditions(),
            languages=self._languages(),
            services=tuple(
                Service(id=f"#{at}", category=category)
                for at, category in enumerate(categories, start=1)
            ),
            sources=(Source(name=self._columns.defaults.get("organisation", "Tableur")),),
            confirmed_on=self._confirmed_on(),
            remarks=self._remarks(),
            translations=self._translations(),
        )

    def _translations(self) -> tuple[Translation, ...]:
        """What somebody wrote into the columns of other languages."""
        found = {
            language: clean.text("\n\n".join(self._all(meaning)))
            for language, meaning in translations_in(self._columns).items()
        }
        return tuple(
            Translation(language=language, text=text) for language, text in found.items() if text
        )

    def _cell(self, index: int) -> str:
        return self._row[index] if index < len(self._row) else ""

    def _all(self, meaning: str) -> list[str]:
        cells = [self._cell(index) for index in self._columns.at.get(meaning, ())]
        filled = [cell for cell in cells if cell not in {"", "-", "NC", "N/A", "null", "NULL"}]
        default = self._columns.defaults.get(meaning)
        return filled or ([default] if default else [])

    def _one(self, meaning: str) -> str | None:
        cells = self._all(meaning)
        return clean.line(cells[0]) if cells else None

    def _say(self, meaning: str, message: str) -> None:
        indexes = self._columns.at.get(meaning, ())
        heading = self._headings[indexes[0]] if indexes and self._columns.has_header else meaning
        self._report(heading or meaning, message)

    def _checked(self, meaning: str, read: object, expected: str) -> str | None:
        value = self._one(meaning)
        found: str | None = read(value)  # type: ignore[operator]
        if value and found is None:
            self._say(meaning, f"{value!r} is not {expected}; left out")
        return found

    def _address(self) -> Address:
        postal, town = self._one("postal_code"), self._one("town")
        street = (
            " ".join(part for part in (self._one("house"), self._one("street")) if part) or None
        )
        code = clean.postal_code(postal)
        if postal and code is None:
            self._say("postal_code", f"{postal!r} is not a French postal code; left out")
        if code is None and street:
            street, code, town = split_address(street, town)
        town_code = self._one("town_code")
        known = town_of(town, code, town_code)
        return Address(
            street=street,
            extra=self._one("extra"),
            postal_code=code,
            town=town or (known.city.name if known else None),
            town_code=town_code.zfill(5) if town_code and len(town_code) in (4, 5) else None,
        )

    def _position(self, address: Address) -> tuple[Point | None, bool]:
        point, problem = None, None
        for cell in self._all("position"):
            point, problem = position_of_cell(cell)
            if point is not None:
                break
        lats, lons = self._all("lat"), self._all("lon")
        if point is None and (lats or lons):
            pairs = itertools.zip_longest(reversed(lats), reversed(lons), fillvalue="")
            for lat, lon in pairs:
                point, problem = position_of_columns(lat, lon)
                if point is not None:
                    break
        if problem:
            self._say("lat" if lats else "position", problem)
        if point is not None:
            return point, False
        town = town_of(address.town, address.postal_code, address.town_code)
        return (town.point, True) if town else (None, False)

    def _hours(self) -> OpeningHours:
        text = self._week() if self._columns.days else "\n".join(self._all("hours"))
        indexes = self._columns.at.get("hours", ())
        heading = self._headings[indexes[0]] if indexes else "hours"
        return opening_hours(text, heading, self._report)

    def _week(self) -> str:
        """The text of a table with a column for each day, or for each half of it."""
        parts = []
        for day, indexes in self._columns.days.items():
            cells = [self._cell(index) for index in indexes]
            filled = [c for c in cells if c and fold(c) not in {"ferme", "closed", "non", ""}]
            if filled:
                parts.append(f"{day} {', '.join(filled)}")
        return "; ".join(parts)

    def _categories(self) -> tuple[str | None, ...]:
        words = [word for cell in self._all("category") for word in items(cell)]
        found, unknown = categories_of_words(words)
        if unknown:
            self._say(
                "category",
                f"{', '.join(unknown)!r} names no category of ours; kept as a note",
            )
        return found or (None,)

    def _name_from(self, address: Address) -> str | None:
        kind = self._one("category")
        if kind is None or address.street is None:
            return None
        return f"{kind.capitalize() if kind.isupper() else kind}, {address.street}"

    def _organisation(self, name: str) -> Organisation | None:
        value = self._one("organisation")
        return Organisation(name=value) if value and value != name else None

    def _audience(self) -> Audience:
        words = [word for cell in self._all("audience") for word in items(cell)]
        kinds, rest = audiences_of_words(words)
        return Audience(
            kinds=tuple(k for k in kinds if k in audience_kinds()), detail=", ".join(rest) or None
        )

    def _languages(self) -> tuple[str, ...]:
        words = [word for cell in self._all("languages") for word in items(cell)]
        found, unknown = languages_of_words(words)
        if unknown:
            self._say("languages", f"{', '.join(unknown)!r} is not a language we know; left out")
        return found

    def _conditions(self) -> tuple[AccessCondition, ...]:
        found = []
        for meaning, condition in (
            ("appointment", Condition.APPOINTMENT),
            ("price", Condition.PRICE),
            ("wheelchair", Condition.WHEELCHAIR),
        ):
            if value := self._one(meaning):
                holds, detail = yes_or_no(value, condition)
                found.append(AccessCondition(condition=condition, holds=holds, detail=detail))
        found += [
            AccessCondition(condition=Condition.OTHER, holds=True, detail=text)
            for each in self._all("conditions")
            if (text := clean.text(each))
        ]
        return tuple(found)

    def _confirmed_on(self) -> date | None:
        value = self._one("confirmed_on")
        day = clean.day(value)
        if value and day is None:
            self._say("confirmed_on", f"{value!r} is not a day; write 31/01/2026")
        return day

    def _remarks(self) -> tuple[tuple[str, str], ...]:
        """Cells of columns without a meaning: nothing is lost, the desk sees them."""
        unknown = [
            (self._headings[at] if at < len(self._headings) else f"column {at + 1}", self._cell(at))
            for at in (*self._columns.unknown, *range(len(self._headings), len(self._row)))
        ]
        words = [("category", word) for word in items("; ".join(self._all("category")))]
        return tuple(
            (heading, text) for heading, cell in [*unknown, *words] if (text := clean.text(cell))
        )
