"""Folding as data, for a phone that must fold what is typed as the guide did: letters to look up, and rules of words.

A phone brings a text into lower case and takes its letters apart (NFKD), which browsers do as Python does.
What happens to each letter then is looked up here.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from kiosk.caches import memoised
from kiosk.directory.vocabulary.fold import (
    ARTICLE,
    FEMININE,
    JOINED,
    LETTERS,
    PLURAL,
    SILENT,
    letter,
)

_BLOCK: Final = 128
_ALWAYS: Final = frozenset({0x0000, 0x0080, 0x0100, 0x0180, 0x0300, 0x2000})
"""Blocks of Latin letters, of accents, and of signs that nobody sees."""


def fold_table(texts: Iterable[str]) -> dict[str, Any]:
    """What a phone needs to fold words that are written in the letters of ``texts``, which are folded.

    ``same`` and ``gone`` are ranges for a regular expression; ``others`` has letters by what they
    become; any other sign sets words apart. The rest are patterns of which the first group stays, and
    ``silent``, what words look like that tell nothing.
    """
    blocks = _ALWAYS | {_block(ord(char)) for text in texts for char in text}
    written = {_block(code) for code, becomes in LETTERS.items() if _is_of(becomes, blocks)}
    return _letters(blocks | written) | {
        "joined": JOINED,
        "article": ARTICLE,
        "endings": [PLURAL, FEMININE],
        "silent": SILENT,
    }


def _block(code: int) -> int:
    return code // _BLOCK * _BLOCK


def _is_of(letters: str, blocks: frozenset[int]) -> bool:
    return bool(letters) and all(_block(ord(each)) in blocks for each in letters)


def apart(text: str) -> str:
    """A text as a phone looks its letters up."""
    return unicodedata.normalize("NFKD", text.lower())


@memoised
def _letters(blocks: frozenset[int]) -> dict[str, Any]:
    same: list[int] = []
    gone: list[int] = []
    others: dict[str, str] = {}
    for code in sorted(code for block in blocks for code in range(block, block + _BLOCK)):
        char = chr(code)
        if apart(char) != char:
            continue  # None is left of it when it is looked up.
        becomes = letter(char)
        if becomes == char and char != " ":
            same.append(code)
        elif not becomes:
            gone.append(code)
        elif becomes.strip():
            others[becomes] = others.get(becomes, "") + char
    return {"same": _ranges(same), "gone": _ranges(gone), "others": others}


def _ranges(codes: list[int]) -> str:
    """Codes in order, as in the brackets of a regular expression."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(
        f"\\u{first:04x}" + (f"-\\u{last:04x}" if last > first else "") for first, last in runs
    )
