"""The lines of a slip, from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from kiosk.receipt.slip import (
    Code,
    Divider,
    Line,
    ListSlip,
    PrintedSketch,
    ReceiptLines,
    Row,
    Slip,
    Style,
    TextRun,
)

MOST_WHOLE: Final = 8
"""So many places of a list are told whole: a metre or two of paper. Of the others only where they are."""

NO_BREAK: Final = "\u00a0"


def lines_of(slip: Slip) -> ReceiptLines:
    """The lines of a slip, from top to bottom."""
    tongues = slip.tongues
    return (
        Line(style=Style.HEADING, says=(TextRun(text=slip.heading),)),
        *_unless_empty(Style.NAME, slip.name),
        *_said(slip, Style.TEXT, [each.offers for each in tongues]),
        *_all_said(slip, Style.STRONG, [each.notices for each in tongues]),
        Divider(),
        *_where(slip),
        Divider(),
        *_when(slip),
        Divider(),
        *_phones(slip),
        *((Divider(),) if slip.phones else ()),
        *_facts(slip),
        *_code(slip),
        Divider(),
        *_emergency(slip),
        Divider(is_end=True),
    )


def lines_of_list(listed: ListSlip) -> ReceiptLines:
    """The lines of a list: each place without a drawing; one code and the emergency numbers for all."""
    slips, common = listed.slips, replace(listed.slips[0], url=listed.url)
    return (
        Line(style=Style.HEADING, says=(TextRun(text=common.heading),)),
        *_said(common, Style.LABEL, listed.labels),
        *(
            line
            for rank, slip in enumerate(slips)
            for line in _entry(slip, whole=rank < MOST_WHOLE)
        ),
        Divider(),
        *_all_said(common, Style.STRONG, [each.checked[1:] for each in common.tongues]),
        *_code(common),
        Divider(),
        *_said(common, Style.TEXT, listed.code_labels),
        Line(style=Style.ADDRESS, says=(TextRun(text=listed.code),)),
        Divider(),
        *_emergency(common),
        Divider(is_end=True),
    )


def _entry(slip: Slip, *, whole: bool) -> Iterator[Line | Row | PrintedSketch | Divider]:
    yield Divider()
    yield from _unless_empty(Style.NAME, slip.name)
    yield from _said(slip, Style.TEXT, [each.offers for each in slip.tongues])
    yield from _all_said(slip, Style.STRONG, [each.notices for each in slip.tongues])
    yield from _where(replace(slip, way=None))
    yield from _phones(slip)
    if whole or not slip.address:  # Of a team on the road, its hours say where it is.
        yield from _short_week(slip)
    if whole:
        yield from _short_facts(slip)


def _short_week(slip: Slip) -> Iterator[Line | Row]:
    """Days of the same hours that follow each other, in one row."""
    yield from _said(slip, Style.LABEL, [each.hours_label for each in slip.tongues])
    for weeks in zip(*(each.weeks for each in slip.tongues), strict=True):
        yield from _said(slip, Style.LABEL, [each.label or "" for each in weeks])
        days = zip(*(each.days for each in weeks), strict=True)
        for hours, alike in groupby(days, key=lambda day: tuple(said for _, said in day)):
            first, *others = [tuple(name for name, _ in day) for day in alike]
            last = others[-1] if others else first
            names = [_from_to(a, b) if others else a for a, b in zip(first, last, strict=True)]
            yield Row(names=_both(slip, names), says=_both(slip, hours))
    if not slip.tongues[0].weeks:
        yield from _said(slip, Style.STRONG, [each.hours_unknown for each in slip.tongues])


def _from_to(first: str, last: str) -> str:
    """Of days; a line ends between the two, never within a name."""
    return f"{first.replace(' ', NO_BREAK)}{NO_BREAK}– {last.replace(' ', NO_BREAK)}"


def _short_facts(slip: Slip) -> Iterator[Line]:
    """In one paragraph each, and when it was checked."""
    for facts in zip(*(each.facts for each in slip.tongues), strict=True):
        yield from _said(slip, Style.LABEL, [label for label, _ in facts])
        yield from _said(slip, Style.TEXT, [" ".join(sentences) for _, sentences in facts])
    yield from _said(slip, Style.SMALL, [each.checked[0] for each in slip.tongues])


def _unless_empty(style: Style, text: str) -> Iterator[Line]:
    if text:
        yield Line(style=style, says=(TextRun(text=text),))


def _both(slip: Slip, texts: Sequence[str]) -> tuple[TextRun, ...]:
    """A text in each language; once, where they agree: times need no translation."""
    if len(texts) > 1 and len(set(texts)) == 1:
        return (TextRun(text=texts[0]),)
    pairs = zip(texts, slip.tongues, strict=True)
    return tuple(TextRun(text=text, is_rtl=tongue.is_rtl) for text, tongue in pairs)


def _said(slip: Slip, style: Style, texts: Sequence[str]) -> Iterator[Line]:
    if any(texts):
        yield Line(style=style, says=_both(slip, texts))


def _all_said(slip: Slip, style: Style, columns: Sequence[Sequence[str]]) -> Iterator[Line]:
    for texts in zip(*columns, strict=True):
        yield from _said(slip, style, texts)


def _where(slip: Slip) -> Iterator[Line | PrintedSketch]:
    yield from _said(slip, Style.LABEL, [each.way_label for each in slip.tongues])
    for part in slip.address:
        yield Line(style=Style.ADDRESS, says=(TextRun(text=part),))
    said = tuple(_all_said(slip, Style.STRONG, [each.way for each in slip.tongues]))
    if slip.way is None:
        yield from said
        return
    here = _said(slip, Style.SMALL, [f"● {each.here}" for each in slip.tongues])
    yield PrintedSketch(way=slip.way, says=(*said, *here))


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


def _phones(slip: Slip) -> Iterator[Line]:
    if slip.phones:
        yield from _said(slip, Style.LABEL, [each.phone_label for each in slip.tongues])
        for phone in slip.phones:
            yield Line(style=Style.ADDRESS, says=(TextRun(text=phone),))


def _facts(slip: Slip) -> Iterator[Line]:
    for facts in zip(*(each.facts for each in slip.tongues), strict=True):
        labels, sentences = zip(*facts, strict=True)
        yield from _said(slip, Style.LABEL, labels)
        yield from _all_said(slip, Style.TEXT, sentences)
    yield from _all_said(slip, Style.STRONG, [each.checked for each in slip.tongues])


def _code(slip: Slip) -> Iterator[Divider | Code]:
    if slip.url is not None:
        shown = Line(style=Style.SMALL, says=(TextRun(text=slip.url.partition("://")[2]),))
        scan = _said(slip, Style.TEXT, [each.scan for each in slip.tongues])
        yield Divider()
        yield Code(text=slip.url, says=(*scan, shown))


def _emergency(slip: Slip) -> Iterator[Line | Row]:
    yield from _said(slip, Style.LABEL, [each.emergency_label for each in slip.tongues])
    for number, *labels in zip(
        slip.emergency, *(each.emergency for each in slip.tongues), strict=True
    ):
        yield Row(names=_both(slip, labels), says=(TextRun(text=number),), style=Style.ADDRESS)
