"""Hidden addresses in all the ways in which people write them, planted in every field that holds a text."""

import base64
import html
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import unquote

from kiosk.directory.geography.point import Point
from kiosk.directory.hours.notice import Closure, Notice, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.address_words import number_words
from kiosk.directory.place.audience import Audience
from kiosk.directory.place.itinerary import Itinerary, Stop
from kiosk.directory.place.place import (
    Address,
    ContactPerson,
    Organisation,
    Phone,
    Place,
    Source,
    Translation,
)
from kiosk.directory.place.service import Service

_SYLLABLES: Final = (
    "zor",
    "vek",
    "qui",
    "blan",
    "dro",
    "mur",
    "tal",
    "fip",
    "gwen",
    "ska",
    "jol",
    "nix",
)
_KINDS: Final = (
    "rue",
    "impasse",
    "avenue",
    "boulevard",
    "allée",
    "place",
    "chemin",
    "quai",
    "square",
    "résidence",
)
_SHORT: Final = {
    "avenue": "av.",
    "boulevard": "bd",
    "impasse": "imp.",
    "place": "pl.",
    "chemin": "ch.",
    "allée": "all.",
}
_PREPOSITIONS: Final = ("du", "de la", "des", "de", "d'", "")
_CATEGORIES: Final = (
    "emergency_accommodation",
    "food_distribution",
    "violence_support",
    "shower",
    None,
)
_LOOKALIKES: Final = str.maketrans("aeiopxjs", "аеіорхјѕ")
_PLUS: Final = "23456789CFGHJMPQRVWX"


@dataclass(frozen=True, slots=True)
class Secret:
    """A street that nobody may know; ``noun`` stands nowhere else."""

    number: int
    kind: str
    preposition: str
    noun: str
    postal_code: str
    point: Point

    @property
    def street(self) -> str:
        """As a letter has it."""
        return f"{self.number} {self.kind} {self.preposition} {self.noun.title()}".replace(
            "  ", " "
        )


def secret(dice: random.Random) -> Secret:
    """Another one at each throw."""
    noun = "".join(dice.choice(_SYLLABLES) for _ in range(3))
    point = Point(
        47.34 + dice.random() / 20, 5.06 + dice.random() / 20
    )  # Away from what may be told.
    return Secret(
        number=dice.randint(1, 180), kind=dice.choice(_KINDS), preposition=dice.choice(_PREPOSITIONS), noun=noun,
        postal_code="21000", point=point,
    )  # fmt: skip


def _degrees(value: float) -> str:
    whole, rest = int(value), (value % 1) * 60
    return f"{whole}°{int(rest):02}'{(rest % 1) * 60:04.1f}\""


def plus_code(point: Point) -> str:
    """About an Open Location Code: twenty letters, a plus behind the eighth."""
    lat, lon, code = point.lat + 90, point.lon + 180, ""
    for power in range(5):
        step = 20.0 / 20**power
        code += _PLUS[int(lat // step) % 20] + _PLUS[int(lon // step) % 20]
        lat, lon = lat % step, lon % step
    return f"{code[:8]}+{code[8:]}"


def squashed(text: str) -> str:
    """Letters and figures alone, as somebody reads them who looks for an address."""
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())
    return re.sub(r"[^\D0-9]", lambda found: str(unicodedata.digit(found[0], found[0])), bare)


_THREE: Final = "|".join(_SYLLABLES)
_NOUN: Final = re.compile(
    f"(?:{_THREE})(?:{_THREE})(?:{'|'.join(each[:-1] for each in _SYLLABLES)})"
)


def as_read(text: str) -> str:
    """What somebody reads who takes an answer apart: escapes of pages, addresses, cards and JSON undone."""
    plain = re.sub(r"\r\n[ \t]", "", unquote(html.unescape(text)))
    if text.startswith(('{"', '[{"')):
        plain += html.unescape(json.dumps(json.loads(text), ensure_ascii=False))
    return squashed(plain)


def tells_a_street(text: str) -> str | None:
    """A street of ours in a text that was made readable."""
    found = _NOUN.search(text)
    return found[0] if found else None


SHINGLE: Final = 7


class Marks:
    """Many marks, each looked up in a text at once."""

    def __init__(self, marks: Iterable[str]) -> None:
        """Remember the beginning of each."""
        self._by_head: dict[str, list[str]] = {}
        for mark in set(marks):
            self._by_head.setdefault(mark[:SHINGLE], []).append(mark)

    def found_in(self, text: str) -> list[str]:
        """Those that stand in it."""
        heads = {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}
        near = [mark for head in heads & self._by_head.keys() for mark in self._by_head[head]]
        return [mark for mark in near if mark in text]


def marks_of(it: Secret, spelling: str) -> tuple[str, ...]:
    """What a readable text must not hold, beside the street: the spelling that was planted, and the point."""
    spelt = squashed(html.unescape(unquote(spelling)))
    point = (f"{it.point.lat:.4f}"[:-1], f"{it.point.lon:.4f}"[:-1])
    return (
        spelt,
        squashed(plus_code(it.point)),
        *(squashed(" ".join(each)) for each in (point, point[::-1])),
    )


SPELLINGS: Final[tuple[Callable[[Secret], str], ...]] = (
    lambda it: it.street,
    lambda it: it.street.upper(),
    lambda it: f"{it.noun.title()}, {it.number} {it.kind}",
    lambda it: f"{it.kind} {it.noun} n° {it.number}",
    lambda it: f"{_SHORT.get(it.kind, 'r.')} {it.preposition} {it.noun}, {it.number}",
    lambda it: it.noun.title(),
    lambda it: it.noun.upper(),
    lambda it: " ".join(it.noun),
    lambda it: "-".join(it.noun.upper()),
    lambda it: "\u200b".join(it.noun),
    lambda it: "".join(chr(ord(char) + 0xFEE0) for char in it.noun),
    lambda it: f"au {it.noun}s",
    lambda it: f"près de la {it.kind} {it.noun[:-1]}",
    lambda it: f"{it.kind}{it.preposition}{it.noun}".replace(" ", ""),
    lambda it: f"{it.postal_code[:2]} {it.postal_code[2:]} {it.noun}",
    lambda it: f"{it.point.lat:.5f}, {it.point.lon:.5f}",
    lambda it: f"{it.point.lat:.4f}".replace(".", ",") + f" ; {it.point.lon:.4f}".replace(".", ","),
    lambda it: f"{_degrees(it.point.lat)}N {_degrees(it.point.lon)}E",
    lambda it: f"https://maps.exemple.invalid/?q={it.point.lat:.6f},{it.point.lon:.6f}",
    lambda it: f"https://exemple.invalid/{it.number}-{it.kind}-{it.noun}",
    lambda it: f"///{it.noun[:3]}.{it.noun[3:]}.{it.kind}",
    lambda it: plus_code(it.point),
    lambda it: str(it.number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) + f" {it.noun}",
    lambda it: f"{it.noun}@exemple.invalid",
    lambda it: it.noun.replace("k", "c").replace("qui", "ki"),
    lambda it: "\u00ad".join(it.noun),
    lambda it: "\u0301".join(it.noun),
    lambda it: it.noun.translate(_LOOKALIKES),
    lambda it: "".join(chr(ord(char) + 0x1D41A - 97) for char in it.noun),
    lambda it: f"{it.noun.title()} ({it.kind}), {it.number}",
    lambda it: f"{next(number_words(it.number))} {it.kind} {it.noun}",
    lambda it: f"https://exemple.invalid/?lieu={''.join(f'%{ord(char):02X}' for char in it.noun)}",
    lambda it: "".join(f"&#{ord(char)};" for char in it.noun),
    lambda it: f"<b>{it.noun[:4]}</b>{it.noun[4:]}",
    lambda it: base64.b64encode(it.street.encode()).decode(),
    lambda it: f"\u202e{it.noun[::-1]}",
    lambda it: ", ".join(it.noun),
    lambda it: f"geo:{it.point.lat:.5f},{it.point.lon:.5f}",
    lambda it: f"{it.point.lon:.5f} {it.point.lat:.5f}",
    lambda it: f"{it.number}{it.kind}{it.noun}@exemple.invalid",
)


def planted(it: Secret, spelling: str, rank: int, dice: random.Random) -> Place:
    """A place whose every text says where it is."""
    hours = OpeningHours(osm='Mo-Su 08:00-20:00 "' + spelling.replace('"', "") + '"', note=spelling)
    asks = (AccessCondition(condition=Condition.REFERRAL, holds=True, detail=spelling),)
    services = tuple(
        Service(
            id=spelling, category=category, name=spelling, description=spelling, opening_hours=hours,
            closures=(Closure(first_day=date(2026, 3, 1), last_day=date(2027, 3, 1), reason=spelling),),
            temporary_hours=(TemporaryHours(osm=hours.osm, note=spelling),), audience=Audience(detail=spelling),
            conditions=asks, saturation_detail=spelling, details=((spelling, spelling),),
        )
        for category in dice.sample(_CATEGORIES, 2)
    )  # fmt: skip
    return Place(
        feed="world", foreign_id=f"{rank}", name=dice.choice((spelling, f"Foyer {spelling}", f"{spelling} Accueil", "La Halte")),
        organisation=Organisation(name=spelling, id=spelling), description=spelling,
        address=Address(street=it.street, extra=spelling, postal_code=it.postal_code, town="Dijon", town_code="21231"),
        point=it.point, phones=(Phone(number="+33353011001", display="03 53 01 10 01", label=spelling), Phone(number=spelling, display=spelling)),
        email=f"{it.noun}@exemple.invalid", website=f"https://exemple.invalid/{it.noun}",
        contact_people=(ContactPerson(name=spelling, email=spelling, phone=spelling),), opening_hours=hours,
        closures=(Closure(first_day=date(2026, 3, 1), last_day=date(2026, 3, 9), reason=spelling),),
        temporary_hours=(TemporaryHours(first_day=date(2027, 1, 1), osm=hours.osm, note=spelling),),
        notices=(Notice(title=spelling, text=spelling),), audience=Audience(detail=spelling), conditions=asks, languages=("fr",),
        services=services, sources=(Source(name=spelling, url=f"https://exemple.invalid/{it.noun}", licence=spelling),),
        itinerary=Itinerary(stops=(Stop(name=spelling, point=it.point, town=spelling, opening_hours=hours),)) if rank % 7 == 0 else None,
        confirmed_on=date(2026, 2, 20), remarks=((spelling, spelling),), translations=(Translation(language="ar", text=spelling),),
    )  # fmt: skip


def town_of_secrets(seed: int, count: int) -> Iterator[tuple[Secret, Place]]:
    """So many hidden places, every spelling in turn."""
    dice = random.Random(seed)
    for rank in range(count):
        it = secret(dice)
        yield it, planted(it, SPELLINGS[rank % len(SPELLINGS)](it), rank, dice)
