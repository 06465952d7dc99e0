"""Letters that should match: case, accents, ligatures, Arabic forms, punctuation."""

import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
        "ک": "ك", "ی": "ي", "ـ": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """``text`` as it is compared: lower case, without accents, words set apart by one blank.

    >>> fold("L'Épicerie — Cœur")
    'l epicerie coeur'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).translate(_LETTERS).split())
