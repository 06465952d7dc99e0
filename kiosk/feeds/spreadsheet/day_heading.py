"""Headings that name days: "lundi", "h_lundi", "lun.", "Tuesday", "ouverture lundi matin", "du lundi au vendredi"."""

from dataclasses import dataclass
from typing import Final

from kiosk.feeds.spreadsheet.heading_words import folded_heading

WEEK: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_SPELLED: Final = (
    "lundi lundis lun lund monday mondays mon",
    "mardi mardis mar mard tuesday tuesdays tue tues",
    "mercredi mercredis mer merc wednesday wednesdays wed",
    "jeudi jeudis jeu jeud thursday thursdays thu thur thurs",
    "vendredi vendredis ven vend vendr friday fridays fri",
    "samedi samedis sam saturday saturdays sat",
    "dimanche dimanches dim sunday sundays sun",
)
_SHORT: Final = ("lu mo l", "ma tu", "me we", "je th j", "ve fr v", "sa s", "di su d")
_DAYS: Final = {word: at for at, words in enumerate(_SPELLED) for word in words.split()}
_TWO_LETTERS: Final = {
    word: at for at, words in enumerate(_SHORT) for word in words.split() if len(word) == 2
}
_GROUPS: Final = {
    "week end": "samedi et dimanche", "weekend": "samedi et dimanche", "we": "samedi et dimanche",
    "semaine": "lundi au vendredi", "en semaine": "lundi au vendredi", "tous les jours": "tous les jours",
    "jours feries": "jours fériés", "feries": "jours fériés", "jour ferie": "jours fériés",
}  # fmt: skip
_PARTS: Final = {
    "matin": "matin", "matinee": "matin", "am": "matin", "morning": "matin", "midi": "midi",
    "apres": "après-midi", "aprem": "après-midi", "pm": "après-midi", "afternoon": "après-midi",
    "soir": "soir", "soiree": "soir", "evening": "soir",
}  # fmt: skip
_OPENS: Final = frozenset(
    ["ouverture", "ouvre", "opening", "open", "opens", "debut", "start", "from"]
)
_CLOSES: Final = frozenset(
    ["fermeture", "ferme", "closing", "close", "closes", "fin", "end", "until"]
)
_SILENT: Final = frozenset(
    [
        "h",
        "hor",
        "hr",
        "horaire",
        "horaires",
        "heure",
        "heures",
        "hours",
        "hour",
        "jour",
        "jours",
        "day",
        "le",
        "la",
        "les",
        "du",
        "de",
        "des",
        "d",
        "l",
        "a",
        "au",
        "aux",
        "et",
        "and",
        "to",
        "the",
        "of",
        "1",
        "2",
        "3",
        "4",
        "plage",
        "creneau",
        "creneaux",
        "journee",
        "accueil",
        "public",
        "permanence",
        "permanences",
        "ouvert",
        "fs",
    ]
)
_AND: Final = frozenset(["et", "and"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHeading:
    """What a column says of days.

    Attributes:
        days: The days as one says them; "" where a column only says when one opens or closes.
        part: The part of the day, or "".
        closes: True: when one closes; False: when one opens, or both in one cell.
    """

    days: str
    part: str = ""
    closes: bool = False


def day_heading(heading: str) -> DayHeading | None:
    """Read a heading; None when it holds anything besides days and hours: "remarques lundi" is no day."""
    folded = folded_heading(heading)
    words = folded.split()
    part = next((_PARTS[word] for word in words if word in _PARTS), "")
    closes = any(word in _CLOSES for word in words)
    rest = [word for word in words if not _is_known(word)]
    days = [_DAYS[word] for word in words if word in _DAYS]
    if not days and rest and all(word in _TWO_LETTERS for word in rest):
        days, rest = [_TWO_LETTERS[word] for word in rest], []
    if rest or len(days) > 7:
        group = _GROUPS.get(
            " ".join(
                word
                for word in words
                if word not in _SILENT or word in {"tous", "les", "jours", "en"}
            )
        )
        return DayHeading(days=group) if group else None
    if not days:
        one_end = {"heure", "heures", "h"} & set(words) and (closes or _OPENS & set(words))
        # "Heures d'ouverture" is the whole; "heure de fermeture" is one end of it.
        return DayHeading(days="", part=part, closes=closes) if one_end else None
    return DayHeading(days=_said(days, bool(_AND & set(words))), part=part, closes=closes)


def _is_known(word: str) -> bool:
    return word in _DAYS or word in _PARTS or word in _OPENS or word in _CLOSES or word in _SILENT


def _said(days: list[int], together: bool) -> str:
    if len(days) == 2 and not together:
        return f"{WEEK[days[0]]} au {WEEK[days[1]]}"
    return " et ".join(WEEK[day] for day in dict.fromkeys(days))


def week_of_letters(headings: tuple[str, ...]) -> int | None:
    """Where seven headings in a row are the letters of the days, "L M M J V S D"; None where none are."""
    letters = "".join(
        heading.strip().upper() if len(heading.strip()) == 1 else "." for heading in headings
    )
    at = letters.find("LMMJVSD")
    return at if at >= 0 else None
