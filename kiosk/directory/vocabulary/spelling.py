"""Words that may be meant by a word as it is written: one slip of the finger, or written by ear.

Two words that differ by one slip (a letter too many, missing, wrong, or two swapped) have a variant
in common when each is written without any one of its letters. Words that sound alike in French
share the variant that stands for the sound.

Source:
    W. Garbe, "1000x Faster Spelling Correction" (symmetric deletion), 2012. The rules of sound are
    our own, after the spelling of French.
"""

import hashlib
import re
from typing import Final

from rapidfuzz.distance import OSA

from kiosk.caches import memoised

SHORTEST: Final = 4
"""Shorter words have too many neighbours to be guessed at."""

LONGEST: Final = 24

_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"ph", "f"),
        (r"sch|sh|ch", "$"),
        (r"qu|q|ck|cc(?![ei])|c(?![eiyh$])|k", "k"),
        (r"gu(?=[eiy])", "g"),
        (r"g(?=[eiy])", "j"),
        (r"c(?=[eiy])|sc(?=[eiy])|ti(?=on)", "s"),
        (r"z", "s"),
        (r"w", "v"),
        (r"eau|au|ho", "o"),
        (r"oe|ai|ei|et$|er$|ez$|ee$", "e"),
        (r"ain|ein|in$|un$|yn", "1"),
        (r"an|am(?=[bp])|en|em(?=[bp])", "2"),
        (r"on$|om(?=[bp])", "3"),
        (r"y", "i"),
        (r"h", ""),
        (r"(?<=.{2})[aeo]?[stxdepz]+$", ""),
        (r"(?<=.)e(?=.)", ""),
        (r"(.)\1+", r"\1"),
    )
)


@memoised
def sound_of(word: str) -> str:
    """About how a folded word sounds in French: what a by-ear spelling has in common with it.

    >>> sound_of("doushe") == sound_of("douches")
    True
    """
    if not word.isascii():
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def sounds_alike(word: str, other: str) -> bool:
    """Whether two folded words of one sound are written alike, too: "zzqx" is not "scooter".

    >>> sounds_alike("doushe", "douches"), sounds_alike("zzqx", "scooter")
    (True, False)
    """
    return 2 * OSA.distance(word, other) <= max(len(word), len(other))


def variants_of(word: str) -> frozenset[int]:
    """The keys under which a folded word is looked up when it may be misspelt; none for short ones."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return frozenset()
    shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return frozenset(_key(each) for each in (word, f"/{sound_of(word)}", *shorter))


def _key(variant: str) -> int:
    return int.from_bytes(hashlib.blake2b(variant.encode(), digest_size=6).digest()) >> 1
