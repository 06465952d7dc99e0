"""What the cells of a workbook point at: its sheets, shared texts, formats of numbers, struck-out fonts."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kiosk.feeds.files.workbook_xml import Attributes, Unpacked, read_part

_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""The numbers of formats that every spreadsheet program knows as dates or times."""

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A sheet of a workbook, and the part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """What styles do to cells, by the number of the style.

    Attributes:
        dates: Those that show a number as a date or a time.
        struck: Those that strike out.
        since: The day that is number nought.
    """

    dates: frozenset[int]
    struck: frozenset[int]
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTexts:
    """The texts that cells share, and which of them are struck out throughout."""

    texts: tuple[str, ...]
    struck: frozenset[int]


def tabs_of(book: zipfile.ZipFile, unpacked: Unpacked) -> tuple[tuple[Tab, ...], date]:
    """The sheets in their order, and the day that dates are counted from."""
    targets: dict[str, str] = {}
    found: list[tuple[str, str, bool]] = []
    since = date(1899, 12, 30)

    def relation(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = (
                target[1:] if target.startswith("/") else f"xl/{target}"
            )

    def sheet(tag: str, attributes: Attributes) -> None:
        nonlocal since
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            found.append((attributes.get("name", "?"), key, hidden))
        elif tag == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            since = date(1904, 1, 1)

    _run(read_part(book, _RELATIONS, unpacked, begin=relation, end=_nothing))
    _run(read_part(book, "xl/workbook.xml", unpacked, begin=sheet, end=_nothing))
    tabs = tuple(
        Tab(name=name, part=targets[key], hidden=hidden)
        for name, key, hidden in found
        if targets.get(key, "") in book.namelist()
    )
    return tabs, since


def formats_of(book: zipfile.ZipFile, unpacked: Unpacked, since: date) -> Formats:
    """What the styles of the workbook do."""
    codes: dict[int, str] = {}
    fonts: list[bool] = []
    styles: list[tuple[int, int]] = []
    within = ""

    def begin(tag: str, attributes: Attributes) -> None:
        nonlocal within
        if tag in {"fonts", "cellXfs", "cellStyleXfs", "dxfs"}:
            within = tag
        elif tag == "numFmt":
            codes[number_of(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "font" and within == "fonts":
            fonts.append(False)
        elif tag == "strike" and within == "fonts" and fonts:
            fonts[-1] = attributes.get("val", "1") not in {"0", "false"}
        elif tag == "xf" and within == "cellXfs":
            styles.append(
                (number_of(attributes.get("numFmtId")), number_of(attributes.get("fontId")))
            )

    if "xl/styles.xml" in book.namelist():
        _run(read_part(book, "xl/styles.xml", unpacked, begin=begin, end=_nothing))
    return Formats(
        dates=frozenset(
            at for at, (code, _) in enumerate(styles) if code in _DATES or _is_date(codes.get(code))
        ),
        struck=frozenset(
            at for at, (_, font) in enumerate(styles) if 0 <= font < len(fonts) and fonts[font]
        ),
        since=since,
    )


def texts_of(book: zipfile.ZipFile, unpacked: Unpacked) -> SharedTexts:
    """The shared texts; words that are struck out within one are left out of it."""
    texts: list[str] = []
    struck: set[int] = set()
    parts = TextParts()

    def begin(tag: str, attributes: Attributes) -> None:
        if tag == "si":
            parts.clear()
        else:
            parts.begin(tag, attributes)

    def end(tag: str, text: str) -> None:
        parts.end(tag, text)
        if tag == "si":
            if parts.is_struck:
                struck.add(len(texts))
            texts.append(parts.text)

    if "xl/sharedStrings.xml" in book.namelist():
        _run(read_part(book, "xl/sharedStrings.xml", unpacked, begin=begin, end=end))
    return SharedTexts(texts=tuple(texts), struck=frozenset(struck))


class TextParts:
    """Gathers a text that may be written in several runs, each with a font of its own."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: list[str] = []
        self._all: list[str] = []
        self._strikes = self._sounds = False

    def clear(self) -> None:
        """Begin anew."""
        self._kept.clear()
        self._all.clear()
        self._strikes = self._sounds = False

    def begin(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element within the text."""
        if tag == "r":
            self._strikes = False
        elif tag == "strike":
            self._strikes = attributes.get("val", "1") not in {"0", "false"}
        elif tag == "rPh":
            self._sounds = True  # How a text is pronounced, in Japanese.

    def end(self, tag: str, text: str) -> None:
        """Take its end."""
        if tag == "rPh":
            self._sounds = False
        elif tag == "t" and not self._sounds:
            self._all.append(text)
            if not self._strikes:
                self._kept.append(text)
        elif tag == "r":
            self._strikes = False

    @property
    def text(self) -> str:
        """What is not struck out; all of it where everything is."""
        return "".join(self._kept if not self.is_struck else self._all)

    @property
    def is_struck(self) -> bool:
        """Whether nothing is left."""
        return bool("".join(self._all).strip()) and not "".join(self._kept).strip()


def date_text(value: float, since: date) -> str:
    """A number as the date or time that is shown for it; the number itself where there is none."""
    minutes = round(value * 24 * 60)
    if 0 <= value < 1:
        return f"{minutes // 60:02}:{minutes % 60:02}"
    try:
        moment = datetime(since.year, since.month, since.day) + timedelta(minutes=minutes)  # noqa: DTZ001 - a day of a calendar
    except OverflowError:
        return number_text(value)
    if moment.hour == moment.minute == 0:
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes")


def number_text(value: float) -> str:
    """A number as people write it: without a point where it is whole."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)


def number_of(text: str | None) -> int:
    """A whole number of an attribute; -1 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else -1


def _is_date(code: str | None) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", (code or "").lower())
    return "general" not in bare and re.search(r"[dmyhsaj]", bare) is not None


def _run(steps: Iterator[None]) -> None:
    for _ in steps:
        pass


def _nothing(_tag: str, _text: str) -> None:
    """Nothing is done at the end of an element."""
