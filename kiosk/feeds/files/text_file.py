"""Text out of a file of any encoding, decided on all of it: a sample may be cut within a letter."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.limits import MAX_LINE

_CHUNK: Final = 1024 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_ONE_BYTE: Final = ("cp1252", "mac-roman", "cp850")
_USUAL: Final = frozenset("éèêëàâçùûüôîïöœæÉÈÊÀÂÇÔÎŒ’‘“”«»°–—…€ñáíóú\u00a0")
_LETTER: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_MIXED: Final = "windows-1252-where-it-is-not-utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a file's bytes become letters.

    Attributes:
        name: As Python calls it.
        errors: What becomes of bytes that mean nothing in it.
        strays: How many bytes of another encoding a file of UTF-8 holds.
    """

    name: str
    errors: str = "replace"
    strays: int = 0


def encoding_of(path: Path) -> Encoding:
    """The encoding: by its mark, else UTF-8 where it is, else by the letters that French would give.

    Raises:
        UnreadableFile: It cannot be opened, or is no text.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_CHUNK)
            known = _marked(sample, path)
            if known is not None:
                return known
            file.seek(0)
            return Encoding(name="utf-8") if _is_utf_8(file_chunks(file)) else _told(path)
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error


def open_text(path: Path, encoding: Encoding) -> TextIO:
    """Open ``path``; its lines end as they stand."""
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def lines_of(file: TextIO, name: str) -> Iterator[str]:
    """Lines with their ends: LF, CRLF, or the CR of an old Mac.

    Raises:
        UnreadableFile: A line has no end.
    """
    while line := file.readline(MAX_LINE):
        if len(line) >= MAX_LINE:
            message = f"{name} has a line of more than {MAX_LINE:,} letters; export it again"
            raise UnreadableFile(message)
        yield line


def file_chunks(file: object) -> Iterator[bytes]:
    """The bytes of an open file, a megabyte at a time."""
    while chunk := file.read(_CHUNK):  # type: ignore[attr-defined]
        yield chunk


def _marked(sample: bytes, path: Path) -> Encoding | None:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Encoding(name=name)
    zeros = sample.count(b"\x00")
    if not zeros:
        return None
    # UTF-16 without a mark: every other byte of Latin text is a zero.
    even, odd = sample[::2].count(b"\x00"), sample[1::2].count(b"\x00")
    if zeros * 3 > len(sample) and min(even, odd) * 20 < max(even, odd):
        return Encoding(name="utf-16-be" if even > odd else "utf-16-le")
    message = f"{path.name} is not a text table; save it as CSV (UTF-8) or XLSX"
    raise UnreadableFile(message)


def _is_utf_8(chunks: Iterator[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _told(path: Path) -> Encoding:
    """What its bytes tell: mostly whole letters of UTF-8, or letters of one byte."""
    whole, high = 0, Counter[int]()
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(_CHUNK), b""):
            if not line.isascii():
                whole += len(_LETTER.findall(line))
                high.update(byte[0] for byte in _HIGH.findall(_LETTER.sub(b"", line)))
    strays = high.total()
    if whole > strays:
        return Encoding(name="utf-8", errors=_MIXED, strays=strays)
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(_CHUNK), b""):
            if not line.isascii():
                high.update(byte for letter in _LETTER.findall(line) for byte in letter)
    return Encoding(name=max(_OF_ONE_BYTE, key=lambda name: _frenchness(high, name)))


def _frenchness(high: Counter[int], encoding: str) -> int:
    return sum(
        count if bytes([byte]).decode(encoding, "replace") in _USUAL else -count
        for byte, count in high.items()
    )


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, as Windows-1252 would have them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _stray)
