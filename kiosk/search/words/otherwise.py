"""Phrases in which a word of ours means something else: "papier peint" is no paper of an office, "river bed" no bed."""

from typing import Final

from kiosk.caches import read_once
from kiosk.search.words.lexicon import lexicon, written
from kiosk.search.words.text import Text, text_of

_LONGEST: Final = 4


def other_things_in(text: Text) -> frozenset[int]:
    """Where words stand that belong to such a phrase of any language, in the singular or the plural."""
    found: set[int] = set()
    for start in range(len(text)):
        for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
            if tuple(each.stem for each in text.tokens[start:end]) in _phrases():
                found.update(range(start, end))
    return frozenset(found)


def without_other_things(text: Text) -> Text:
    """The other words."""
    gone = other_things_in(text)
    return Text(tuple(each for at, each in enumerate(text.tokens) if at not in gone))


@read_once
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(each.stem for each in text_of(phrase).tokens)
        for language in written()
        for phrase in lexicon(language).otherwise
    )
