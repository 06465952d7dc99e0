"""The sentences of ``sentences.toml``."""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple


class Sentence(NamedTuple):
    """Hours as somebody writes them, and the OSM text that says the same; None: not understood."""

    kind: str
    text: str
    osm: str | None


def _read() -> tuple[Sentence, ...]:
    raw = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
    return tuple(Sentence(each["kind"], each["text"], each.get("osm")) for each in raw["sentence"])


SENTENCES: Final = _read()
UNDERSTOOD: Final = tuple(each for each in SENTENCES if each.osm)
