"""The words of everyday opening hours, French first, and how a text is cut into them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.directory.vocabulary.fold import fold

WEEK: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

_DAYS: Final = (
    "lundi lun lu monday mon mo",
    "mardi mar ma tuesday tue tu",
    "mercredi mer me wednesday wed we",
    "jeudi jeu je thursday thu th",
    "vendredi ven ve friday fri fr",
    "samedi sam sa saturday sat",
    "dimanche dim di sunday sun su",
)
_MONTHS: Final = (
    "janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil",
    "aout", "septembre sept", "octobre oct", "novembre nov", "decembre dec",
)  # fmt: skip
_OSM_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_NTH: Final = {
    "1er": "1", "1re": "1", "premier": "1", "premiers": "1", "1ers": "1",
    "2e": "2", "2eme": "2", "2nd": "2", "deuxieme": "2", "second": "2", "2emes": "2",
    "3e": "3", "3eme": "3", "troisieme": "3", "4e": "4", "4eme": "4", "quatrieme": "4",
    "dernier": "-1", "derniers": "-1",
}  # fmt: skip
_SILENT: Final = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "ouvert",
        "ouverte",
        "ouverts",
        "ouvertes",
        "ouverture",
        "horaires",
        "horaire",
        "heures",
        "accueil",
        "public",
        "du",
        "mois",
        "chaque",
        "en",
        "the",
        "open",
        "from",
        "on",
        "hours",
        "of",
    ]
)
_KINDS: Final = {
    "a": "to", "au": "to", "jusqu": "to", "to": "to", "until": "to", "-": "to",
    "et": "and", ",": "and", "/": "and", "&": "and", "puis": "and", "and": "and", "+": "and",
    ";": "stop", ".": "stop", "(": "and", ")": "and", ":": "silent", "\n": "stop", "|": "stop",
    "matin": "morning", "matins": "morning", "matinee": "morning",
    "soir": "evening", "soirs": "evening",
    "ferme": "closed", "fermee": "closed", "fermes": "closed", "fermeture": "closed",
    "closed": "closed", "sauf": "except", "excepte": "except", "hors": "except",
    "pendant": "during", "durant": "during",
}  # fmt: skip
_PHRASES: Final = (
    (r"(?:seulement |uniquement )?sur (?:rendez ?-? ?vous|rdv)|(?:prendre )?rendez ?-? ?vous obligatoire|\bby appointment", "appointment"),
    (r"(?:les )?jours? feries?|public holidays?|\bferies?\b", "PH"),
    (r"(?:les |des )?vacances scolaires|school holidays?", "SH"),
    (r"24 ?h? ?(?:/|sur) ?24(?: ?h)?|24 heures sur 24|jour et nuit", "24h"),
    (r"7 ?j(?:ours)? ?(?:/|sur) ?7(?: ?j)?|tous les jours|tlj|every day|daily", "every_day"),
    (r"en semaine|jours ouvres|jours ouvrables", "weekdays"),
    (r"week ?-? ?ends?", "weekend"),
    (r"semaines? paires?", "even"),
    (r"semaines? impaires?", "odd"),
    (r"apres ?-? ?midi", "afternoon"),
    (r"\bmidi\b|\bnoon\b", "noon"),
    (r"\bminuit\b|\bmidnight\b", "midnight"),
)  # fmt: skip
_TIME: Final = r"(?P<hour>\d{1,2}) ?(?:h(?:eures?)?|:)(?: ?(?P<minute>\d{2})(?!\d))?(?:min)?"
_DOTTED: Final = re.compile(r"(?<!\d)(\d{1,2})[.](\d{2})(?= ?[-–—àa]|\s|$|,)")


@dataclass(frozen=True, slots=True)
class OpeningWord:
    """A piece of the text: its kind, and its value (a day 0–6, minutes, a number, a name)."""

    kind: str
    value: str = ""
    number: int = -1


def words_in(text: str) -> list[OpeningWord]:
    """Cut a text into words; a word of kind "?" was not understood."""
    plain = _plain(text)
    found: list[OpeningWord] = []
    position = 0
    while position < len(plain):
        word, length = _next(plain, position)
        if word is not None and word.kind != "silent":
            found.append(word)
        position += length
    return found


def _plain(text: str) -> str:
    dashes = re.sub("[‐‑‒–—−~>]|->", "-", text.replace("’", "'"))
    dashes = _DOTTED.sub(r"\1:\2", dashes)
    kept = re.sub(r"[^\W_]+", lambda found: fold(found.group()) or " ", dashes)
    return re.sub(r"[ \t\u00a0\u202f']+", " ", kept).lower().strip()


def _next(plain: str, position: int) -> tuple[OpeningWord | None, int]:
    if plain[position] == " ":
        return None, 1
    for pattern, kind in _PHRASES:
        if found := re.compile(pattern).match(plain, position):
            return _phrase(kind), len(found.group())
    if found := re.compile(_TIME).match(plain, position):
        return _time(int(found["hour"]), int(found["minute"] or 0), found.group())
    token = re.compile(r"\d+(?:er|re|e|eme|nd)s?\b|[^\W\d_]+|\d+|.", re.DOTALL).match(
        plain, position
    )
    text = token.group() if token else plain[position]
    return _word(text), len(text)


def _phrase(kind: str) -> OpeningWord:
    fixed = {"noon": 12 * 60, "midnight": 24 * 60}
    return OpeningWord("time", number=fixed[kind]) if kind in fixed else OpeningWord(kind)


def _time(hour: int, minute: int, text: str) -> tuple[OpeningWord, int]:
    if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
        return OpeningWord("?", text), len(text)
    return OpeningWord("time", number=hour * 60 + minute), len(text)


def _word(text: str) -> OpeningWord:
    if text in _NTH:
        return OpeningWord("nth", _NTH[text])
    if text in _KINDS:
        return OpeningWord(_KINDS[text], text)
    singular = text[:-1] if text.endswith("s") and len(text) > 4 else text
    for at, names in enumerate(_DAYS):
        if singular in names.split():
            return OpeningWord("day", number=at)
    for at, names in enumerate(_MONTHS):
        if text in names.split():
            return OpeningWord("month", _OSM_MONTHS[at])
    if text.isdigit():
        return OpeningWord("number", text, int(text))
    return OpeningWord("silent" if text in _SILENT else "?", text)


def day_list(days: Iterable[int]) -> str:
    """Days of the week (0 is Monday) as OSM writes them: "Mo-Fr", "Sa,Su"."""
    order = sorted(set(days))
    runs: list[list[int]] = []
    for day in order:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        WEEK[run[0]]
        if len(run) == 1
        else f"{WEEK[run[0]]}{'-' if len(run) > 2 else ','}{WEEK[run[-1]]}"
        for run in runs
    )
