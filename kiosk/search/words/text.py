"""What a visitor wrote, read once: a text of tokens that all readings share.

Whoever cuts a text gets a text: no word is folded or split a second time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.caches import memoised
from kiosk.directory.vocabulary.fold import bare_of, fold, stem
from kiosk.directory.vocabulary.spelling import sound_of

Key = tuple[str, ...]
"""Stems in order of letters: what phrases of the same words share."""


class Token(NamedTuple):
    """A word.

    Attributes:
        written: The piece of the text in which it stands: "L'Épicerie".
        folded: As it is compared: "epicerie".
        bare: Without its article; "" for a word that tells nothing.
        stem: What its forms share.
    """

    written: str
    folded: str
    bare: str
    stem: str

    @property
    def sound(self) -> str:
        """How it is said: asked of few words, and long to work out."""
        return sound_of(self.bare or self.folded)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in order."""

    tokens: tuple[Token, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def part(self, start: int, end: int | None = None) -> "Text":
        """The words from one place to before another."""
        return Text(self.tokens[start:end])

    def without(self, start: int, end: int) -> "Text":
        """The words before one place, and from another on."""
        return Text(self.tokens[:start] + self.tokens[end:])

    @property
    def folded(self) -> str:
        """The words as they are compared, set apart by one blank."""
        return " ".join(each.folded for each in self.tokens)

    @property
    def telling(self) -> "Text":
        """The words that tell something."""
        return Text(tuple(each for each in self.tokens if each.bare))

    @property
    def bare(self) -> str:
        """The words that tell something, without their articles."""
        return " ".join(each.bare for each in self.tokens if each.bare)

    @property
    def key(self) -> Key:
        """What phrases of the same words share.

        Words that tell nothing in one language tell something in another: Turkish "iş" is work. They
        count where nothing else is said.
        """
        return tuple(sorted(each.stem for each in (self.telling.tokens or self.tokens)))


@memoised
def text_of(written: str) -> Text:
    """Read a text."""
    return Text(
        tuple(_token(piece, word) for piece in written.split() for word in fold(piece).split())
    )


def joined(texts: Iterable[Text]) -> Text:
    """Texts one after the other."""
    return Text(tuple(token for each in texts for token in each.tokens))


def _token(written: str, folded: str) -> Token:
    bare = bare_of(folded)
    return Token(written, folded, bare, stem(bare or folded))
