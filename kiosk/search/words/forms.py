"""How else a single word is written: what shares its stem, and is a form of it in its own language.

A stem forgets endings, so a word of one language has the stem of another one's: "poli" that of Turkish "polis". Where
that would frighten or shame, a word counts as it is written, or as a form that its own language knows. The forms are
written out here, so that a phone looks them up and needs no dictionary.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.search.words.known import is_word, is_word_of, listed
from kiosk.search.words.text import Token, text_of

_ENDINGS: Final = ("", "s", "x", "e", "es", "ex")
"""What :func:`kiosk.directory.vocabulary.fold.stem` takes off."""

EXACT: Final = "="
"""Before a word that counts as it is written, among phrases by their stems."""


def same_stem(word: Token) -> Iterator[Token]:
    """All ways to write a word that share its stem, itself the first."""
    yield word
    for ending in _ENDINGS:
        for other in text_of(f"{word.stem}{ending}").tokens:
            if other.stem == word.stem and other.folded != word.folded:
                yield other


def forms_of(word: Token, language: str) -> Iterator[str]:
    """A word as it is written, without its article, and its forms in its own language."""
    yield from _written(word)
    for other in same_stem(word):
        if is_word_of(other, language) or not (language in listed() or is_word(other)):
            yield from _written(other)


def _written(word: Token) -> Iterator[str]:
    yield word.folded
    if word.bare and word.bare != word.folded:
        yield word.bare
