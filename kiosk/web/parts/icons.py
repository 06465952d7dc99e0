"""Pictures beside words: those of the package, and those that a town puts in their place.

What every page may need stands in one file that browsers keep; what stands for a single category is
written into the pages that show it.
"""

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from flask import Flask
from markupsafe import Markup, escape

from kiosk.config import SettingError
from kiosk.directory.vocabulary.category import categories
from kiosk.http.assets import asset
from kiosk.http.drawings import Drawing, drawings_in
from kiosk.state import Slot, state, state_of

OWN_PICTURES: Final[Slot[dict[str, Drawing]]] = Slot("own_pictures")
"""Those of the town, in place of ours."""

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


def open_room(app: Flask) -> None:
    """Read the pictures of the town.

    Raises:
        SettingError: One cannot be used.
    """
    folder = state_of(app).settings.pictures
    state_of(app).put(OWN_PICTURES, _own_pictures(folder) if folder else {})


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
    own = state().get(OWN_PICTURES)
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
