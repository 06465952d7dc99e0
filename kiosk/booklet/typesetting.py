"""From a plain document to a PDF, by typst: tagged, and folded if wanted."""

import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.booklet.document import icons_in
from kiosk.booklet.imposition import sides
from kiosk.booklet.paper import PaperFormat
from kiosk.caches import memoised

try:
    import typst
except ModuleNotFoundError:  # An extra of the package: screens and phones do without it.
    typst = None  # type: ignore[assignment]

LATIN: Final = "Noto Sans"
"""Also Cyrillic and Greek."""

SCRIPTS: Final = {
    **dict.fromkeys(("ar", "fa", "ps", "ur", "ckb"), "Noto Sans Arabic"),
    **dict.fromkeys(("ti", "am"), "Noto Sans Ethiopic"),
    "bn": "Noto Sans Bengali",
    "ka": "Noto Sans Georgian",
    "hy": "Noto Sans Armenian",
}
"""The family that the letters of a language need besides the Latin one."""

PACKAGE: Final = "fonts-noto-core"
REPLACEMENT: Final = "\ufffd"
PICTURES: Final = frozenset(
    {
        "call", "description", "directions_bus", "event_available", "info", "location_on", "menu_book",
        "mobile", "schedule", "warning", "sos", "directions_walk", "check_circle",
    }
)  # fmt: skip
"""Those that the templates themselves show."""

_TRIES: Final = 4
_NO_GLYPH: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_SYMBOL: Final = re.compile(r'<symbol id="(\w+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


class TypesetterMissing(Exception):
    """typst is not installed."""


class FontsMissing(Exception):
    """A script of the guide has no font; the message names the family and the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedGuide:
    """A guide, ready for the printer.

    Attributes:
        pdf: The file.
        pages: Pages of the guide: of a folded one, not the halves of sheets that stay white.
        unprintable: Letters that no font has; a mark stands for each.
    """

    pdf: bytes
    pages: int
    unprintable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typesetter:
    """Where templates, fonts and pictures lie: ``templates`` and ``fonts`` are folders, ``sprite`` a file."""

    templates: Path
    fonts: Path
    sprite: Path

    def typeset(self, document: Mapping[str, Any], paper: PaperFormat) -> PrintedGuide:
        """The PDF of :func:`kiosk.booklet.document.document_of`.

        The typesetter itself holds it against PDF/UA-1; a folded one is for the printer only.

        Raises:
            TypesetterMissing: typst is not installed.
            FontsMissing: A script has no font.
        """
        if typst is None:
            raise TypesetterMissing
        found = _fonts_in(self.fonts)
        families = families_for(each["code"] for each in document["langs"])
        missing = [each for each in families if each not in found.families()]
        if missing:
            message = f"{', '.join(missing)} not found in {self.fonts}"
            raise FontsMissing(message)
        # Names of places may stand in any script: what else there is comes behind.
        others = [each for each in dict.fromkeys(SCRIPTS.values()) if each in found.families()]
        ready = {
            **document,
            "fonts": list(dict.fromkeys([*families, *others])),
            "pictures": self._pictures(icons_in(document) | PICTURES),
        }
        pdf, pages, unprintable = self._compile(ready, found)
        if paper.folded:
            right_to_left = document["langs"][0]["dir"] == "rtl"
            pdf = self._fold(pdf, pages, right_to_left, found)
        return PrintedGuide(pdf=pdf, pages=pages, unprintable=unprintable)

    def _compile(self, document: dict[str, Any], fonts: Any) -> tuple[bytes, int, str]:
        """Compile; letters without a glyph, which the standard forbids, are replaced and told."""
        text, unprintable = json.dumps(document, ensure_ascii=False), ""
        for _ in range(_TRIES):
            compiler = typst.Compiler(
                self.templates / "guide.typ",
                root=self.templates,
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"guide": text},
            )
            try:
                pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
                pages = json.loads(compiler.query("<pages>", field="value", one=True))
            except typst.TypstError as error:
                letters = _letters_without_glyph(error.diagnostic) - {REPLACEMENT}
                if not letters:
                    raise
                unprintable += "".join(sorted(letters))
                text = text.translate({ord(each): REPLACEMENT for each in letters})
            else:
                return pdf, pages, unprintable  # type: ignore[return-value] # one PDF
        message = f"letters without a glyph: {unprintable}"
        raise FontsMissing(message)

    def _fold(self, pdf: bytes, pages: int, right_to_left: bool, fonts: Any) -> bytes:
        order = sides(pages, right_to_left=right_to_left)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "pages.pdf").write_bytes(pdf)
            template = (self.templates / "fold.typ").read_bytes()
            (folder / "fold.typ").write_bytes(template)
            return typst.compile(
                folder / "fold.typ",
                root=folder,
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"sides": json.dumps(order)},
                format="pdf",
            )

    def _pictures(self, names: Iterable[str]) -> dict[str, str]:
        """Symbols of the sprite as files of their own."""
        wanted = frozenset(names)
        return {
            id_: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{drawn}</svg>'
            for id_, box, drawn in _SYMBOL.findall(self.sprite.read_text("utf-8"))
            if id_ in wanted
        }


@memoised
def _fonts_in(folder: Path) -> Any:
    """The fonts of a folder: to look through it takes as long as to set ten places."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def families_for(locales: Iterable[str]) -> list[str]:
    """The families that languages need, the Latin one first."""
    return list(dict.fromkeys([LATIN, *(SCRIPTS.get(each, LATIN) for each in locales)]))


def _letters_without_glyph(diagnostic: str) -> set[str]:
    """The letters that typst could not show, out of its own words."""
    found = _NO_GLYPH.findall(diagnostic)
    return {letter for text in found for letter in _ESCAPE.sub(_unescaped, text)}


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]
