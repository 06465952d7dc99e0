"""What stands on a slip of paper: the lines of one place, in one language or in two side by side.

Words are passed in, by language; what needs none (names, addresses, times, numbers) is passed once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.carry.way import Way


class Style(StrEnum):
    """How a line is printed."""

    HEADING = "heading"
    NAME = "name"
    ADDRESS = "address"
    LABEL = "label"
    STRONG = "strong"
    TEXT = "text"
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in a language, or in none; ``is_rtl``: it is read from right to left."""

    text: str
    is_rtl: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text across the paper, or the same in two languages beside each other."""

    style: Style
    says: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is named, in each language, and what is said of it; once, where languages agree."""

    names: tuple[Words, ...]
    says: tuple[Words, ...]
    style: Style = Style.STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The drawing of the way, and what stands beside it."""

    way: Way
    says: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code for phones, and what stands beside it."""

    text: str
    says: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line from edge to edge; ``is_end``: a whole leaf ends here."""

    is_end: bool = False


Leaf = tuple[Line | Row | Sketch | Code | Rule, ...]
"""All that is printed, from top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Days of one door: names of days, each with times or a word ("Closed"); ``label`` what is given then."""

    label: str | None
    days: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What a slip says in one language. Tongues of one slip have equally many of everything.

    Attributes:
        is_rtl: It is read from right to left.
        offers: What is given there; empty where it must not be said.
        notices: Closures and other warnings.
        hours_label: Stands above the hours.
        today: What holds today: a label, and times or a sentence; None where nobody knows the day.
        weeks: Coming days; none when nothing is known.
        hours_unknown: Said when there are no weeks.
        way_label: Stands above the address.
        way: What is said about it: "12 minutes on foot", or that it is not public.
        here: Names the middle of the drawing.
        phone_label: Stands above the numbers.
        facts: Labels, each with its sentences: who may come, what to bring, which languages.
        checked: When it was checked, and that one should call first.
        scan: What the code is for.
        emergency_label: Stands above ``emergency``.
        emergency: What each of the slip's emergency numbers is for.
    """

    is_rtl: bool
    offers: str
    notices: tuple[str, ...]
    hours_label: str
    today: tuple[str, str] | None
    weeks: tuple[Week, ...]
    hours_unknown: str
    way_label: str
    way: tuple[str, ...]
    here: str
    phone_label: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    checked: tuple[str, ...]
    scan: str
    emergency_label: str
    emergency: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One place on paper.

    Attributes:
        heading: Neutral: the name of the guide.
        name: Of the place; empty where it must not be read over a shoulder.
        address: Lines as on a letter; none when it is not public.
        way: From where the paper is printed; None when that is not known, or not public.
        phones: As they are read.
        url: Where a phone finds the place again.
        emergency: Numbers to call.
        tongues: The visitor's language first; the second is the one spoken in the street.
    """

    heading: str
    name: str
    address: tuple[str, ...]
    way: Way | None
    phones: tuple[str, ...]
    url: str | None
    emergency: tuple[str, ...]
    tongues: tuple[Tongue, ...]


def leaf_of(slip: Slip) -> Leaf:
    """The lines of a slip, from top to bottom."""
    tongues = slip.tongues
    return (
        Line(style=Style.HEADING, says=(Words(text=slip.heading),)),
        *_unless_empty(Style.NAME, slip.name),
        *_said(slip, Style.TEXT, [each.offers for each in tongues]),
        *_all_said(slip, Style.STRONG, [each.notices for each in tongues]),
        Rule(),
        *_where(slip),
        Rule(),
        *_when(slip),
        Rule(),
        *_phones(slip),
        *_facts(slip),
        *_code(slip),
        Rule(),
        *_said(slip, Style.LABEL, [each.emergency_label for each in tongues]),
        *_emergency(slip),
        Rule(is_end=True),
    )


def _unless_empty(style: Style, text: str) -> Iterator[Line]:
    if text:
        yield Line(style=style, says=(Words(text=text),))


def _both(slip: Slip, texts: Sequence[str]) -> tuple[Words, ...]:
    """A text in each language; once, where they agree: times need no translation."""
    if len(texts) > 1 and len(set(texts)) == 1:
        return (Words(text=texts[0]),)
    pairs = zip(texts, slip.tongues, strict=True)
    return tuple(Words(text=text, is_rtl=tongue.is_rtl) for text, tongue in pairs)


def _said(slip: Slip, style: Style, texts: Sequence[str]) -> Iterator[Line]:
    if any(texts):
        yield Line(style=style, says=_both(slip, texts))


def _all_said(slip: Slip, style: Style, columns: Sequence[Sequence[str]]) -> Iterator[Line]:
    for texts in zip(*columns, strict=True):
        yield from _said(slip, style, texts)


def _where(slip: Slip) -> Iterator[Line | Sketch]:
    yield from _said(slip, Style.LABEL, [each.way_label for each in slip.tongues])
    for part in slip.address:
        yield Line(style=Style.ADDRESS, says=(Words(text=part),))
    said = tuple(_all_said(slip, Style.STRONG, [each.way for each in slip.tongues]))
    if slip.way is None:
        yield from said
        return
    here = _said(slip, Style.SMALL, [f"● {each.here}" for each in slip.tongues])
    yield Sketch(way=slip.way, says=(*said, *here))


def _when(slip: Slip) -> Iterator[Line | Row]:
    tongues = slip.tongues
    yield from _said(slip, Style.LABEL, [each.hours_label for each in tongues])
    today = [each.today for each in tongues if each.today]
    if today:
        labels, hours = zip(*today, strict=True)
        yield Row(names=_both(slip, labels), says=_both(slip, hours), style=Style.ADDRESS)
    for weeks in zip(*(each.weeks for each in tongues), strict=True):
        yield from _said(slip, Style.LABEL, [each.label or "" for each in weeks])
        for days in zip(*(each.days for each in weeks), strict=True):
            names, said = zip(*days, strict=True)
            yield Row(names=_both(slip, names), says=_both(slip, said))
    if not tongues[0].weeks:
        yield from _said(slip, Style.STRONG, [each.hours_unknown for each in tongues])


def _phones(slip: Slip) -> Iterator[Line | Rule]:
    if slip.phones:
        yield from _said(slip, Style.LABEL, [each.phone_label for each in slip.tongues])
        for phone in slip.phones:
            yield Line(style=Style.ADDRESS, says=(Words(text=phone),))
        yield Rule()


def _facts(slip: Slip) -> Iterator[Line]:
    for facts in zip(*(each.facts for each in slip.tongues), strict=True):
        labels, sentences = zip(*facts, strict=True)
        yield from _said(slip, Style.LABEL, labels)
        yield from _all_said(slip, Style.TEXT, sentences)
    yield from _all_said(slip, Style.STRONG, [each.checked for each in slip.tongues])


def _code(slip: Slip) -> Iterator[Rule | Code]:
    if slip.url is not None:
        shown = Line(style=Style.SMALL, says=(Words(text=slip.url.partition("://")[2]),))
        scan = _said(slip, Style.TEXT, [each.scan for each in slip.tongues])
        yield Rule()
        yield Code(text=slip.url, says=(*scan, shown))


def _emergency(slip: Slip) -> Iterator[Row]:
    for number, *labels in zip(
        slip.emergency, *(each.emergency for each in slip.tongues), strict=True
    ):
        yield Row(names=_both(slip, labels), says=(Words(text=number),), style=Style.ADDRESS)
