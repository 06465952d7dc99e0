"""Clips of sound on disk: made once, kept under a digest of what they say, thrown out when room is short."""

import contextlib
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from kiosk.folders import tell_unwritable
from kiosk.speech.engine import ENGINES, SLOWER, Sound
from kiosk.speech.voice import Voice

try:
    import lameenc
except ModuleNotFoundError:  # An extra of the package: screens and phones do without a voice.
    lameenc = None

KBITS: Final = 32
MOST_BYTES: Final = 500 * 1024 * 1024
"""Of all clips together."""

_LOST: Final = "what is read aloud is made anew each time; see KIOSK_SPEECH"
_TRIM_TO: Final = 0.9
_A_LOT: Final = 64
"""Clips written between two looks at how many there are."""


def can_encode() -> bool:
    """Whether sound can be packed at all: the extra ``speech`` is installed."""
    return lameenc is not None


def packed(sound: Sound) -> bytes:
    """As MP3, which every phone plays."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KBITS)
    encoder.set_in_sample_rate(sound.rate_hz)
    encoder.set_channels(1)
    encoder.set_quality(5)
    encoder.silence()
    return bytes(encoder.encode(sound.pcm) + encoder.flush())


@dataclass(slots=True)
class Clips:
    """The folder of speech.

    ``recordings/<language>/<name>.mp3`` were spoken by people and come first; ``cache`` is made here.
    """

    folder: Path
    most_bytes: int = MOST_BYTES
    _written: int = 0
    _lock: Lock = field(default_factory=Lock)

    def recording(self, text: str, language: str) -> bytes | None:
        """What a person recorded for this text, if anyone has."""
        try:
            return self._recorded(text, language).read_bytes()
        except OSError:
            return None

    def has_recording(self, text: str, language: str) -> bool:
        """Whether a person recorded this text."""
        return self._recorded(text, language).is_file()

    def recordings(self, language: str) -> int:
        """How many texts of a language people have recorded."""
        return sum(1 for _ in (self.folder / "recordings" / language).glob("*.mp3"))

    def _recorded(self, text: str, language: str) -> Path:
        return self.folder / "recordings" / language / f"{name_of(text)}.mp3"

    def clip(self, text: str, voice: Voice, *, slow: bool = False, keep: bool = True) -> bytes:
        """The MP3 of a text in a voice.

        Args:
            text: Of at most :data:`kiosk.speech.engine.MOST_LETTERS`.
            voice: Of the language of the text.
            slow: Slower than usual.
            keep: Not so for what a visitor typed: nothing of it may stay on the disk.

        Raises:
            EngineError: It could not be made.
        """
        file = self._file(text, voice, slow=slow)
        with contextlib.suppress(OSError):
            data = file.read_bytes()
            with contextlib.suppress(OSError):
                os.utime(file)
            return data
        with self._alone():
            rate = round(voice.rate * SLOWER) if slow else voice.rate
            sound = ENGINES[voice.engine].speak(text, voice.name, rate, self.folder)
        data = packed(sound)
        if keep:
            self._put(file, data)
        return data

    def is_made(self, text: str, voice: Voice) -> bool:
        """Whether the clip lies ready."""
        return self._file(text, voice, slow=False).is_file()

    def _file(self, text: str, voice: Voice, *, slow: bool) -> Path:
        said = "\0".join((voice.engine, voice.name, str(voice.rate), "slow" if slow else "", text))
        digest = hashlib.sha256(said.encode()).hexdigest()
        return self.folder / "cache" / digest[:2] / f"{digest[2:34]}.mp3"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One text at a time on the whole machine: a voice must not slow down the pages."""
        with self._lock, contextlib.ExitStack() as held:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                lock = held.enter_context((self.folder / "lock").open("a"))
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError as error:  # Then one at a time in this process only.
                tell_unwritable(self.folder, error, _LOST)
            yield

    def _put(self, file: Path, data: bytes) -> None:
        """Write it whole or not at all. A full disk costs the copy, not the answer."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as scratch:
                scratch.write(data)
            Path(scratch.name).replace(file)
        except OSError as error:
            tell_unwritable(self.folder, error, _LOST)
            return
        self._written += 1
        if self._written % _A_LOT == 0:
            self.trim()

    def trim(self) -> int:
        """Throw out what was not played for longest, until there is room; the number of files that went."""
        found = []
        for file in (self.folder / "cache").glob("*/*"):
            with contextlib.suppress(OSError):
                state = file.stat()
                found.append((state.st_mtime_ns, state.st_size, file))
        total, gone = sum(size for _, size, _ in found), 0
        if total <= self.most_bytes:
            return 0
        for _, size, file in sorted(found):
            if total <= self.most_bytes * _TRIM_TO:
                break
            file.unlink(missing_ok=True)
            total, gone = total - size, gone + 1
        return gone


def name_of(text: str) -> str:
    """What the recording of a text is called: letters of a digest, the same on every machine."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]
