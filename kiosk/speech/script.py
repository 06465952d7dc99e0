"""From a page to what is read of it: its sentences in order, each in the languages it is written in."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, NamedTuple

from kiosk.caches import memoised
from kiosk.speech.engine import MOST_LETTERS

MOST_SENTENCES: Final = 120
"""Of one page: about ten minutes of reading."""

_BLOCKS: Final = frozenset(
    {
        "main", "article", "section", "header", "footer", "nav", "div", "form", "fieldset", "figure", "details",
        "ul", "ol", "dl", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "tr",
        "caption", "legend", "label", "summary", "figcaption", "button", "blockquote",
    }
)  # fmt: skip
_CELLS: Final = frozenset({"th", "td"})
_SILENT: Final = frozenset(
    {"head", "script", "style", "svg", "template", "select", "datalist", "noscript", "dialog"}
)
_EMPTY: Final = frozenset(
    {"input", "br", "img", "hr", "link", "meta", "source", "wbr", "use", "path", "circle"}
)
_PAUSE: Final = "\x1f"
_LABELS: Final = frozenset({"data-unread", "hidden"})
_ENDS: Final = re.compile(r"[.!?…։።।؟:;]$")


class Part(NamedTuple):
    """Words in one language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is read in one go, and is lit on the screen meanwhile.

    Attributes:
        shown: The text as it stands on the page, white space joined.
        parts: The same in pieces of one language each.
        is_private: Not for a loudspeaker: it belongs to what one visitor asked or typed.
        is_label: It stands outside of what is read: the name of a button of the bar, a label for the
            ear alone. It is said when somebody comes to it, not with the page.
    """

    shown: str
    parts: tuple[Part, ...]
    is_private: bool
    is_label: bool


@dataclass(slots=True)
class _Open:
    tag: str
    lang: str
    private: bool
    silent: bool
    label: bool
    apart: bool


@dataclass(slots=True)
class _Reader(HTMLParser):
    """Collects text between the edges of blocks."""

    lang: str
    found: list[Sentence] = field(default_factory=list)
    whole: bool = False
    _stack: list[_Open] = field(default_factory=list)
    _pieces: list[Part] = field(default_factory=list)
    _folded: list[bool] = field(default_factory=list)
    _private: bool = False
    _label: bool = False
    _after_span: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS or (tag == "a" and "class" in given):
            self._end_sentence()
        elif tag in _CELLS or tag == "br" or (tag == "span" and self._after_span):
            self._pause()
        if tag in _EMPTY:
            return
        self.whole = self.whole or "data-whole" in given
        above = self._stack[-1] if self._stack else _Open("", self.lang, False, False, True, False)
        opened = _Open(
            tag=tag,
            lang=given.get("lang") or above.lang,
            private=above.private or "data-private" in given,
            silent=above.silent
            or (tag in _SILENT and "data-read" not in given)
            or given.get("aria-hidden") == "true",
            apart="class" in given,
            label=(above.label and tag != "main")
            or bool(_LABELS & given.keys())
            or (
                above.tag == "details" and tag != "summary" and not above.label and self._folded[-1]
            ),
        )
        self._stack.append(opened)
        if tag == "details":
            self._folded.append("open" not in given and "data-read" not in given)
        if (name := given.get("aria-label")) and not opened.silent:
            self._tell(name, opened)

    def _tell(self, name: str, opened: _Open) -> None:
        """A name for the ear alone."""
        words = " ".join(name.split())
        said = (Part(words, opened.lang),)
        self.found.append(
            Sentence(shown=words, parts=said, is_private=opened.private, is_label=True)
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or (tag == "a" and self._stack and self._stack[-1].apart):
            self._end_sentence()
        elif tag == "strong":
            self._pause()
        if not any(each.tag == tag for each in self._stack):
            return
        while self._stack:
            closed = self._stack.pop()
            if closed.tag == "details":
                self._folded.pop()
            if closed.tag == tag:
                break
        self._after_span = tag == "span"

    def handle_data(self, data: str) -> None:
        if not self._stack or self._stack[-1].silent:
            return
        if data.strip():
            self._after_span = False
            self._label = self._label or self._stack[-1].label
            self._pieces.append(Part(data, self._stack[-1].lang))
            self._private = self._private or self._stack[-1].private
        elif self._pieces:
            self._pieces.append(Part(" ", self._pieces[-1].lang))

    def _pause(self) -> None:
        if self._pieces:
            self._pieces.append(Part(_PAUSE, self._pieces[-1].lang))

    def _end_sentence(self) -> None:
        # As the browser joins it: pauses are only heard.
        text = "".join(each.text for each in self._pieces if each.text != _PAUSE)
        shown = " ".join(text.split())
        if shown:
            self.found.append(
                Sentence(
                    shown=shown,
                    parts=tuple(_joined(self._pieces)),
                    is_private=self._private,
                    is_label=self._label,
                )
            )
        self._pieces, self._private, self._label, self._after_span = [], False, False, False


def _joined(pieces: list[Part]) -> list[Part]:
    """Neighbours of one language in one; the pause between cells is a comma."""
    found: list[Part] = []
    for piece in pieces:
        if found and (
            found[-1].lang == piece.lang or not piece.text.strip() or piece.text == _PAUSE
        ):
            found[-1] = Part(found[-1].text + piece.text, found[-1].lang)
        else:
            found.append(piece)
    return [Part(text, lang) for raw, lang in found if (text := _with_pauses(raw))]


def _with_pauses(raw: str) -> str:
    cells = [tidy for each in raw.split(_PAUSE) if (tidy := " ".join(each.split()))]
    said = ""
    for cell in cells:
        said += cell if not said else f" {cell}" if _ENDS.search(said) else f", {cell}"
    return said


def sentences_of(page: str, lang: str) -> tuple[Sentence, ...]:
    """What can be said of a page: what its ``<main>`` shows, in its order, and the labels of all else.

    What is folded away or marked ``data-unread``, as filters are, is a label too.

    Args:
        page: A whole page of HTML.
        lang: The language of the page.

    Returns:
        At most :data:`MOST_SENTENCES` to read, and the labels among them; all of a page that says
        ``data-whole``, since others borrow their voice from it.
    """
    reader = _Reader(lang=lang)
    reader.feed(page)
    reader.close()
    if reader.whole:
        return tuple(reader.found)
    left = iter(range(MOST_SENTENCES))
    return tuple(each for each in reader.found if each.is_label or next(left, None) is not None)


@memoised
def cut(text: str) -> tuple[str, ...]:
    """A text in pieces that an engine takes, cut between sentences, else between words; none of nothing."""
    pieces, rest = [], text
    while len(rest) > MOST_LETTERS:
        head = rest[:MOST_LETTERS]
        sentence, word = max(head.rfind(f"{end} ") for end in ".!?\u06d4") + 1, head.rfind(" ")
        at = sentence if sentence > 0 else word if word > 0 else MOST_LETTERS
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    return tuple(each for each in (*pieces, rest) if each)
