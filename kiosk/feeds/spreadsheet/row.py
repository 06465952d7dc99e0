"""One row of a town hall's table, understood."""

import itertools
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kiosk.directory.geography.point import Point, territory_of
from kiosk.directory.geography.town import town_of
from kiosk.directory.hours.notice import Closure
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, audience_kinds
from kiosk.directory.place.place import (
    Address,
    ContactPerson,
    Organisation,
    Place,
    Source,
    Translation,
    Visibility,
)
from kiosk.directory.place.service import Service
from kiosk.feeds import clean
from kiosk.feeds.cell_list import items
from kiosk.feeds.files.sheet import Row
from kiosk.feeds.phone_text import phones
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.referral_text import referral
from kiosk.feeds.spreadsheet.address import identity_of, split_address
from kiosk.feeds.spreadsheet.cell_words import (
    audiences_of_words,
    categories_of_words,
    category_of_tag,
    is_available,
    languages_of_words,
    word_of_category,
    yes_or_no,
)
from kiosk.feeds.spreadsheet.cells import Cells
from kiosk.feeds.spreadsheet.grid import position_of_cell, position_of_columns
from kiosk.feeds.spreadsheet.headings import Columns, translations_in
from kiosk.feeds.spreadsheet.week import hours_text
from kiosk.feeds.town_text import known_town

FEED: Final = "spreadsheet"
_SAID_OF_PLACES: Final = ("street", "extra", "description", "name", "town", "position")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """What a row says: the place, and its hours as a text, which other rows of the place may go on with."""

    place: Place
    hours: str
    field: str


def read_row(row: Row, columns: Columns, theme: str, report: ProblemList) -> RowReading | None:
    """Understand a row; None where it becomes no place, and ``report`` says why.

    Args:
        row: Its cells.
        columns: What they mean.
        theme: What the sheet, or its section, is called; it may name a category.
        report: Takes what was not understood.
    """
    return _Reader(Cells(row, columns, report), theme).reading()


class _Reader:
    def __init__(self, cells: Cells, theme: str) -> None:
        self._cells, self._theme = cells, theme
        self._all, self._one, self._say = cells.all, cells.one, cells.say

    def reading(self) -> RowReading | None:
        categories = self._categories()
        address = self._address()
        point, approximate = self._position(address)
        name = self._one("name") or self._name_from(address, point, categories)
        if name is None:
            self._say(
                "name",
                "this row has no name; fill it in, or give all rows one in the mapping:"
                ' [defaults] name = "Toilettes publiques"',
            )
            return None
        place = self._place(name, address, categories)
        own = self._one("id") or identity_of(name, address, None if approximate else point)
        return RowReading(
            place=replace(place, foreign_id=own, point=point, approximate=approximate),
            hours=hours_text(self._cells),
            field=self._hours_field(),
        )

    def _place(self, name: str, address: Address, categories: tuple[str | None, ...]) -> Place:
        found, odd = phones("\n".join(self._all("phone")))
        if odd:
            self._say("phone", f"{', '.join(odd)!r} is not a phone number; left out")
        return Place(
            foreign_id="",
            feed=FEED,
            name=name,
            visibility=self._visibility(),
            organisation=self._organisation(name),
            description=clean.text("\n\n".join(self._all("description"))),
            address=address,
            time_zone=territory_of(address.postal_code).time_zone,
            phones=found,
            email=self._cells.checked("email", clean.email, "an e-mail address"),
            website=self._cells.checked("website", clean.website, "a web address"),
            contact_people=tuple(ContactPerson(name=each) for each in self._all("contact")),
            closures=self._closures(),
            audience=self._audience(),
            conditions=self._conditions(),
            languages=self._languages(),
            services=tuple(
                Service(id=f"#{at}", category=category)
                for at, category in enumerate(categories, start=1)
            ),
            sources=(Source(name=self._cells.columns.defaults.get("organisation", "Tableur")),),
            confirmed_on=self._confirmed_on(),
            remarks=(*self._cells.remarks(), *self._noted()),
            translations=self._translations(),
            released=self._cells.released(),
        )

    def _translations(self) -> tuple[Translation, ...]:
        """What somebody wrote into the columns of other languages."""
        found = {
            language: clean.text("\n\n".join(self._all(meaning)))
            for language, meaning in translations_in(self._cells.columns).items()
        }
        return tuple(
            Translation(language=language, text=text) for language, text in found.items() if text
        )

    def _address(self) -> Address:
        postal, town = self._one("postal_code"), self._one("town")
        street, house = self._one("street"), self._one("house")
        if house and not (street and street[0].isdigit()):
            street = " ".join(filter(None, (house, street)))
        if both := self._one("postal_town"):
            _, own_code, own_town = split_address(both, None)
            postal, town = postal or own_code, town or own_town or (None if own_code else both)
        code = clean.postal_code(postal)
        if postal and code is None:
            self._say("postal_code", f"{postal!r} is not a French postal code; left out")
        if code is None and street:
            street, code, town = split_address(street, town)
        town_code = self._one("town_code")
        insee = town_code.upper().zfill(5) if town_code and len(town_code) in (4, 5) else None
        return Address(
            street=street,
            extra=self._one("extra"),
            postal_code=code,
            town=known_town(town, code, insee),
            town_code=insee,
        )

    def _hours_field(self) -> str:
        """The heading of the hours, or of the first of the days."""
        days = self._cells.columns.days
        if days and not self._cells.columns.at.get("hours"):
            return self._cells.columns.headings[days[0][1]] or "hours"
        return self._cells.heading("hours")

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
        if town is None:
            known = (
                f"{address.town!r} is no commune that we know"
                if address.town
                else "no town, no position"
            )
            self._say("town", f"{known}; the place stands on no map")
        return (town.point, True) if town else (None, False)

    def _visibility(self) -> Visibility:
        """Only what is there for people is public; "Disponibilité = NON" is kept behind the desk."""
        for meaning in ("available", "withdrawn"):
            for index in self._cells.columns.at.get(meaning, ()):
                cell = clean.line(self._cells.at(index))
                there = (
                    is_available(cell, heading_says_gone=meaning == "withdrawn") if cell else None
                )
                if there is False:
                    heading = self._cells.columns.headings[index]
                    self._cells.report(heading, f"{cell!r}: the place is kept behind the desk")
                    return Visibility.UNPUBLISHED
        return Visibility.PUBLIC

    def _closures(self) -> tuple[Closure, ...]:
        value = self._one("closed_on")
        day = clean.day(value)
        if value and day is None:
            self._say("closed_on", f"{value!r} is not a day; write 31/01/2026")
        return (Closure(first_day=day),) if day else ()

    def _categories(self) -> tuple[str | None, ...]:
        words = [word for cell in self._all("category") for word in items(cell)]
        found, unknown = categories_of_words(words)
        tags = self._cells.tags()
        tagged = [each for key, value in tags if (each := category_of_tag(key, value))]
        if any(tag == ("drinking_water", "no") for tag in tags):
            tagged = [each for each in tagged if each != "fountain"]
        if unknown:
            self._say(
                "category",
                f"{', '.join(unknown)!r} names no category of ours; kept as a note",
            )
        if tags and not tagged and not found:
            said = ", ".join(f"{key}={value}" for key, value in tags)
            self._cells.report(tags[0][0], f"{said!r} names no category of ours; kept as a note")
        every = tuple(dict.fromkeys((*found, *tagged)))
        if not every and self._theme:
            every = categories_of_words([self._theme])[0]
        return every or (None,)

    def _name_from(
        self, address: Address, point: Point | None, categories: tuple[str | None, ...]
    ) -> str | None:
        """What a place without a name is called, where there is something to find it by."""
        kind = self._one("category") or word_of_category(categories[0] or "")
        if kind is None or not (address.street or point):
            return None
        word = word_of_category(categories[0] or "") if "_" in kind else None
        shown = word or (kind.capitalize() if kind.isupper() else kind)
        return f"{shown}, {address.street}" if address.street else shown

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
        words = [cell for meaning in _SAID_OF_PLACES for cell in self._all(meaning)]
        access = (*self._all("conditions"), *self._all("appointment"), *self._all("audience"))
        found = [*referral(self._one("referral"), access=access, texts=words)]
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

    def _noted(self) -> list[tuple[str, str]]:
        """Words of columns that we know, kept for the desk as they stand."""
        words = [("category", word) for word in items("; ".join(self._all("category")))]
        tags = list(self._cells.tags())
        stated = [(self._cells.heading(meaning), text) for meaning in ("available", "withdrawn") for cell in self._all(meaning) if (text := clean.line(cell))]  # fmt: skip
        return [
            (heading, text)
            for heading, cell in [*words, *tags, *stated]
            if (text := clean.text(cell))
        ]
