"""Styles and scripts as they are sent: put together, without comments, and with addresses that may be kept for ever.

People write a file for each component and each behaviour. What is sent as one file is listed in
``static/bundles.toml``; a script names those that it imports with their digests. Nothing of it is
built beforehand: docs/decisions/0024.
"""

import hashlib
import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kiosk.caches import read_once
from kiosk.config import STATIC

BUNDLES: Final = STATIC / "bundles.toml"

_STYLE_COMMENT: Final = re.compile(r'("[^"]*")|/\*.*?\*/', re.DOTALL)
_STYLE_BLANK: Final = re.compile(r'("[^"]*")|\s*([{};,>])\s*|(:)\s+|(\s)\s*')
_BRACE: Final = re.compile(r'"[^"]*"|[{};]')
_SCRIPT_COMMENT: Final = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL
)
_BLANK: Final = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)
_IMPORT: Final = re.compile(
    r'^((?:import|export)\b[^"\n]*")(\.{1,2}/[^"\n]+\.js)(?=";$)', re.MULTILINE
)


def sources_of(filename: str) -> tuple[Path, ...]:
    """What a file is made of, as it lies in the folder of static files; of a script, with all that it imports."""
    if filename in bundles():
        return tuple(STATIC / each for each in bundles()[filename])
    if not filename.startswith("js/"):
        return (STATIC / filename,)
    return tuple(STATIC / each for each in modules_of(filename))


def modules_of(filename: str) -> tuple[str, ...]:
    """A script and all that it imports, each once, behind those that it needs."""
    found: dict[str, None] = {}
    for each in _imports(filename):
        found |= dict.fromkeys(modules_of(each))
    return (*found, filename)


def content_of(filename: str) -> bytes:
    """A file as it is sent."""
    if filename in bundles():
        parts = "\n".join((STATIC / each).read_text("utf-8") for each in bundles()[filename])
        return (bare_style(parts) if filename.endswith(".css") else bare_script(parts)).encode()
    if filename.startswith("js/"):
        return _with_digests(filename, bare_script(_text(filename))).encode()
    return (STATIC / filename).read_bytes()


def digest(content: bytes) -> str:
    """Stands in the address of a file: it changes whenever the content does."""
    return hashlib.sha256(content).hexdigest()[:12]


def bare_style(text: str) -> str:
    """A style without comments, without blanks that mean nothing, and with the rules of a layer in one block."""
    without_comments = _STYLE_COMMENT.sub(lambda found: found[1] or "", text)
    bare = _STYLE_BLANK.sub(_kept, without_comments).replace(";}", "}").strip()
    layers: dict[str, str] = {}
    for head, body in _blocks(bare):
        layers[head] = layers.get(head, "") + body
    return "".join(f"{head}{{{body}}}" if body else head for head, body in layers.items())


def bare_script(text: str) -> str:
    """A script without comments that stand on lines of their own, and without indentation."""
    return _BLANK.sub("", _SCRIPT_COMMENT.sub("", text)).strip()


@read_once
def bundles() -> Mapping[str, tuple[str, ...]]:
    """What is sent as one file, and the files that it is made of."""
    told = tomllib.loads(BUNDLES.read_text("utf-8"))
    return {name: tuple(files) for name, files in told.items()}


def _kept(found: re.Match[str]) -> str:
    text, sign, colon, blank = found.groups()
    return text or sign or colon or (" " if blank else "")


def _blocks(style: str) -> Iterator[tuple[str, str]]:
    """The blocks of a bare style, each with what stands before it; statements without one.

    In which order blocks of different layers stand means nothing: the first statement orders them.
    """
    depth = start = opened = 0
    for found in _BRACE.finditer(style):
        sign, at = found[0], found.start()
        if sign == "{" and not depth:
            opened = at
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign == ";":
            yield style[start : at + 1], ""
            start = at + 1
        elif depth == 0 and sign == "}":
            yield style[start:opened], style[opened + 1 : at]
            start = at + 1


def _text(filename: str) -> str:
    return (STATIC / filename).read_text("utf-8")


def _imports(filename: str) -> list[str]:
    return [_named(filename, each) for _, each in _IMPORT.findall(_text(filename))]


def _named(importer: str, written: str) -> str:
    """The file that an import names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), written))


def _with_digests(filename: str, text: str) -> str:
    """A script whose imports are addresses: the digest of each covers all that it imports in turn."""
    return _IMPORT.sub(
        lambda found: f"{found[0]}?v={digest(content_of(_named(filename, found[2])))}", text
    )
