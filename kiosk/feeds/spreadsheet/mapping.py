"""The keeper's own word on which column means what: a TOML file."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.spreadsheet.day_heading import day_heading
from kiosk.feeds.spreadsheet.heading_words import MEANINGS, TRANSLATED, meaning_of

_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the file says.

    Attributes:
        columns: For each meaning, or day, the headings, letters or numbers of its columns.
        defaults: Values for what has no column, or is empty.
        has_header: Whether the table has a row of headings.
        name: What the file is called.
    """

    columns: dict[str, list[str | int]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    has_header: bool = True
    name: str = "mapping"

    def index(self, where: str | int, headings: Sequence[str]) -> int | None:
        """The column that is meant: by its heading, its letter in spreadsheet programs, its number from 1."""
        text = str(where)
        folded = [fold(each) for each in headings]
        if text in headings:
            return list(headings).index(text)
        if fold(text) and fold(text) in folded:
            return folded.index(fold(text))
        if isinstance(where, int) and 1 <= where <= len(headings):
            return where - 1
        if re.fullmatch(r"[A-Z]{1,2}", text):
            number = 0
            for letter in text:
                number = number * 26 + ord(letter) - ord("A") + 1
            return number - 1 if number <= len(headings) else None
        return None


def read_mapping(path: Path) -> Mapping:
    """Read the file.

    Raises:
        UnreadableFile: It is no TOML, or names what we do not know.
    """
    given = _parsed(path)
    columns, defaults = _table(given, "columns", path), _table(given, "defaults", path)
    for part, table in (("columns", columns), ("defaults", defaults)):
        for meaning in table:
            if not _is_known(meaning, part):
                message = (
                    f"the mapping {path} gives {meaning!r} under [{part}]; known are:"
                    f" {', '.join(MEANINGS)}, and in [columns] the days: lundi, 'lundi matin', ..."
                )
                raise UnreadableFile(message)
    return Mapping(
        columns={
            meaning: [
                each
                for each in (where if isinstance(where, list) else [where])
                if isinstance(each, (str, int))
            ]
            for meaning, where in columns.items()
        },
        defaults={key: str(value) for key, value in defaults.items()},
        has_header=bool(given.get("header", True)),
        name=str(path),
    )


def _is_known(meaning: str, part: str) -> bool:
    if (
        meaning in MEANINGS
        or meaning.startswith(TRANSLATED)
        or meaning_of(meaning.replace(":", " ")) not in {None, *MEANINGS}
    ):
        return True
    return part == "columns" and day_heading(meaning) is not None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            message = f"the mapping {path} is too large to be one"
            raise UnreadableFile(message)
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        message = f"the mapping {path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"the mapping {path} is not TOML: {error}"
        raise UnreadableFile(message) from error


def _table(given: dict[str, Any], part: str, path: Path) -> dict[str, Any]:
    table = given.get(part, {})
    if not isinstance(table, dict):
        message = (
            f"the mapping {path}: [{part}] must be a table, such as [{part}] with lines below it"
        )
        raise UnreadableFile(message)
    return table
