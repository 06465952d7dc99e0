"""Addresses of clips: they carry the words themselves under a seal, so that nothing is kept and nothing is forged."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.folders import tell_unwritable

MOST_LETTERS: Final = 4_000
"""Of an address; nobody made a longer one here."""

_SEAL_BYTES: Final = 9


class SealedText(NamedTuple):
    """What a clip says: its words, their language, and whether it may stay on a disk."""

    text: str
    lang: str
    may_keep: bool


@dataclass(frozen=True, slots=True)
class Sealer:
    """Makes and opens addresses with the key of this machine."""

    key: bytes

    def seal(self, said: SealedText) -> str:
        """The address of some words, in letters that may stand in a URL."""
        packed = zlib.compress(json.dumps(said).encode(), 9)
        return base64.urlsafe_b64encode(self._seal(packed) + packed).decode().rstrip("=")

    def open(self, address: str) -> SealedText | None:
        """What an address says; None where the seal is not ours."""
        if len(address) > MOST_LETTERS:
            return None
        try:
            raw = base64.urlsafe_b64decode(address + "=" * (-len(address) % 4))
        except ValueError:
            return None
        seal, packed = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(packed)):
            return None
        return SealedText(*json.loads(zlib.decompress(packed)))

    def _seal(self, packed: bytes) -> bytes:
        return hmac.new(self.key, packed, hashlib.sha256).digest()[:_SEAL_BYTES]


def key_in(folder: Path) -> bytes:
    """The key of this machine, made once, so that addresses stay good when the program starts anew.

    Where the folder cannot be written, addresses are good until the program ends.
    """
    fresh = secrets.token_bytes(32)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and linked: of programs that start at once, all read the same whole key.
        aside = folder / f"key.{secrets.token_hex(4)}"
        aside.touch(mode=0o600)
        aside.write_bytes(fresh)
        with suppress(FileExistsError):
            os.link(aside, folder / "key")
        aside.unlink()
    except OSError as error:
        tell_unwritable(folder, error, "nothing that is read aloud is kept; see KIOSK_SPEECH")
    try:
        return (folder / "key").read_bytes()
    except OSError:
        return fresh
