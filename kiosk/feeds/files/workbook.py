"""Rows out of an .xlsx workbook: every visible sheet, without what is hidden or struck out in it."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.feeds.files.limits import MAX_COLUMNS, MAX_ROWS
from kiosk.feeds.files.merged_cells import merges_of
from kiosk.feeds.files.sheet import IGNORE, Row, Sheet
from kiosk.feeds.files.workbook_parts import (
    Formats,
    SharedTexts,
    Tab,
    TextParts,
    date_text,
    formats_of,
    number_of,
    number_text,
    tabs_of,
    texts_of,
)
from kiosk.feeds.files.workbook_xml import Attributes, Unpacked, broken, read_part

_REFERENCE: Final = re.compile(r"^([A-Z]{1,3})(\d*)$")


def workbook_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook, to be read one after the other.

    Raises:
        UnreadableFile: It is no workbook, or too large.
    """
    unpacked = Unpacked(path.name)
    try:
        book = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(path.name, error) from error
    with book:
        tabs, since = tabs_of(book, unpacked)
        formats = formats_of(book, unpacked, since)
        texts = texts_of(book, unpacked)
        for tab in tabs:
            sheet = Sheet(name=tab.name, rows=iter(()))
            if tab.hidden:
                sheet.say("sheet", "it is hidden in the workbook, and was not read")
            else:
                sheet.rows = _SheetReader(book, tab, unpacked, formats, texts, sheet).rows()
            yield sheet


class _SheetReader:
    """Reads one sheet."""

    def __init__(
        self,
        book: zipfile.ZipFile,
        tab: Tab,
        unpacked: Unpacked,
        formats: Formats,
        texts: SharedTexts,
        sheet: Sheet,
    ) -> None:
        self._book, self._tab, self._unpacked = book, tab, unpacked
        self._formats, self._texts, self._sheet = formats, texts, sheet
        self._done: list[tuple[int, dict[int, str], bool]] = []
        self._hidden_columns: set[int] = set()
        self._left_out: Counter[str] = Counter()
        self._number = 0
        self._row_counts = True
        self._row_hidden = False
        self._cells: dict[int, str] = {}
        self._struck: set[int] = set()
        self._column = -1
        self._attributes: Attributes = {}
        self._inline = TextParts()
        self._value = ""

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are shown, with the cells that are."""
        merges = merges_of(self._book, self._tab.part, self._unpacked)
        for _ in read_part(
            self._book, self._tab.part, self._unpacked, begin=self._begin, end=self._end
        ):
            for number, cells, hidden in self._done:
                yield from self._kept(number, merges.filled(number, cells), hidden)
            self._done.clear()
        self._tell()

    def _begin(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            self._begin_row(attributes)
        elif tag == "c":
            found = _REFERENCE.match(attributes.get("r", ""))
            self._column = column_number(found.group(1)) if found else self._column + 1
            self._attributes = attributes
            self._inline.clear()
            self._value = ""
        elif tag == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = number_of(attributes.get("min")), number_of(attributes.get("max"))
            self._hidden_columns |= set(range(max(0, first - 1), min(last, MAX_COLUMNS)))
        else:
            self._inline.begin(tag, attributes)

    def _begin_row(self, attributes: Attributes) -> None:
        number = number_of(attributes.get("r"))
        self._row_counts = number <= MAX_ROWS and (number == -1 or number > self._number)
        self._number = number if self._row_counts and number > 0 else self._number + 1
        self._cells, self._struck, self._column = {}, set(), -1
        self._attributes = attributes
        self._row_hidden = attributes.get("hidden") in {"1", "true"}

    def _end(self, tag: str, text: str) -> None:
        if tag == "v":
            self._value = text
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        else:
            self._inline.end(tag, text)

    def _end_cell(self) -> None:
        text, struck = self._text_of_cell()
        if not text:
            return
        if self._column >= MAX_COLUMNS:
            self._left_out["far"] += 1
            return
        if text == IGNORE:
            # The official workbook hides the column that marks its rows of explanation.
            self._hidden_columns.discard(self._column)
        self._cells[self._column] = text
        if struck or number_of(self._attributes.get("s")) in self._formats.struck:
            self._struck.add(self._column)

    def _text_of_cell(self) -> tuple[str, bool]:
        kind, value = self._attributes.get("t", "n"), self._value
        if kind == "s":
            at = number_of(value.strip())
            known = 0 <= at < len(self._texts.texts)
            return (
                (self._texts.texts[at].strip(), at in self._texts.struck) if known else ("", False)
            )
        if kind == "inlineStr":
            return self._inline.text.strip(), self._inline.is_struck
        if kind == "b":
            return ("oui" if value.strip() == "1" else "non"), False
        if kind != "n":
            return value.strip(), False
        return self._text_of_number(value.strip()), False

    def _text_of_number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if not -1e300 < number < 1e300:
            return ""
        if number_of(self._attributes.get("s")) in self._formats.dates:
            return date_text(number, self._formats.since)
        return number_text(number)

    def _end_row(self) -> None:
        if not self._row_counts:
            self._left_out["misnumbered"] += bool(self._cells)
            return
        if self._struck and self._is_struck_out():
            self._left_out["struck"] += 1
            return
        for column in self._struck:
            self._left_out["struck cells"] += 1
            del self._cells[column]
        # A row without cells may still be the lower part of merged ones.
        self._done.append((self._number, self._cells, self._row_hidden))

    def _is_struck_out(self) -> bool:
        """Half of its cells are, or the first that is a word: its name."""
        words = [
            at for at, text in sorted(self._cells.items()) if not text.replace(".", "").isdigit()
        ]
        return 2 * len(self._struck) >= len(self._cells) or words[:1] in [
            [at] for at in self._struck
        ]

    def _kept(self, number: int, cells: dict[int, str], hidden: bool) -> Iterator[tuple[int, Row]]:
        if not cells:
            return
        if hidden:
            self._left_out["hidden"] += 1
            return
        shown = {at: text for at, text in cells.items() if at not in self._hidden_columns}
        if shown:
            yield number, tuple(shown.get(at, "") for at in range(max(shown) + 1))

    def _tell(self) -> None:
        """Say what was left out."""
        said = (
            ("hidden", "rows", "hidden rows were left out; show them to have them read"),
            ("struck", "rows", "struck-out rows were left out"),
            ("struck cells", "cells", "struck-out cells were left out"),
            (
                "misnumbered",
                "rows",
                "rows beyond the end of a sheet, or out of order, were left out",
            ),
            ("far", "columns", f"cells right of column {MAX_COLUMNS} were left out"),
        )
        for key, field, words in said:
            if self._left_out[key]:
                self._sheet.say(field, f"{self._left_out[key]} {words}")
        if hidden := sorted(self._hidden_columns):
            letters = ", ".join(column_letters(at) for at in hidden[:8])
            self._sheet.say("columns", f"hidden columns were left out: {letters}")


def column_number(letters: str) -> int:
    """The number of a column from its letters; the first one is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """The letters of a column; 0 is A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
