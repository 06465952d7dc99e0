"""A list of rights on paper: in the visitor's language, and in French, which whoever helps can read."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from flask_babel import gettext, lazy_gettext

from kiosk.directory.place.place import Place
from kiosk.receipt.slip import Code, Divider, Line, ReceiptLines, Style, TextRun
from kiosk.rights.right import Right
from kiosk.wording import words
from kiosk.wording.language import speaking
from kiosk.wording.slip_words import tongues_on_paper


class ShownDoor(Protocol):
    """A place where one asks."""

    @property
    def place(self) -> Place:
        """The place."""


class ShownRight(Protocol):
    """A right as it is shown, with where one asks for it."""

    @property
    def right(self) -> Right:
        """The right."""

    @property
    def named(self) -> str:
        """As it is called on doors, where its label does not say it."""

    @property
    def doors(self) -> Sequence[ShownDoor]:
        """Where one asks."""


def rights_lines(
    guide: str,
    first: Sequence[ShownRight],
    check: Sequence[ShownRight],
    month: date,
    url: str | None,
) -> ReceiptLines:
    """The lines of a list of rights; ``url`` opens the same list on a phone."""
    return (
        Line(style=Style.HEADING, says=(TextRun(text=guide),)),
        _said(Style.NAME, lazy_gettext("Your list of rights")),
        *_group(lazy_gettext("Ask for these first"), first, whole=True),
        *_group(lazy_gettext("Check these with a person"), check, whole=False),
        Divider(),
        _said(
            Style.SMALL,
            lazy_gettext(
                "These are hints, not a promise. The offices decide. Asking costs nothing."
            ),
        ),
        _dated(month),
        *_code(url),
        Divider(is_end=True),
    )


def _said(style: Style, message: object) -> Line:
    """A message (lazy) in both languages."""
    told = []
    for code in tongues_on_paper():
        with speaking(code) as locale:
            told.append(TextRun(text=str(message), is_rtl=locale.direction == "rtl"))
    return Line(style=style, says=tuple(told))


def _dated(month: date) -> Line:
    told = []
    for code in tongues_on_paper():
        with speaking(code) as locale:
            text = gettext("The rules are those of %(day)s.", day=words.day_words(month))
            told.append(TextRun(text=text, is_rtl=locale.direction == "rtl"))
    return Line(style=Style.SMALL, says=tuple(told))


def _group(
    heading: object, group: Sequence[ShownRight], *, whole: bool
) -> Iterator[Line | Divider]:
    if not group:
        return
    yield Divider()
    yield _said(Style.LABEL, heading)
    last: tuple[str, ...] = ()
    for each in group:
        yield _said(Style.STRONG, lazy_gettext(each.right.label))
        if each.named:
            yield Line(style=Style.ADDRESS, says=(TextRun(text=each.named),))
        if whole:
            yield _said(Style.TEXT, lazy_gettext(each.right.bring))
        where = _where(each)
        if whole and where != last:
            yield from (Line(style=Style.SMALL, says=(TextRun(text=text),)) for text in where)
            last = where


def _where(each: ShownRight) -> tuple[str, ...]:
    """The first door: its name and its address, where that is public."""
    for door in each.doors:
        place = door.place
        if not (place.sensitive or place.referral_only or place.itinerary):
            return (place.name, ", ".join(place.address.lines))
    return ()


def _code(url: str | None) -> Iterator[Code]:
    if url:
        says = _said(
            Style.SMALL,
            lazy_gettext(
                "Scan this with a phone. It carries the names of the rights, and none of your answers."
            ),
        )
        yield Code(text=url, says=(says,))
