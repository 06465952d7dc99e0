"""The drawings of the package, and pages that bring those that they show."""

import re
from typing import Final, NamedTuple

from kiosk.caches import read_once
from kiosk.config import STATIC

_SYMBOL: Final = re.compile(r'<symbol id="(\w+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
_USED: Final = re.compile(r'<use href="[^"#]*/icons/sprite\.svg[^"#]*#(\w+)">')


class Drawing(NamedTuple):
    """The view box of a picture, and its shapes as SVG."""

    box: str
    shapes: str


@read_once
def drawings_in(name: str) -> dict[str, Drawing]:
    """The drawings of one file of the package, by name."""
    text = (STATIC / "icons" / name).read_text("utf-8")
    return {id_: Drawing(box, shapes) for id_, box, shapes in _SYMBOL.findall(text)}


def with_its_icons(page: str) -> str:
    """A first page with the drawings that it shows, each once: they need not be waited for."""
    names = dict.fromkeys(_USED.findall(page))
    body, end, rest = page.rpartition("</body>")
    if not names or not end:
        return page
    known = drawings_in("sprite.svg")
    symbols = "".join(
        f'<symbol id="{name}" viewBox="{known[name].box}">{known[name].shapes}</symbol>'
        for name in names
    )
    body = _USED.sub(r'<use href="#\1">', body)
    return f'{body}<svg class="away" aria-hidden="true">{symbols}</svg>\n{end}{rest}'
