"""Pictures beside words: those of the package, and those that a town puts in their place.

What every page may need stands in one file that browsers keep; what stands for a single category is
written into the pages that show it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from flask import Blueprint, Flask, Response, current_app
from flask_babel import gettext
from markupsafe import Markup, escape

from kiosk.config import SettingError
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.web.drawings import Drawing, drawings_in
from kiosk.web.files import asset
from kiosk.web.kept import keep
from kiosk.web.render import render
from kiosk.wording import condition_words, words

_EXTENSION: Final = "kiosk_pictures"
_MOST_BYTES: Final = 20_000
_SHAPES: Final = frozenset(
    ["g", "path", "circle", "ellipse", "rect", "polygon", "polyline", "line"]
)
_SAID_OF_SHAPES: Final = frozenset(
    {
        "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "points", "x1", "y1", "x2", "y2",
        "transform", "fill-rule", "clip-rule",
    }
)  # fmt: skip
ACTIONS: Final = {
    "call": "Phone", "directions_walk": "How to get there", "schedule": "Opening hours", "print": "Print on paper",
    "volume_up": "Listen", "bookmark": "Keep", "sos": "Help", "cleaning_services": "I am done",
}  # fmt: skip
"""Pictures of what one does, with the words that stand beside them on the buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A line of the test sheet: the name of the file, what it stands for."""

    name: str
    meaning: str


def init_app(app: Flask) -> None:
    """Read the pictures of the town.

    Raises:
        SettingError: One cannot be used.
    """
    folder: Path | None = app.extensions["kiosk_settings"].pictures
    app.extensions[_EXTENSION] = _own_pictures(folder) if folder else {}
    app.jinja_env.filters.update(icon=icon, category_icon=category_icon)


_A_MONDAY: Final = date(2024, 1, 1)


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/<locale>/pictures", view_func=pictures)


def _own_pictures(folder: Path) -> dict[str, Drawing]:
    if not folder.is_dir():
        message = f"KIOSK_PICTURES: {folder} is not a folder"
        raise SettingError(message)
    return {file.stem: _drawing_in(file) for file in sorted(folder.glob("*.svg"))}


def _drawing_in(file: Path) -> Drawing:
    """The shapes of a file, and nothing else of it: no script, no style, nothing from elsewhere."""
    if file.stem not in {*drawings_in("sprite.svg"), *drawings_in("pictures.svg")}:
        message = f"KIOSK_PICTURES: {file.name} replaces nothing; the names stand on the page /en/pictures"
        raise SettingError(message)
    if file.stat().st_size > _MOST_BYTES:
        message = (
            f"KIOSK_PICTURES: {file.name} is larger than {_MOST_BYTES:,} bytes; make it simpler"
        )
        raise SettingError(message)
    text = file.read_text("utf-8", "replace")
    if "<!ENTITY" in text:
        message = f"KIOSK_PICTURES: {file.name} declares entities; save it as plain SVG"
        raise SettingError(message)
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - the town's own, small, without entities
    except ElementTree.ParseError as error:
        message = f"KIOSK_PICTURES: {file.name} is no SVG: {error}"
        raise SettingError(message) from error
    box = root.get("viewBox") or f"0 0 {root.get('width', '24')} {root.get('height', '24')}"
    shapes = "".join(map(_shape, root))
    if not shapes or not re.fullmatch(r"[-\d. ,]+", box):
        message = f"KIOSK_PICTURES: {file.name} has no shapes, or no viewBox; save it as plain SVG"
        raise SettingError(message)
    return Drawing(box, shapes)


def _shape(element: ElementTree.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    if tag not in _SHAPES:
        return ""
    said = "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.attrib.items()
        if name in _SAID_OF_SHAPES
    )
    # A shape without a fill of its own takes the colour of the words; an empty one stays empty.
    said += ' fill="none"' if element.get("fill") == "none" else ""
    return f"<{tag}{said}>{''.join(map(_shape, element))}</{tag}>"


def icon(name: str, kind: str = "") -> Markup:
    """A picture beside a word: the word says it to those who cannot see it."""
    own: dict[str, Drawing] = current_app.extensions[_EXTENSION]
    head = Markup('<svg class="icon{}" aria-hidden="true" focusable="false"').format(
        f" {kind}" if kind else ""
    )
    if name not in own and name in drawings_in("sprite.svg"):
        return head + Markup('><use href="{}#{}"></use></svg>').format(
            asset("icons/sprite.svg"), name
        )
    drawing = own.get(name) or drawings_in("pictures.svg")[name]
    return head + Markup(' viewBox="{}">{}</svg>').format(drawing.box, Markup(drawing.shapes))  # noqa: S704 - shapes only


def category_icon(id_: str | None, kind: str = "") -> Markup:
    """The picture of a category."""
    known = categories().get(id_ or "")
    return icon(known.icon if known else "help", kind)


def pictures() -> Response:
    """All pictures with their meanings: a sheet on which a town tests whether people understand them."""
    keep(300)
    days = [words.weekday_name(_A_MONDAY + timedelta(days=each)) for each in range(7)]
    return render("pictures/show.html", parts=_sheet(), days=days)


def _sheet() -> list[list[Picture]]:
    chosen = dict.fromkeys(each for need in needs().values() for each in need.choices)
    others = [each for each in categories() if each not in chosen]
    parts = [
        [Picture(name=each.icon, meaning=words.need_label(each.id)) for each in needs().values()],
        [
            Picture(name=categories()[each].icon, meaning=words.category_label(each))
            for each in chosen
        ],
        [
            Picture(name=condition_words.CONDITION_ICONS[each], meaning=str(said))
            for each, said in condition_words.CONDITION_YES.items()
        ],
        [Picture(name=name, meaning=gettext(said)) for name, said in ACTIONS.items()],
        [
            Picture(name=categories()[each].icon, meaning=words.category_label(each))
            for each in others
        ],
    ]
    seen: set[Picture] = set()
    return [[each for each in part if not (each in seen or seen.add(each))] for part in parts]  # type: ignore[func-returns-value]
