"""What the understanding of a record hangs on besides the record: this program, and what it knows."""

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from kiosk.caches import read_once

_ROOMS: Final = ("directory", "feeds", "store")
"""Where records are understood, what they become, and how that is kept."""

_DISTRIBUTION: Final = "parvis-kiosk"


@read_once
def program_digest() -> bytes:
    """A digest of the rooms that read and keep records, their vocabularies, and the libraries they use.

    When any of it changes, every record is understood again.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(sys.version.encode())
    for each in _libraries():
        digest.update(each.encode())
    for room in _ROOMS:
        _add(digest, files("kiosk").joinpath(room), room)
    return digest.digest()


def _add(digest: "hashlib.blake2b", folder: Traversable, path: str) -> None:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            if each.name != "__pycache__":
                _add(digest, each, f"{path}/{each.name}")
        else:
            digest.update(f"{path}/{each.name}".encode())
            digest.update(each.read_bytes())


def _libraries() -> list[str]:
    """The libraries of the program, with their versions."""
    try:
        needed = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        needed = []
    names = sorted({_name(each) for each in needed})
    found = []
    for name in names:
        try:
            found.append(f"{name}={version(name)}")
        except PackageNotFoundError:
            found.append(f"{name}=none")
    return found


def _name(requirement: str) -> str:
    """The name of a requirement such as "flask>=3,<4"."""
    end = next(
        (at for at, letter in enumerate(requirement) if not (letter.isalnum() or letter in "-_.")),
        None,
    )
    return requirement[:end]
