"""Programs that turn text into sound. Each runs as a process of its own, and not for long."""

import io
import os
import shutil
import signal
import subprocess
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

MOST_LETTERS: Final = 800
"""Of one text; what is longer is cut by those who ask (kiosk.speech.script)."""

PATIENCE_S: Final = 8.0
"""So long may a text take, then its process ends."""

MOST_SOUND_S: Final = 180
SLOWER: Final = 0.7
"""Of the usual rate, for those who ask for it."""


class EngineError(Exception):
    """A text could not be spoken; the message says by which program and why."""


class Sound(NamedTuple):
    """Samples of 16 bits, one channel."""

    pcm: bytes
    rate_hz: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pcm) / 2 / self.rate_hz


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A program that speaks.

    Attributes:
        program: Looked for on the path.
        command: Its arguments for a voice, words a minute, the folder of speech, and the file to write, which
            lies in memory only. The text comes on its standard input.
        writes_file: Whether the sound comes in that file; otherwise on the standard output.
        needs: A file without which a voice of this engine is not there.
    """

    program: str
    command: Callable[[str, int, Path, str], list[str]]
    writes_file: bool
    needs: Callable[[str, Path], Path | None] = lambda _name, _folder: None

    def is_ready(self, name: str, folder: Path) -> bool:
        """Whether this voice can speak on this machine."""
        needed = self.needs(name, folder)
        return shutil.which(self.program) is not None and (needed is None or needed.is_file())

    def speak(self, text: str, name: str, rate: int, folder: Path) -> Sound:
        """Say a text.

        Raises:
            EngineError: The program failed, hung, or made no sound.
        """
        memory = os.memfd_create("parvis-said")
        try:
            arguments = [self.program, *self.command(name, rate, folder, f"/dev/fd/{memory}")]
            # Neither among its arguments, where others see it, nor as a file: it may be private.
            output = _run(arguments, text[:MOST_LETTERS], memory)
            if self.writes_file:
                with open(memory, "rb", closefd=False) as file:
                    file.seek(0)
                    output = file.read()
            return _sound(output, self.program)
        finally:
            os.close(memory)


def _run(arguments: list[str], text: str, memory: int) -> bytes:
    """Run a program with the text on its standard input; its whole group ends with it."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of arguments, never a shell
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(memory,),
            start_new_session=True,
        )
    except OSError as error:
        message = f"{arguments[0]}: {error.strerror}"
        raise EngineError(message) from error
    try:
        output, _ = process.communicate(text.encode("utf-8", "replace"), timeout=PATIENCE_S)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        message = f"{arguments[0]} took more than {PATIENCE_S:.0f} s"
        raise EngineError(message) from error
    if process.returncode != 0:
        message = f"{arguments[0]} ended with {process.returncode}"
        raise EngineError(message)
    return output


def _sound(data: bytes, program: str) -> Sound:
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2 or file.getnchannels() != 1:
                message = f"{program} made sound of another kind than 16 bits, one channel"
                raise EngineError(message)
            rate = file.getframerate()
            # Written into a pipe, its header does not know how long it will be.
            pcm = file.readframes(MOST_SOUND_S * rate)
    except (wave.Error, EOFError) as error:
        message = f"{program} made no sound"
        raise EngineError(message) from error
    if not pcm:
        message = f"{program} made no sound"
        raise EngineError(message)
    return Sound(pcm, rate)


ENGINES: Final = {
    "espeak-ng": Engine(
        program="espeak-ng",
        command=lambda name, rate, _folder, _file: [
            "-v", name, "-s", str(rate), "-b", "1", "--stdin", "--stdout",
        ],
        writes_file=False,
    ),
    "rhvoice": Engine(
        program="RHVoice-test",
        command=lambda name, _rate, _folder, file: ["-p", name, "-o", file],
        writes_file=True,
    ),
    "piper": Engine(
        program="piper",
        command=lambda name, _rate, folder, file: [
            "--model", str(folder / "piper" / f"{name}.onnx"), "--output_file", file,
        ],
        writes_file=True,
        needs=lambda name, folder: folder / "piper" / f"{name}.onnx",
    ),
}  # fmt: skip
"""Better voices than espeak-ng are used where a town has installed them: docs/install.md."""
