"""The register of voices: which engine speaks which language on this machine."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kiosk.speech.engine import ENGINES

FILE: Final = "voices.toml"
_FIELDS: Final = {
    "language": str, "engine": str, "name": str, "rate": int, "usable": bool, "reviewed_by": str,
}  # fmt: skip


class VoiceError(ValueError):
    """The register cannot be used; the message names the entry and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of one language.

    Attributes:
        language: That it reads, and no other.
        engine: The program that speaks: a key of :data:`kiosk.speech.engine.ENGINES`.
        name: What the engine calls it.
        rate: Words a minute, where the engine can be told.
        usable: Whether it may speak; not so while it is doubtful and nobody has listened.
        reviewed_by: The native speaker who listened; "" while nobody has.
    """

    language: str
    engine: str
    name: str
    rate: int
    usable: bool
    reviewed_by: str


def read_voices(folder: Path | None) -> tuple[Voice, ...]:
    """The register of the package; of a town that put its own ``voices.toml`` into ``folder``, that one.

    Raises:
        VoiceError: An entry is not what it must be.
    """
    own = folder / FILE if folder else None
    if own and own.is_file():
        return tuple(_voices(own.read_text("utf-8"), str(own)))
    return tuple(_voices(files("kiosk.speech").joinpath(FILE).read_text("utf-8"), FILE))


def _voices(text: str, where: str) -> Iterable[Voice]:
    try:
        entries: list[dict[str, Any]] = tomllib.loads(text).get("voice", [])
    except tomllib.TOMLDecodeError as error:
        message = f"{where}: {error}"
        raise VoiceError(message) from error
    for number, entry in enumerate(entries, start=1):
        for name, kind in _FIELDS.items():
            if not isinstance(entry.get(name), kind):
                message = f"{where}, voice {number}: {name!r} must be there, as {kind.__name__}"
                raise VoiceError(message)
        if entry["engine"] not in ENGINES:
            message = f"{where}, voice {number}: 'engine' must be one of {', '.join(ENGINES)}"
            raise VoiceError(message)
        yield Voice(**{name: entry[name] for name in _FIELDS})


def speaking_voices(voices: Iterable[Voice], folder: Path) -> dict[str, Voice]:
    """The voice of each language that has one here: usable, its engine installed, the better first."""
    found: dict[str, Voice] = {}
    for voice in voices:
        ready = voice.usable and ENGINES[voice.engine].is_ready(voice.name, folder)
        if ready and voice.language not in found:
            found[voice.language] = voice
    return found
