"""Addresses among the words of a question: "112 rue de la Liberté" calls nobody, and nobody sleeps there."""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.search.words.meaning import is_known
from kiosk.search.words.text import Text

_KINDS: Final = (
    "rue|avenue|av|boulevard|bd|impasse|allee|chemin|quai|square|faubourg|ruelle|esplanade|calle|avenida|paseo|rua|travessa"
    "|strada|bulevardul|rruga|شارع|نهج|زنقه|خيابان|كوچه|вулица|вулиця|вул|улица|ул|проспект|просп"
)
_ALSO: Final = "place|passage|cite|residence|plaza|praca|route|voie"
"""Words that mean other things, too: they are streets behind a number only."""

_BEHIND: Final = "street|st|road|rd|avenue|ave|lane|sokak|sokagi|cadde|caddesi|ქუჩა|রোড"
"""Kinds that stand behind the name."""

_OF: Final = "de|du|des|d|la|le|les|l|del|do|da|dos|das|los|las|of"

NUMBERED: Final = (
    rf"(?:^| )[0-9]{{1,4}} (?:(?:bis|ter|quater|b) )?(?:{_KINDS}|{_ALSO})(?= |$)"
    rf"|(?:^| )[0-9]{{1,4}} (?:[^ 0-9]+ ){{1,2}}(?:{_BEHIND})(?= |$)"
    rf"|(?:^| )(?:{_KINDS})(?: [^ 0-9]+){{1,3}} [0-9]{{1,4}}(?=$| [0-9]{{5}})"
)
"""A house in folded words. Phones are sent it: only what regular expressions of Python and of browsers share."""

_NUMBERED: Final = re.compile(NUMBERED)
_NAMED: Final = re.compile(rf"(?:^| )(?:{_KINDS})(?= (?:{_OF}) )")
_KIND: Final = re.compile(rf"(?:{_KINDS})")
_SILENT: Final = frozenset(_OF.split("|"))
_HELD: Final = frozenset({"la", "the"})
"""Before a street in which one is, not whose name follows: "à la rue"."""


def without_houses(folded: str) -> str:
    """Folded words without numbers of houses: "15 rue Foch" is no call for a doctor.

    >>> without_houses("douche 115 rue de la liberte"), without_houses("a la rue depuis 3 jours")
    ('douche de la liberte', 'a la rue depuis 3 jours')
    """
    return " ".join(_NUMBERED.sub(" ", folded).split())


def without_addresses(text: Text) -> Text:
    """A text without streets and their names."""
    gone = {at for start, end in _addresses(text) for at in range(start, end)}
    if not gone:
        return text
    return Text(tuple(each for at, each in enumerate(text.tokens) if at not in gone))


def _addresses(text: Text) -> Iterator[tuple[int, int]]:
    folded = text.folded
    for found in (*_NUMBERED.finditer(folded), *_NAMED.finditer(folded)):
        start = len(folded[: found.start()].split())
        yield start, _end_of_name(text, start + len(found[0].split()))
    for at, word in enumerate(text.tokens[:-1]):
        held = at and text.tokens[at - 1].folded in _HELD
        if _KIND.fullmatch(word.folded) and not held and not is_known(text.tokens[at + 1], "fr"):
            yield at, at + 2


def _end_of_name(text: Text, at: int) -> int:
    """Behind the first word of a name that says more than "of the"."""
    words = text.tokens
    while at < len(words) and words[at].folded in _SILENT:
        at += 1
    return at + 1 if at < len(words) else at
