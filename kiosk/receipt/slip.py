"""What stands on a slip of paper: one place or a list, in one language or in two side by side.

Words are passed in, by language; what needs none (names, addresses, times, numbers) is passed once.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.directory.geography.way import Way


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
class TextRun:
    """A text in a language, or in none; ``is_rtl``: it is read from right to left."""

    text: str
    is_rtl: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text across the paper, or the same in two languages beside each other."""

    style: Style
    says: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is named, in each language, and what is said of it; once, where languages agree."""

    names: tuple[TextRun, ...]
    says: tuple[TextRun, ...]
    style: Style = Style.STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSketch:
    """The drawing of the way, and what stands beside it."""

    way: Way
    says: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code for phones, and what stands beside it."""

    text: str
    says: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """A line from edge to edge; ``is_end``: a whole leaf ends here."""

    is_end: bool = False


ReceiptLines = tuple[Line | Row | PrintedSketch | Code | Divider, ...]
"""All that is printed, from top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWeek:
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
    weeks: tuple[PrintedWeek, ...]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSlip:
    """A list on paper.

    Attributes:
        labels: "My list", in the languages of the slips.
        code: As it is spelled.
        code_labels: Stand above it.
        url: Where a phone finds the list again.
        slips: Of its places, one at least.
    """

    labels: tuple[str, ...]
    code: str
    code_labels: tuple[str, ...]
    url: str | None
    slips: tuple[Slip, ...]
