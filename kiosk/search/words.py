"""The words by which a place is found, and what a word asked for may mean."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from kiosk.directory.category import categories, needs, resolve
from kiosk.directory.fold import fold
from kiosk.directory.place import Place

_STOP: Final = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "d",
        "de",
        "des",
        "dans",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ma",
        "mes",
        "mon",
        "ou",
        "où",
        "par",
        "pour",
        "sur",
        "un",
        "une",
        "je",
        "the",
        "of",
        "in",
        "for",
        "and",
        "to",
        "at",
        "near",
        "i",
        "need",
        "an",
        "my",
    ]
)
MIN_LETTERS: Final = 2


def words_of(place: Place) -> Iterable[str]:
    """Folded words of names, organisation, town and services; never of an address."""
    texts = [place.name, place.address.town]
    texts.append(place.organisation.name if place.organisation else None)
    for service in place.services:
        texts += [service.name, service.description]
        if service.category:
            texts.append(categories()[service.category].label)
            texts.append(service.category.replace("_", " "))
    texts.append(place.description)
    return {word for text in texts if text for word in split(text)}


def split(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` that tell something."""
    return tuple(
        word for word in fold(text).split() if word not in _STOP and len(word) >= MIN_LETTERS
    )


@cache
def _meanings(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {" ".join(split(label)): id_ for id_, label in labels}


def meaning_of(text: str, labels: tuple[tuple[str, str], ...]) -> tuple[str | None, str | None]:
    """What a visitor's words name: a need, or a category; (None, None) when neither.

    Args:
        text: As typed.
        labels: Pairs of id and label in the visitor's language, needs and categories.
    """
    asked = " ".join(split(text))
    found = (
        _meanings(labels).get(asked)
        or resolve(asked.replace(" ", "_"))
        or resolve(asked.replace(" ", "-"))
    )
    if found in needs():
        return found, None
    return None, found
