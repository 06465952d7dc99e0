"""Rows that are one place: they have its id, or its name and address, and do not contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.directory.geography.point import Point, distance_m
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.limits import MAX_HELD
from kiosk.feeds.files.sheet import Row
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.record import Draft, Record, digest_of_texts, second
from kiosk.feeds.spreadsheet.address import identity_of
from kiosk.feeds.spreadsheet.grid import position_of_cell, position_of_columns
from kiosk.feeds.spreadsheet.headings import Columns
from kiosk.feeds.spreadsheet.row import RowReading, read_row
from kiosk.feeds.spreadsheet.week import hours_of

_CELL: Final = "\x1f"
_NEAR_M: Final = 150
"""Points that lie nearer are one door, measured twice."""

_TELLING: Final = ("name", "street", "postal_code", "town", "town_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What all rows of one sheet share."""

    columns: Columns
    label: str
    """Before the number of a row: "row ", "sheet 'Dormir' row "."""


class Gathered:
    """The rows of all sheets, held until all are read."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._heads: list[Heads] = []
        self._signatures: list[str] = []
        self._rows: dict[str, list[str] | str] = {}
        self._held = 0

    def begin(self, heads: Heads) -> None:
        """Go on with the rows of another sheet."""
        self._heads.append(heads)
        self._signatures.append(heads.columns.signature)

    def add(self, number: int, row: Row, theme: str) -> None:
        """Hold a row; ``theme`` is what its sheet, or the part of it, is called.

        Raises:
            UnreadableFile: They are too many to be held.
        """
        columns = self._heads[-1].columns
        text = _CELL.join((str(len(self._heads) - 1), str(number), theme, *row))
        self._held += len(text)
        if self._held > MAX_HELD:
            message = "the table is too large; cut it into several, each with a --source of its own"
            raise UnreadableFile(message)
        key = _key(row, columns) or text
        known = self._rows.get(key)
        if known is None:
            self._rows[key] = text
        elif isinstance(known, str):
            self._rows[key] = [known, text]
        else:
            known.append(text)

    def drafts(self) -> Iterator[Draft]:
        """A draft for each place; a row that repeats another one word for word is refused."""
        for held in self._rows.values():
            if isinstance(held, str):
                yield self._draft([held], 0)
                continue
            kept: dict[str, str] = {}
            repeated = [text for text in held if kept.setdefault(_cells(text), text) is not text]
            for rank, cluster in enumerate(self._clusters(list(kept.values()))):
                yield self._draft(cluster, rank)
            for text in repeated:
                yield self._repeated(text)
        self._rows.clear()

    def _clusters(self, texts: list[str]) -> list[list[str]]:
        """Rows that agree, together."""
        clusters: list[list[str]] = []
        heads: list[_Telling] = []
        for text in texts:
            row, columns = self._row(text)
            told = _Telling.of(row, columns)
            at = next((at for at, each in enumerate(heads[-200:]) if each.agrees(told)), None)
            if at is None:
                heads.append(told)
                clusters.append([text])
            else:
                clusters[max(0, len(heads) - 200) + at].append(text)
        return clusters

    def _row(self, text: str) -> tuple[Row, Columns]:
        sheet, _, _, *cells = text.split(_CELL)
        return tuple(cells), self._heads[int(sheet)].columns

    def _label(self, text: str) -> str:
        sheet, number, _ = text.split(_CELL, 2)
        return f"{self._heads[int(sheet)].label}{number}"

    def _draft(self, texts: list[str], rank: int) -> Draft:
        label = " and ".join(self._label(text) for text in texts[:4])
        if len(texts) > 4:
            label += f" and {len(texts) - 4} more"
        digest = digest_of_texts(
            str(rank),
            *(self._signatures[int(text.split(_CELL, 1)[0])] + _cells(text) for text in texts),
        )
        return Draft(
            digest=digest, row=label, understand=lambda: self._understood(texts, rank, label)
        )

    def _repeated(self, text: str) -> Draft:
        label = self._label(text)
        refusal = second(Record(row=label, place=None, id_field="row"))
        return Draft(digest=digest_of_texts(label, text), row=label, understand=lambda: refusal)

    def _understood(self, texts: list[str], rank: int, label: str) -> Record:
        report = ProblemList(label)
        readings: list[RowReading] = []
        for text in texts:
            row, columns = self._row(text)
            theme = text.split(_CELL, 3)[2]
            if (found := read_row(row, columns, theme, report)) is not None:
                readings.append(found)
        if not readings:
            return Record(row=label, place=None, problems=report.problems)
        place = merged(readings, report)
        if rank:
            own = identity_of(place.name, place.address, place.point)
            place = replace(place, foreign_id=f"{place.foreign_id[:200]}#{own}")
            report("id", "another place has this id, or this name and address, too; both are kept")
        columns = self._row(texts[0])[1]
        fields = columns.at.get("confirmed_on", ())
        heading = columns.headings[fields[0]] if fields else "confirmed_on"
        return Record(row=label, place=place, problems=report.problems, confirmed_field=heading)


def _cells(text: str) -> str:
    """All of a held row but where it stands."""
    return text.split(_CELL, 2)[2]


def _key(row: Row, columns: Columns) -> str:
    """What rows of one place share; "" for a row that tells nothing to know it by."""

    def cells(meaning: str) -> str:
        found = (row[at] for at in columns.at.get(meaning, ()) if at < len(row))
        return " ".join(filter(None, found))

    if foreign := cells("id"):
        return f"id{_CELL}{foreign}"
    street = cells("street") + cells("house")
    told = [cells(meaning) for meaning in _TELLING]
    if not street:
        told += [cells("lat"), cells("lon"), cells("position")]
    if not cells("name"):
        told.append(cells("category"))
    # Rows that this brings together are looked at again, cell by cell.
    return fold("\n".join((*told, cells("house"))))


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells a place from another one."""

    words: tuple[str, ...]
    where: str
    point: Point | None

    @classmethod
    def of(cls, row: Row, columns: Columns) -> "_Telling":
        def cell(meaning: str) -> str:
            return next(
                (row[at] for at in columns.at.get(meaning, ()) if at < len(row) and row[at]), ""
            )

        where = "|".join(cell(meaning) for meaning in ("lat", "lon", "position"))
        point = (
            position_of_columns(cell("lat"), cell("lon"))[0]
            or position_of_cell(cell("position"))[0]
        )
        return cls(tuple(fold(cell(meaning)) for meaning in (*_TELLING, "house")), where, point)

    def agrees(self, other: "_Telling") -> bool:
        """Whether nothing that both say differs."""
        pairs = zip(self.words, other.words, strict=True)
        if any(mine and theirs and mine != theirs for mine, theirs in pairs):
            return False
        if self.point is None or other.point is None or self.where == other.where:
            return True
        return distance_m(self.point, other.point) <= _NEAR_M


def merged(readings: list[RowReading], report: ProblemList) -> Place:
    """One place of the rows that are it: each of its services with its own hours where they differ."""
    first, *others = readings
    place = first.place
    for each in others:
        place = _with(place, each.place)
    by_services: dict[tuple[str | None, ...], list[str]] = {}
    for each in readings:
        offered = tuple(service.category for service in each.place.services)
        by_services.setdefault(offered, []).append(each.hours)
    texts = [text for each in by_services.values() for text in each if text]
    field = first.field
    whole = hours_of(texts, field, report)
    said = {tuple(dict.fromkeys(filter(None, each))) for each in by_services.values()}
    services: list[Service] = []
    for offered, own in by_services.items():
        hours = hours_of([text for text in own if text], field, report) if len(said) > 1 else None
        known = {service.category for service in services}
        services += [
            Service(id=f"#{len(services) + at}", category=category, opening_hours=hours)
            for at, category in enumerate((one for one in offered if one not in known), start=1)
        ]
    return replace(place, opening_hours=whole, services=tuple(services))


def _with(place: Place, other: Place) -> Place:
    """What both rows say; where only one says it, that."""
    described = tuple(dict.fromkeys(filter(None, (place.description, other.description))))
    days = [each for each in (place.confirmed_on, other.confirmed_on) if each]
    return replace(
        place,
        visibility=max(place.visibility, other.visibility, key=lambda one: one != "public"),
        organisation=place.organisation or other.organisation,
        description="\n\n".join(described) or None,
        address=replace(
            place.address,
            **{
                field: getattr(place.address, field) or getattr(other.address, field)
                for field in ("street", "extra", "postal_code", "town", "town_code")
            },
        ),
        point=other.point
        if place.approximate and not other.approximate and other.point
        else place.point or other.point,
        approximate=place.approximate and other.approximate
        if place.point and other.point
        else place.approximate or other.approximate,
        phones=tuple({each.number: each for each in (*other.phones, *place.phones)}.values()),
        email=place.email or other.email,
        website=place.website or other.website,
        contact_people=tuple(dict.fromkeys((*place.contact_people, *other.contact_people))),
        closures=tuple(dict.fromkeys((*place.closures, *other.closures))),
        audience=place.audience
        if place.audience == other.audience or place.audience.kinds or place.audience.detail
        else other.audience,
        conditions=tuple(dict.fromkeys((*place.conditions, *other.conditions))),
        languages=tuple(dict.fromkeys((*place.languages, *other.languages))),
        # The oldest: what nobody confirmed since then is in one of the rows.
        confirmed_on=min(days) if days else None,
        remarks=tuple(dict.fromkeys((*place.remarks, *other.remarks))),
        translations=tuple(
            {each.language: each for each in (*other.translations, *place.translations)}.values()
        ),
    )
