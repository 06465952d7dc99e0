"""The words that each language knows, as its dictionaries have them: none is a slip of another word.

One list per language stands in ``known/``, written by ``tools/words/collect.py``; its README names the sources. A list
is kept as it is written and searched by halves: as a set of words, all of them would take thirty times the room.
"""

import gzip
import re
import tomllib
from collections.abc import Collection
from importlib.resources import files
from typing import Final

from kiosk.caches import memoised, read_once
from kiosk.search.words.text import Token

FOLDER: Final = files("kiosk.search.words").joinpath("known")
_SUFFIX: Final = ".txt.gz"
_END: Final = b"\n"
_PLURAL: Final = re.compile(r"^(.{3,}(?:[^sx](?=s)|u(?=x)))[sx]$")
"""As that of stems, but -x is a plural behind -u only: "durex" is not the plural of "dure"."""


def listed() -> tuple[str, ...]:
    """The languages that have a list."""
    return tuple(sorted(_lists()))


def words_of(language: str) -> list[str]:
    """Every word of a list, folded."""
    return _lists()[language].decode().split()


@memoised
def is_word(word: Token) -> bool:
    """Whether some language knows a word, or its singular; a slip that was reviewed it does not know."""
    if word.folded in slips():
        return False
    forms = _forms(word)
    return any(_is_in(text, form) for text in _written(word.folded.isascii()) for form in forms)


def is_word_of(word: Token, language: str) -> bool:
    """Whether this language knows it."""
    text = _lists().get(language)
    return text is not None and any(_is_in(text, form) for form in _forms(word))


def singular_of(word: str) -> str:
    """A folded word without the mark of its plural."""
    return _PLURAL.sub(r"\1", word)


@read_once
def slips() -> frozenset[str]:
    """What stands in a list and is a slip all the same: each was looked at by somebody."""
    text = FOLDER.joinpath("slips.toml").read_text("utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words)


def _forms(word: Token) -> Collection[bytes]:
    """As it is written, without its article, in the singular: a word may begin as an article does."""
    forms = (word.folded, word.bare, singular_of(word.folded), singular_of(word.bare))
    return dict.fromkeys(each.encode() for each in forms if each)


def _is_in(text: bytes, word: bytes) -> bool:
    """Whether a word is a line of a text whose lines are in order of letters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(_END, low, middle) + 1 or low
        end = text.find(_END, middle, high)
        end = high if end < 0 else end
        line = text[start:end]
        if line == word:
            return True
        if line < word:
            low = end + 1
        else:
            high = max(low, start - 1)
    return False


@read_once
def _written(ascii_letters: bool) -> tuple[bytes, ...]:
    """The lists of one kind of letters: those of the Latin alphabet without their accents, or others."""
    return tuple(text for text in _lists().values() if text.isascii() == ascii_letters)


@read_once
def _lists() -> dict[str, bytes]:
    return {
        each.name.removesuffix(_SUFFIX): gzip.decompress(each.read_bytes())
        for each in FOLDER.iterdir()
        if each.name.endswith(_SUFFIX)
    }
