"""JSON in pieces: the records of lists one at a time, each as it stands in the file."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TextIO

import msgspec

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.limits import MAX_LINE

_CHUNK: Final = 1024 * 1024
_BLANK: Final = re.compile(r"[\s\ufeff]*")
_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_quick: Final = msgspec.json.Decoder().decode
_decode: Final = json.JSONDecoder().raw_decode


class BadRecord(Exception):
    """One record cannot be decoded; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """A record as it stands in the file.

    Attributes:
        number: Its rank in its list, from 1.
        list_name: The key of its list; "" for the only one there is.
        text: As it stands.
    """

    number: int
    list_name: str
    text: str

    def value(self) -> dict[str, Any]:
        """The object; MongoDB's extended JSON is resolved.

        Raises:
            BadRecord: It is none.
        """
        found = decoded(self.text)
        if not isinstance(found, dict):
            message = f"a record in braces was expected, found {self.text[:60]!r}"
            raise BadRecord(message)
        plain: dict[str, Any] = _plain(found) if '"$' in self.text else found
        return plain


def decoded(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        BadRecord: It is none, or nested as no directory is.
    """
    with suppress(msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return _quick(text)
    # What is no JSON strictly speaking: NaN, halves of letters, numbers beyond all bounds.
    try:
        return _whole_letters(json.loads(text))
    except RecursionError as error:
        message = "it is nested too deep"
        raise BadRecord(message) from error
    except ValueError as error:  # Bad JSON, and numbers of thousands of digits.
        message = f"it is not valid JSON ({error})"
        raise BadRecord(message) from error


def _whole_letters(value: Any) -> Any:
    """The same without halves of letters, which no database and no page can take."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_whole_letters(each) for each in value]
    if isinstance(value, dict):
        return {_whole_letters(key): _whole_letters(each) for key, each in value.items()}
    return value


class JsonText:
    """A JSON text that is read as far as it is asked for."""

    def __init__(self, file: TextIO, name: str) -> None:
        """Stand at the beginning of ``file``, called ``name`` in what is said of it."""
        self._file, self._name = file, name
        self._text, self._at, self._ended = "", 0, False

    def next_sign(self) -> str:
        """The next letter that is no blank, left where it is; "" at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        """Step over ``sign``.

        Raises:
            UnreadableFile: Something else stands there.
        """
        found = self.next_sign()
        if found != sign:
            self._fail(f"{sign!r} was expected, found {found!r}" if found else "it breaks off")
        self._at += 1

    def elements(self) -> Iterator[str]:
        """The texts of the elements of the list that begins here.

        Raises:
            UnreadableFile: It is no JSON.
        """
        self.take("[")
        if self.next_sign() == "]":
            self.take("]")
            return
        while True:
            yield self.value_text()
            if self.next_sign() == "]":
                self.take("]")
                return
            self.take(",")

    def value_text(self) -> str:
        """The text of the value that begins here.

        Raises:
            UnreadableFile: It is no JSON, or larger than any record is.
        """
        self.next_sign()
        while True:
            try:
                end = _decode(self._text, self._at)[1]
            except json.JSONDecodeError as error:
                if self._too_long() or not self._more():
                    self._fail(str(error))
                continue
            except (RecursionError, ValueError):
                end = self._end_of_brackets()
            # A number at the very end of what was read may go on.
            if end < len(self._text) or not self._more():
                text = self._text[self._at : end]
                self._at = end
                return text

    def _end_of_brackets(self) -> int:
        """Where a value ends that only its brackets are known of: nested too deep to be decoded."""
        while True:
            depth = 0
            for found in _BRACKET.finditer(self._text, self._at):
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
                if depth <= 0 and found.group() in "]}":
                    return found.end()
            if self._too_long() or not self._more():
                self._fail("a record does not end")

    def _too_long(self) -> bool:
        return len(self._text) - self._at > MAX_LINE

    def _more(self) -> bool:
        """Read on: twice as much each time, so that no text is looked through again and again."""
        if self._ended:
            return False
        kept = self._text[self._at :]
        piece = self._file.read(max(_CHUNK, len(kept)))
        self._text, self._at, self._ended = kept + piece, 0, not piece
        return bool(piece)

    def _fail(self, why: str) -> None:
        message = f"{self._name} is not valid JSON ({why}); export it again, as UTF-8"
        raise UnreadableFile(message)


def _plain(value: Any) -> Any:
    """Resolve MongoDB extended JSON: ``{"$oid": x}``, ``{"$date": x}``, ``{"$numberInt": "1"}``."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key, inner = next(iter(value.items()))
        if key in {"$oid", "$date", "$numberDecimal"}:
            return _plain(inner)
        if key in {"$numberInt", "$numberLong", "$numberDouble"}:
            return _number(inner, int if key != "$numberDouble" else float)
    return {key: _plain(each) for key, each in value.items()}


def _number(value: Any, kind: type[int] | type[float]) -> Any:
    """The number that a text of MongoDB holds; the text itself where it holds none."""
    try:
        return kind(value)
    except (ValueError, TypeError, OverflowError):
        return value if isinstance(value, str) else None
