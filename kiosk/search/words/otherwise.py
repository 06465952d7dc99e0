"""Phrases in which a word of ours means something else: "papier peint" is no paper of an office, "river bed" no bed."""

from typing import Final

from kiosk.caches import read_once
from kiosk.search.words.lexicon import lexicon, written
from kiosk.search.words.text import Text, Token, text_of

_LONGEST: Final = 4


def without_other_things(text: Text) -> Text:
    """A text without such phrases of any language, in the singular or the plural."""
    left: list[Token] = []
    at = 0
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            if tuple(each.stem for each in text.tokens[at : at + length]) in _phrases():
                at += length
                break
        else:
            left.append(text.tokens[at])
            at += 1
    return Text(tuple(left))


@read_once
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(each.stem for each in text_of(phrase).tokens)
        for language in written()
        for phrase in lexicon(language).otherwise
    )
