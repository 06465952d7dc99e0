"""Hours read back to whoever wrote them: OSM text as a French sentence."""

import re
from typing import Final

from kiosk.directory.hours.opening_rule import OpeningRule, rules_of
from kiosk.feeds.hours.opening_items import MONTHS
from kiosk.feeds.hours.opening_phrase import NOT_EVERY_WEEK
from kiosk.feeds.hours.opening_text import read_opening_text
from kiosk.feeds.hours.opening_times import DAY, clock_text
from kiosk.feeds.hours.opening_week import BY_APPOINTMENT
from kiosk.feeds.hours.opening_words import WEEK

_DAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_RANKS: Final = {"1": "1er", "2": "2e", "3": "3e", "4": "4e", "5": "5e", "-1": "dernier"}
_HOLIDAYS: Final = "jours fériés"
_SELECTOR: Final = re.compile(
    r"(?P<season>(?:(?:20\d\d )?[A-Z][a-z]{2}(?: \d\d)?[-,]?)*(?<![-,]))? ?"
    r"(?:week (?P<weeks>0[12])-5[23]/2)? ?(?P<school>SH)? ?(?P<same>PH (?=[MTWFS]))?(?P<days>[A-Z][^ ]*)?"
)
_POINT: Final = re.compile(r"(?:(?P<year>20\d\d) )?(?P<month>[A-Z][a-z]{2})(?: (?P<day>\d\d))?")


class _NoSentence(Exception):
    """A rule that everyday hours do not have."""


def sentence_of(osm: str) -> str | None:
    """``osm`` in everyday French, so that reading it gives ``osm`` again; None when no sentence does."""
    try:
        sentence = _sentence(osm)
    except _NoSentence:
        return None
    return sentence if read_opening_text(sentence).osm == osm else None


def _sentence(osm: str) -> str:
    opens, closed, last, ending = [], [], "", ""
    for rule in rules_of(osm):
        found = _SELECTOR.fullmatch(rule.days)
        if found is None:
            raise _NoSentence
        if rule.joint == "||":
            ending = " ou sur rendez-vous"
        elif rule.state == "off":
            closed.append(_closed(found))
        elif found["same"]:
            last = f", y compris les {_HOLIDAYS}"
        elif rule.days + rule.times + rule.comment and rule.of_the_day != "unknown":
            opens.append(_open(rule, found))
    return " ; ".join([*closed, *(f"{each}{last}" for each in opens)]) + ending


def _open(rule: OpeningRule, found: re.Match[str]) -> str:
    before = f"{_season(found['season'])} : " if found["season"] else ""
    conditions = [name for name, said in (
        ("semaines paires", found["weeks"] == "02"), ("semaines impaires", found["weeks"] == "01"),
        ("pendant les vacances scolaires", found["school"]),
        (NOT_EVERY_WEEK, NOT_EVERY_WEEK in rule.comment), (BY_APPOINTMENT, BY_APPOINTMENT in rule.comment),
    ) if said]  # fmt: skip
    if rule.days == "" and rule.times == "00:00-24:00":
        return "24h/24 et 7j/7"
    if rule.days == "" and not rule.times:
        return ", ".join(conditions)
    times = rule.comment if rule.comment.startswith("à partir de") else _times(rule.times)
    behind = "".join(f" ({each})" for each in conditions)
    return f"{before}{_on(found['days'])} {times}{behind}".replace("  ", " ")


def _closed(found: re.Match[str]) -> str:
    if found["school"]:
        days = f"{_on(found['days'])} " if found["days"] else ""
        return f"fermé {days}pendant les vacances scolaires"
    if found["days"] == "PH":
        return f"fermé les {_HOLIDAYS}"
    weeks = {"02": "les semaines paires", "01": "les semaines impaires"}.get(
        found["weeks"] or "", ""
    )
    parts = [_on(found["days"]), weeks, _season(found["season"])]
    return "fermé " + " ".join(part for part in parts if part)


def _season(text: str | None) -> str:
    return " et ".join(_range(each) for each in text.split(",")) if text else ""


def _range(text: str) -> str:
    first, dash, last = text.partition("-")
    if not dash:
        return f"le {_point(first)}" if " " in first else f"en {_point(first)}"
    if " " in first:
        return f"du {_point(first)} au {_point(last)}"
    if (MONTHS.index(last) - MONTHS.index(first)) % 12 == 1:
        return f"en {_point(first)} et {_point(last)}"
    of = "d'" if first in {"Apr", "Aug", "Oct"} else "de "
    return f"{of}{_point(first)} à {_point(last)}"


def _point(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None or found["month"] not in MONTHS:
        raise _NoSentence
    day = {"01": "1er "}.get(found["day"], f"{int(found['day'])} ") if found["day"] else ""
    year = f" {found['year']}" if found["year"] else ""
    return f"{day}{_MONTHS[MONTHS.index(found['month'])]}{year}"


def _on(days: str | None) -> str:
    """Days with their article: "le lundi", "du lundi au vendredi"."""
    names = _days(days)
    return f"le {names}" if names and names.split()[0] not in {"du", "tous"} else names


def _days(text: str | None) -> str:
    if not text:
        return ""
    if text in {"Mo-Su", "Mo-Su,PH"}:
        return "tous les jours" + (f" et {_HOLIDAYS}" if "PH" in text else "")
    names = [_day(each) for each in re.split(r",(?![^\[]*\])", text)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


def _day(text: str) -> str:
    if text == "PH":
        return _HOLIDAYS
    if text[:2] not in WEEK:
        raise _NoSentence
    name = _DAYS[WEEK.index(text[:2])]
    if "[" in text:
        ranks = [_RANKS[rank] for rank in text[3:-1].split(",")]
        return f"{' et '.join(ranks)} {name} du mois"
    if "-" in text:
        return f"du {name} au {_DAYS[WEEK.index(text[3:])]}"
    return name


def _times(text: str) -> str:
    spans = [tuple(map(_minutes, span.split("-"))) for span in text.split(",")] if text else []
    if spans == [(0, DAY)]:
        return "24h/24"
    return " et ".join(f"de {clock_text(start)} à {_end(end)}" for start, end in spans)


def _end(minutes: int) -> str:
    return "minuit" if minutes == DAY else clock_text(minutes)


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)
