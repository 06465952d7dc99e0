"""Languages spoken at a place: codes as Soliguide writes them, and their own names."""

import json
from importlib.resources import files
from typing import Any

from kiosk.caches import read_once


@read_once
def languages() -> dict[str, str]:
    """Own name of every language that a place may speak, by code."""
    names: dict[str, str] = {k: v for k, v in _data().items() if isinstance(v, str)}
    return names


def resolve_language(code: str) -> str | None:
    """Our code for a language; None when unknown.

    Some feeds have two codes for one language ("pac" and "ps" are both Pashto).
    """
    tidy = code.strip().lower()
    aliases: dict[str, str] = _data().get("aliases", {})
    tidy = aliases.get(tidy, tidy)
    return tidy if tidy in languages() else None


@read_once
def _data() -> dict[str, Any]:
    text = files("kiosk.directory.vocabulary").joinpath("languages.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
