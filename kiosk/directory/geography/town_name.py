"""Names of towns as people and post offices write them: cedex, arrondissements, departments, quarters."""

import re
from typing import Final

from kiosk.directory.vocabulary.fold import fold

_CEDEX: Final = re.compile(r"\b(?:cedex|cdx|cs \d+|bp \d+)\b.*$")
_DEPARTMENT: Final = re.compile(r"^\d{5}\s+|\s+(?:2[ab]|\d{2,5})$")
_ORDINAL: Final = re.compile(
    r"^(paris|lyon|marseille)\s+(?:0?(\d{1,2})|([ivx]+))(?:\s?(?:er|e|eme|em|ieme|nd|d))?(?:\s+arr\w*)?$"
)
_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
    "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20,
}  # fmt: skip
_BASES: Final = {"paris": 75100, "lyon": 69380, "marseille": 13200}
_ARRONDISSEMENTS: Final = {"paris": 20, "lyon": 9, "marseille": 16}
_ARTICLES: Final = frozenset(["le", "la", "les", "l"])
_SHORT: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_QUARTERS: Final = r"\s+(?:centre(?: ville)?|nord|sud|est|ouest|ville|principal|gare)$"


def plain_name(name: str) -> str:
    """A name as it is compared: folded, "saint" for "st", without cedex, department or quarter.

    >>> plain_name("DIJON CEDEX 9"), plain_name("MANS (LE)"), plain_name("ST ETIENNE")
    ('dijon', 'le mans', 'saint etienne')
    """
    inside = re.search(r"\(([^)]*)\)", name)
    folded = fold(re.sub(r"\([^)]*\)", " ", name))
    if inside and fold(inside.group(1)).replace(" ", "") in _ARTICLES:
        folded = f"{fold(inside.group(1))} {folded}"
    return short_name(_DEPARTMENT.sub("", _CEDEX.sub("", folded).strip()))


def short_name(folded: str) -> str:
    """A folded name as people write it: "saint" and "sainte" for "st" and "ste"."""
    whole = " ".join(_SHORT.get(word, word) for word in folded.split())
    return whole.replace(" s ", " sur ")


def is_postal(name: str) -> bool:
    """Whether a name is written for the post: with "cedex", a number, or brackets."""
    return bool(_CEDEX.search(fold(name)) or re.search(r"[\d()]", name))


def arrondissement(name: str) -> str | None:
    """The INSEE code of "Lyon 3e", "Paris 13", "MARSEILLE 1ER ARRONDISSEMENT", "Paris XIIIe"; None for others."""
    folded = _CEDEX.sub("", fold(name.replace("(", " ").replace(")", " "))).strip()
    found = _ORDINAL.match(folded)
    if not found:
        return None
    city, digits, roman = found.groups()
    number = int(digits) if digits else _ROMAN.get(roman, 0)
    return str(_BASES[city] + number) if 1 <= number <= _ARRONDISSEMENTS[city] else None


def without_quarter(plain: str) -> str:
    """A plain name without what follows it: "dijon centre" is "dijon"."""
    return re.sub(_QUARTERS, "", plain)


def beginnings(plain: str) -> list[str]:
    """The name, and what it begins with, word by word, longest first: "dijon fontaine d ouche"."""
    words = plain.split()
    return [" ".join(words[:count]) for count in range(len(words), 0, -1)]
