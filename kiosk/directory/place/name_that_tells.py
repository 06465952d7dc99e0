"""Whether the name of a hidden place tells where it is.

Who looks for a hidden place reads every name with care, and a street is known again in any spelling that still sounds,
looks or is cut like it. Whatever is doubtful therefore tells: a place too many that is called after its kind and town
costs a name, one too few costs a life. Only words for what a place is ("accueil", "foyer") never count, or no name
would be left.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from kiosk.directory.place.address_words import (
    BESIDE,
    COMMON_KINDS,
    GENERAL,
    HOUSE,
    KINDS,
    MOST,
    SILENT,
    SPELT,
    number_words,
)
from kiosk.directory.vocabulary.fold import fold, letter
from kiosk.directory.vocabulary.spelling import sound_of

_LEAST: Final = 3
_SQUASHED: Final = 4
"""Letters of a word of the address that may stand within another word, or with blanks between them."""

_CODE: Final = re.compile(r"[@+#°\\_]|//|\w/\w|\w{2,}[.:]\w{2,}")
"""Links, plus codes, three words, degrees."""

_CIPHER: Final = re.compile(r"[^\W\d_]{22,}|(?:[^\W\d_]*[^\W\d_A-Z][A-Z]){4}")
"""Letters that nobody reads as a word: too many, or large ones again and again in the midst."""

_SIGNS: Final = frozenset(" \t\n\u00a0\u202f-\u2010\u2011'’‘´`ʼ.,;:&()!?/«»\"“”–—·|*…")
"""Signs that stand in names."""

_NUMBERED_TOWNS: Final = ("75", "69", "13")
"""Departments whose great town has numbered quarters; the last figures of the postal code are such a number."""

_FEW: Final = 10
"""Smaller numbers are in many names: they tell when nothing else stands there, or as "which one"."""


def tells_the_address(name: str, address: Sequence[str], town: str | None) -> bool:
    """Whether a name shares a distinctive word with an address, or looks like an address itself.

    A name in other letters than the address cannot be held against it, so it tells.

    Args:
        name: As written.
        address: Its lines and codes.
        town: May be told.
    """
    if (
        _CODE.search(name)
        or _CIPHER.search(name)
        or any(char.isdigit() for char in name)
        or not _is_plain(name)
    ):
        return True
    own = _words(town or "")
    words = _without(_words(name), own)
    if _looks_like_an_address(words):
        return True
    lines = [_without(_words(line), own) for line in address]
    return _tells_a_number(words, address) or any(_shares(words, line) for line in lines)


def _is_plain(name: str) -> bool:
    """Whether all of it can be compared: no letters of other scripts, no pictures of letters."""
    return all(
        (folded.isascii() and folded.isalpha())
        if (folded := letter(char).strip())
        else char in _SIGNS or not fold(f"a{char}a").count(" ")
        for char in name
    )


def _words(text: str) -> list[str]:
    return [SPELT.get(word, word) for word in fold(text).split()]


def _without(words: list[str], town: list[str]) -> list[str]:
    """The words without the town's whole name: half of it may be a street."""
    size = len(town)
    for at in range(len(words) - size + 1) if size else ():
        if words[at : at + size] == town:
            return words[:at] + _without(words[at + size :], town)
    return words


def _looks_like_an_address(words: list[str]) -> bool:
    if BESIDE.intersection(words) or any(
        first == "face" and second in SILENT for first, second in itertools.pairwise(words)
    ):
        return True
    told = [word for word in words if word not in SILENT]
    pairs = itertools.pairwise(told)
    return any(len(kind) > 1 and kind in KINDS and word not in GENERAL for kind, word in pairs)


def _tells_a_number(words: list[str], address: Sequence[str]) -> bool:
    """Whether the number of the house, the street or the quarter is spelt out."""
    joined = set(_joined(words, 4))
    only_numbers = {word for word in words if word not in SILENT | GENERAL}
    for number, is_quarter in _numbers(address):
        for spelt in number_words(number):
            whole = number >= _FEW or is_quarter or spelt.endswith(("ieme", "premier"))
            if spelt in joined and len(spelt) > 1 and (whole or only_numbers <= {spelt}):
                return True
    return False


def _numbers(address: Sequence[str]) -> Iterator[tuple[int, bool]]:
    for line in address:
        for word in fold(line).split():
            figures = re.match(r"\d+", word)
            if figures is None:
                continue
            if len(figures[0]) == 5 and word.startswith(_NUMBERED_TOWNS):
                yield int(word[3:5]), True
            elif 0 < int(figures[0]) <= MOST:
                yield int(figures[0]), False


def _joined(words: Sequence[str], most: int) -> Iterator[str]:
    """Each word, and each with those behind it, as one."""
    for at in range(len(words)):
        for end in range(at + 1, min(at + most, len(words)) + 1):
            yield "".join(words[at:end])


def _shares(words: list[str], line: list[str]) -> bool:
    telling = _telling(line)
    squashed = "".join(words)
    parts = [part for part in _joined(words, 3) if part not in GENERAL and part not in SILENT]
    names = [word for word in line if word not in KINDS | HOUSE and not word.isdigit()]
    backwards = squashed[::-1]
    return (
        any(len(told) >= _SQUASHED and told in squashed for told in telling)
        or any(len(told) > _SQUASHED and told in backwards for told in telling)
        or any(len(told) > _SQUASHED and told in squashed for told in _pairs(names, telling))
        or any(_is_alike(part, told) for told in telling for part in parts)
        or bool(_initials(names).intersection(set(words) - GENERAL - SILENT))
        or bool(_initials([word for word in words if word not in GENERAL]) & telling)
    )


def _telling(line: list[str]) -> set[str]:
    """The words of a line that are its own."""
    kinds = [word for word in line if word in KINDS]
    # The one kind of a street that has many tells nothing; in "rue du Clos" the second is its name.
    silent = HOUSE | SILENT | (COMMON_KINDS if len(kinds) == 1 else frozenset())
    own = {word for word in line if word not in silent and len(word) > 1 and not word.isdigit()}
    specific = own - GENERAL
    return own if kinds and not specific - KINDS else specific


def _pairs(names: list[str], telling: set[str]) -> Iterator[str]:
    """Two words of the name of a street as one, one of them telling: "Bel Air" is "Belair"."""
    for first, second in itertools.pairwise(names):
        if {first, second} & telling:
            yield first + second


def _initials(names: list[str]) -> set[str]:
    """The first letters of what a street is called, of two words or more."""
    told = [word for word in names if word not in SILENT]
    found = {"".join(word[0] for word in some) for some in (names, told) if len(some) > 1}
    return {each for each in found if len(each) > 1} | {f"r{each}" for each in found}


def _is_alike(word: str, told: str) -> bool:
    """Whether one is a form, a part or a slip of the other, sounds like it, or is its consonants."""
    word, told = word.rstrip("sx") or word, told.rstrip("sx") or told
    shorter, longer = sorted((word, told), key=len)
    least = len(shorter)
    if least < _SQUASHED:
        return word == told or (len(word) >= _LEAST and word == re.sub(r"[aeiouy]", "", told))
    if longer.startswith(shorter) or (least > _SQUASHED and shorter in longer):
        return True
    slips = 0 if least == _SQUASHED else 1 if least < 2 * _SQUASHED else 2
    return (
        sound_of(word) == sound_of(told)
        or OSA.distance(word, told, score_cutoff=slips) <= slips
        or word == re.sub(r"[aeiouy]", "", told)
    )
