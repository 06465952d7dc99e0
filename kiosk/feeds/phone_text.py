"""Telephone numbers out of cells that hold several, with words about them, or no zero in front."""

import re
from dataclasses import replace
from typing import Final

import phonenumbers

from kiosk.directory.place.place import Phone
from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds.clean import line, text

_SPECIAL_LENGTHS: Final = range(2, 7)
_COUNTRIES_WITH_PHONES: Final = {"fr": "FR", "es": "ES", "ad": "AD"}
# Overseas numbers written nationally begin with the prefix of their territory.
_OVERSEAS_REGIONS: Final = {
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ",
    "0696": "MQ", "0697": "MQ", "0262": "RE", "0692": "RE", "0693": "RE", "0269": "YT",
    "0639": "YT", "0508": "PM",
}  # fmt: skip
_AS_AT_HOME: Final = frozenset({33, 262, 508, 590, 594, 596})
"""Countries of numbers that are dialled all over France as they are read there."""

_ORDINARY: Final = re.compile(r"0[1-79]\d{8}")
_MAX_CELL: Final = 2_000
_CANDIDATE: Final = re.compile(
    r"""(?<!\d)(?<!\d[.,])(?:                             # No decimals of a position.
        (?:\+|\b00)[ ]?\(?\d(?:[\s.\-()/]{0,3}\d){6,14}(?!\d)  # International.
      | 0(?:[\s.\-/\u2011]{0,2}\d){9}(?!\d)                  # French, ten digits.
      | [1-9](?:[ .]?\d){8}(?!\d)                       # The same without its zero.
      | 116[ ]?\d{3}(?!\d) | 118[ ]?\d{3}(?!\d) | 3\d(?:[ ]?\d{2})(?![\dh€]) | 1(?:[578]|1[0-9]|9[0-9])(?![\dh€%:])  # Short ones.
    )""",
    re.VERBOSE,
)
_PRICE: Final = re.compile(
    r"\(?\d{1,2}(?:[.,]\d{1,3})?\s?(?:€|euros?\b|cts?\b|c€|centimes?\b)(?:\s?(?:/|par)\s?\w+)?\.?\)?",
    re.IGNORECASE,
)
_WITHIN: Final = frozenset(
    [
        "poste",
        "p",
        "post",
        "ext",
        "extension",
        "interne",
        "touche",
        "choix",
        "tapez",
        "taper",
        "code",
        "option",
        "porte",
        "bureau",
        "bat",
        "batiment",
        "no",
        "n",
        "numero",
    ]
)
"""Words before digits that are dialled after, or not at all."""

_GENERIC: Final = frozenset(
    [
        "tel",
        "telephone",
        "phone",
        "t",
        "tel.",
        "no",
        "numero",
        "num",
        "n",
        "fixe",
        "ou",
        "et",
        "or",
        "and",
        "and/or",
        "au",
        "par",
        "joignable",
        "le",
        "la",
    ]
)
_FAX: Final = frozenset(["fax", "telecopie", "f", "telefax"])


def phone(
    value: object, *, country: str = "fr", label: str | None = None, home: str | None = None
) -> Phone | None:
    """A number to dial and to read; None when it is no phone number.

    Short numbers (115, 3919, 116 000) are kept as they are. A foreign number shows its country.

    Args:
        value: The number.
        country: Whose numbers are written without their country.
        label: What it is for.
        home: The country of the place, when it is another one.
    """
    raw = line(value)
    if raw is None or len(raw) > 100:
        return None
    raw = raw.removesuffix(".0")
    digits = "".join(filter(str.isdigit, raw))
    if digits.strip("0") == "" or not digits.isascii():
        return None
    if len(digits) in _SPECIAL_LENGTHS and not raw.startswith("+"):
        shown = digits if len(digits) < 5 else f"{digits[:3]} {digits[3:]}"
        return Phone(number=digits, display=shown, label=label)
    if len(digits) == 9 and digits[0] != "0" and country == "fr" and not raw.startswith("+"):
        raw = digits = "0" + digits
    if country == "fr" and home in {None, "fr"} and _is_ordinary(raw, digits):
        pairs = " ".join(digits[at : at + 2] for at in range(0, 10, 2))
        return Phone(number=f"+33{digits[1:]}", display=pairs, label=label)
    return _dialled(raw, _region(raw, country), home or country, label)


def _is_ordinary(raw: str, digits: str) -> bool:
    """A number of the mainland in ten digits and nothing else: most are."""
    return (
        _ORDINARY.fullmatch(digits) is not None
        and digits[:4] not in _OVERSEAS_REGIONS
        and re.fullmatch(r"[\d .\-/]+", raw) is not None
    )


def _region(raw: str, country: str) -> str:
    digits = re.sub(r"\D", "", raw)
    mainland = _COUNTRIES_WITH_PHONES.get(country, country.upper())
    return _OVERSEAS_REGIONS.get(digits[:4], mainland) if country == "fr" else mainland


def _dialled(raw: str, region: str, home: str, label: str | None) -> Phone | None:
    for attempt in (region, "FR"):
        try:
            number = phonenumbers.parse(raw, attempt)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and _is_whole(number):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            shown = phonenumbers.format_number(number, _format(number.country_code, home))
            return Phone(number=e164, display=shown, label=label)
    return None


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Numbers of France have nine digits behind their zero: with eight, one was forgotten."""
    return number.country_code != 33 or len(str(number.national_number)) == 9


def _format(code: int | None, home: str) -> int:
    """As it is read at home, or with its country where that is another one."""
    own = phonenumbers.country_code_for_region(_COUNTRIES_WITH_PHONES.get(home, home.upper()))
    if code == own or (home == "fr" and code in _AS_AT_HOME):
        return phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.PhoneNumberFormat.INTERNATIONAL


def phones(value: object, *, country: str = "fr") -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Every number of a cell that may hold several, with words about them, and the pieces that were none.

    What stands before a number, or behind it, is its label: "(standard)", "poste 12". A fax is none.
    """
    raw = text(value)
    if raw is None:
        return (), ()
    raw = raw[:_MAX_CELL]
    price = _PRICE.search(raw)
    raw = _PRICE.sub(" ", raw)
    whole = phone(raw, country=country) if not re.search(r"[^\W\d_]", raw) else None
    if whole is not None:
        return (_priced(whole, price),), ()
    found: list[Phone] = []
    odd: list[str] = []
    for piece in re.split(
        r"\s*(?:[;|,\n]|\bou\b|\bet\b|\bor\b|\s/\s)\s*|\s+[-–]\s+(?=[+(\d])", raw
    ):
        numbers = _of_piece(piece, country)
        if numbers is None:
            odd += [piece.strip(" ()")] if piece.strip(" ().:") else []
        else:
            found += [each for each in numbers if each.number not in {one.number for one in found}]
    if len(found) == 1:
        found = [_priced(found[0], price)]
    return tuple(found), tuple(odd)


def _priced(number: Phone, price: re.Match[str] | None) -> Phone:
    """A number with what a call costs, where nothing else is said of it."""
    if price is None or number.label is not None:
        return number
    return replace(number, label=price.group().strip(" ()"))


def _of_piece(piece: str, country: str) -> list[Phone] | None:
    """The numbers of a piece, each with the words about it; None when it holds none."""
    matches = [
        each
        for each in _CANDIDATE.finditer(piece)
        if not _WITHIN & set(fold(piece[: each.start()]).split()[-1:])
    ]
    if not matches:
        one = phone(piece, country=country)
        is_whole = one is not None and len(one.number) > max(_SPECIAL_LENGTHS)
        return [one] if one and is_whole and not re.search(r"[^\W\d_]", piece) else None
    found: list[Phone] = []
    before = piece[: matches[0].start()]
    for at, match in enumerate(matches):
        last = at + 1 == len(matches)
        between = piece[match.end() : None if last else matches[at + 1].start()]
        # "Tél : 1 Fax : 2": what ends in a colon speaks of the number behind it.
        behind, ahead = (
            ("", between) if re.search(r":\s*$", between) and not last else (between, "")
        )
        label = _label(before) or _label(behind)
        one = phone(match.group(), country=country, label=label)
        if one is not None and not _FAX & set(fold(before).split()):
            found.append(one)
        before = ahead
    return found or ([] if _FAX & set(fold(piece).split()) else None)


def _label(words: str) -> str | None:
    """What is said of a number, unless it only says that it is one."""
    bare = " ".join(words.replace("(", " ").replace(")", " ").split()).strip(" :.,/–-")
    told = {word for word in fold(bare).split() if not word.isdigit()} - _GENERIC
    return bare[:80] if told else None
