"""Letters that should match: case, accents, ligatures, forms of one letter in other scripts, punctuation."""

import re
import unicodedata
from typing import Final

from kiosk.caches import memoised

LETTERS: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ə": "e",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
        "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه", "ھ": "ه", "ګ": "گ", "ڪ": "ك", "ـ": "", "ء": "",
        "ې": "ي", "ۍ": "ي", "ۀ": "ه", "ە": "ه", "ঁ": "",
        "ё": "е", "є": "е", "і": "и", "ї": "и", "ґ": "г", "ў": "у",
    }
    | dict(zip("ሠሡሢሣሤሥሦሧፀፁፂፃፄፅፆኀኁኂኃኄኅኆቐቑቒቓቔቕቖአቈጐኰዀ", "ሰሱሲሳሴስሶሷጸጹጺጻጼጽጾሐሑሒሓሔሕሖቀቁቂቃቄቅቆኣቆጎኮኾ", strict=True))
)  # fmt: skip

# Rules of words, as patterns of which the first group stays: phones are sent them (fold_table.py), so they use
# only what regular expressions of Python and of browsers have in common.

JOINED: Final = r"([Ѐ-ӿ])['’ʼ`](?=[Ѐ-ӿ])|\b([a-z])\.(?=[a-z]\b)"
"""What stays of a word although a sign follows: before an apostrophe in Cyrillic (in French it ends a word), and letters
that are set apart by dots, as in C.A.F."""

ARTICLE: Final = r"^(?:وال(?=.{4})|بال(?=.{4})|ال(?=.{3})|لل(?=.{4}))(.*)$"
"""Arabic articles, and how many letters must be left of a word behind them."""

PLURAL: Final = r"^(.{3,}[^sx])[sx]$"
FEMININE: Final = r"^(.{5,})e$"

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

MINLETTERS: Final = 2

# A line for each language: French, English, Arabic as folded, the other languages of the screens.
_STOP: Final = """
a ai au aux avec ce ces cette d de des dans du en et est j je l la le les ma me mes moi mon ou par
pour qu que qui sa se ses son sur un une votre vos y
an and at by for i in is it me my of on or the to with
في من علي الي عن مع او و يا هل انا
el los las para con o os do da um uma und der в на и для с у я ve bir ile il lo gli di
"""
STOP_WORDS: Final = frozenset(_STOP.split())

SILENT: Final = rf"^(?:[^0-9]{{0,{MINLETTERS - 1}}}|{'|'.join(sorted(STOP_WORDS))})$"
"""Words that tell nothing."""

_JOINED: Final = re.compile(JOINED)
_ARTICLE: Final = re.compile(ARTICLE)
_ENDINGS: Final = (re.compile(PLURAL), re.compile(FEMININE))


def fold(text: str) -> str:
    """``text`` as it is compared: lower case, without accents, words set apart by one blank.

    >>> fold("L'Épicerie — Cœur")
    'l epicerie coeur'
    """
    bare = text.casefold()
    if "." in bare or not bare.isascii():
        bare = _JOINED.sub(r"\1\2", bare)
    return " ".join(bare.translate(_PLAIN).split())


def split(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` that tell something, in order."""
    return tuple(filter(None, map(bare_of, fold(text).split())))


def bare_of(word: str) -> str:
    """A folded word without its article; "" when it tells nothing."""
    if word in STOP_WORDS or not (len(word) >= MINLETTERS or word.isdigit()):
        return ""
    return word if word.isascii() else _ARTICLE.sub(r"\1", word)


@memoised
def stem(word: str) -> str:
    """A folded word without the marks of plural and feminine: what its forms share.

    >>> stem("gratuites"), stem("bureaux"), stem("bus")
    ('gratuit', 'bureau', 'bus')
    """
    for ending in _ENDINGS:
        word = ending.sub(r"\1", word)
    return word


def letter(char: str) -> str:
    """What is left of a letter by itself: nothing of an accent, a blank of a dot."""
    return _PLAIN[ord(char)]


def _plain(char: str) -> str:
    if unicodedata.combining(char) or char in _INVISIBLE:
        return ""
    if char.isdigit():
        return str(unicodedata.digit(char))
    return char.translate(LETTERS) if char.isalnum() or _is_vowel_sign(char) else " "


def _is_vowel_sign(char: str) -> bool:
    """Whether it is a vowel of a script of India: a mark to Unicode, but as good as a letter."""
    return "\u0900" <= char < "\u0e00" and unicodedata.category(char) in {"Mc", "Mn"}


class _Plain(dict[int, str]):
    """Letters as they are compared, worked out when they first come."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).translate(LETTERS))
        self[code] = "".join(map(_plain, parts.casefold()))
        return self[code]


_PLAIN: Final = _Plain()
