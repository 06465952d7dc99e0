"""Arabic is written without its short vowels, and a voice cannot guess them: here they are put back.

``speech.po`` beside the catalogue holds every sentence of the guide with its vowels. What is not in it
stays unsaid: half-vowelled speech misleads.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.pofile import read_po

from kiosk.caches import memoised

FILE: Final = "speech.po"
_MARKS: Final = re.compile("[\u064b-\u0652]")
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_PAUSE: Final = re.compile(r"(?:, |(?<=[.!؟:]) )")
_QUOTES: Final = re.compile("[«»“”]")
_DATE: Final = re.compile(r"(?:(\S+) )?(\d{1,2}) (\S+)(?: (\d{4}))?")
_PLAIN: Final = re.compile(r"[\w\s:.,–@/+()-]*", re.ASCII)
"""Figures, codes and Latin names: they are read as they stand."""
_DEEPEST: Final = 3


class _Pattern(NamedTuple):
    plain: re.Pattern[str]
    vowelled: list[str]


class Vowels:
    """The sentences of one language with their vowels."""

    def __init__(self, file: Path) -> None:
        """Read them."""
        self._whole: dict[str, str] = {}
        self._patterns: list[_Pattern] = []
        for plain, vowelled in _pairs(file):
            if _PLACEHOLDER.search(plain):
                self._patterns.append(_pattern(plain, vowelled))
            else:
                self._whole.setdefault(plain, vowelled)

    def of(self, text: str) -> str | None:
        """A text with its vowels; None when they are not known."""
        return self._of(unmarked(text).strip(), 0)

    def _of(self, text: str, depth: int) -> str | None:
        if _PLAIN.fullmatch(text):
            return text
        found = self._whole.get(text) or self._whole.get(text.rstrip(".:"))
        if found or depth > _DEEPEST:
            return found
        if date := _DATE.fullmatch(text):
            day, month = self._whole.get(date[1] or ""), self._whole.get(date[3])
            if month and (day or not date[1]):
                return " ".join(each for each in (day, date[2], month, date[4]) if each)
        for pattern in self._patterns:
            match = pattern.plain.fullmatch(text)
            values = [self._of(each, depth + 1) for each in match.groups()] if match else [None]
            if None not in values:
                return _filled(pattern.vowelled, [each or "" for each in values])
        return self._in_pieces(text, depth)

    def _in_pieces(self, text: str, depth: int) -> str | None:
        """The longest beginning that is known, then the rest: a sentence may hold a pause itself."""
        for pause in reversed([*_PAUSE.finditer(text)]):
            head = self._of(text[: pause.start()], depth + 1)
            rest = self._of(text[pause.end() :], depth + 1) if head else None
            if head and rest:
                return f"{head}, {rest}"
        return None


def unmarked(text: str) -> str:
    """Without vowels, as it stands on a screen."""
    return _MARKS.sub("", text)


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    with file.open("rb") as source:
        for message in read_po(source):
            if message.id:
                # Voices do not say quotation marks: kiosk.wording.spoken_words leaves them out.
                yield _QUOTES.sub("", str(message.id)), _QUOTES.sub("", str(message.string))


def _pattern(plain: str, vowelled: str) -> _Pattern:
    parts = _PLACEHOLDER.split(plain)
    return _Pattern(re.compile("(.+?)".join(map(re.escape, parts))), _PLACEHOLDER.split(vowelled))


def _filled(parts: list[str], values: list[str]) -> str:
    return parts[0] + "".join(value + part for value, part in zip(values, parts[1:], strict=True))


@memoised
def vowels_in(folder: Path) -> Vowels | None:
    """Those of a language, by the folder of its catalogue; None where it is written with all of them."""
    file = folder / "LC_MESSAGES" / FILE
    return Vowels(file) if file.is_file() else None
