"""Whether the name of a hidden place tells where it is."""

import re
from collections.abc import Sequence
from typing import Final

from kiosk.directory.vocabulary.fold import fold
from kiosk.directory.vocabulary.spelling import sound_of

_STREET_WORDS: Final = """
rue r avenue av ave boulevard bd bld boul impasse imp allee allees all place pl chemin ch chem cours crs quai
q route rte square sq passage pass residence res batiment bat villa hameau ham lotissement lot lieudit
faubourg fbg fg sente sentier esplanade esp rond point carrefour voie venelle montee cite clos ruelle traverse
promenade mail parvis galerie porte etage escalier appartement appt apt numero n no bis ter quater cedex bp cs
"""
_STREETS: Final = frozenset(_STREET_WORDS.split())
_SILENT_WORDS: Final = (
    "le la les l de du des d a au aux en et sur sous pres the of chez dans saint sainte st ste"
)
_SILENT: Final = frozenset(_SILENT_WORDS.split())
_LEAST: Final = 3
_SQUASHED: Final = 4
"""Letters of a word of the address that may stand within another word, or with blanks between them."""

_CODE: Final = re.compile(r"[/@+#°\\]|\w\.\w")
"""Links, plus codes, three words, degrees."""


def tells_the_address(name: str, address: Sequence[str], town: str | None) -> bool:
    """Whether a name shares a distinctive word with an address, or looks like an address itself.

    A name in other letters than the address cannot be held against it, so it tells.

    Args:
        name: As written.
        address: Its lines and codes.
        town: May be told.
    """
    words = fold(name).split()
    if _CODE.search(name) or any(char.isdigit() for char in name) or not _is_latin(name):
        return True
    if len(words) > 1 and set(words[:-1]) & (
        _STREETS - {"r", "q", "n", "lot", "place", "point", "porte"}
    ):
        return True
    own = set(fold(town or "").split())
    telling = {word for line in address for word in fold(line).split()} - own - _STREETS - _SILENT
    telling = {word for word in telling if len(word) >= _LEAST and not word.isdigit()}
    squashed = "".join(words)
    if any(len(told) >= _SQUASHED and told in squashed for told in telling):
        return True
    long_words = [word for word in words if len(word) >= _LEAST]
    return any(_is_alike(word, told) for told in telling for word in long_words)


def _is_alike(word: str, told: str) -> bool:
    if word == told or word.rstrip("sx") == told.rstrip("sx"):
        return True
    shorter, longer = sorted((word, told), key=len)
    if len(shorter) >= _SQUASHED and longer.startswith(shorter):
        return True
    return len(shorter) > _SQUASHED and sound_of(word) == sound_of(told)


def _is_latin(name: str) -> bool:
    return all(char.isascii() or not char.isalpha() for char in fold(name))
