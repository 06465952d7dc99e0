"""A printer on a TCP socket: it keeps what each connection sent, and behaves, or not."""

import contextlib
import socket
import struct
import time
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Thread

from PIL import Image


class Mood(StrEnum):
    """How it is."""

    WELL = "well"
    NEAR_END = "near_end"
    STALLS = "stalls"
    """It takes connections and neither reads nor answers."""
    MUTE = "mute"
    """It reads and never answers."""
    DEAF = "deaf"
    """It answers questions, and stops reading within a job."""
    SLOW = "slow"
    """It takes a job no faster than it prints, and answers when it comes to a question."""
    CUTS = "cuts"
    """It hangs up within a job."""
    LIES = "lies"
    NO_PAPER = "no_paper"
    RUNS_OUT = "runs_out"
    """Its paper ends within a job."""
    COVER_OPEN = "cover_open"


_ANSWERS = {
    Mood.NEAR_END: {4: 0x0C},
    Mood.NO_PAPER: {1: 0x08, 2: 0x20, 4: 0x60},
    Mood.COVER_OPEN: {1: 0x08, 2: 0x04, 4: 0x60},
}
RASTER = b"\x1dv0"
ENOUGH = 500
"""Bytes of a picture after which a bad mood shows."""


class FakePrinter:
    """Listens at once."""

    def __init__(self, mood: Mood = Mood.WELL) -> None:
        self.mood = mood
        self.connections: list[bytearray] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self.address = f"tcp://127.0.0.1:{self._server.getsockname()[1]}"
        self._ended = Event()
        self._threads = [Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    @property
    def jobs(self) -> list[bytes]:
        """What was printed, or should have been, one for each connection that sent a picture."""
        return [bytes(each) for each in self.connections if RASTER in each]

    def close(self) -> None:
        """Be unplugged."""
        self._ended.set()
        for each in self._threads:
            each.join()
        self._server.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                line, _ = self._server.accept()
                self.connections.append(bytearray())
                thread = Thread(target=self._talk, args=(line, self.connections[-1]), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _talk(self, line: socket.socket, kept: bytearray) -> None:
        line.settimeout(0.05)
        read, mood = 0, self.mood
        with line, contextlib.suppress(ConnectionError):
            while not self._ended.is_set():
                if mood is Mood.STALLS or (mood is Mood.DEAF and _is_within_job(kept)):
                    time.sleep(0.02)
                    continue
                if mood is Mood.CUTS and _is_within_job(kept):
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                with contextlib.suppress(TimeoutError):
                    data = line.recv(1_024)
                    if mood is Mood.SLOW and _is_within_job(kept):
                        time.sleep(0.1)
                    if not data:
                        return
                    kept += data
                    read = self._answer(line, kept, read, mood)

    def _answer(self, line: socket.socket, kept: bytearray, read: int, mood: Mood) -> int:
        """Answer the questions from ``read`` on; how far it was read."""
        while read < len(kept):
            picture = _picture_bytes(kept, read)
            if picture:
                if read + picture > len(kept):
                    return read
                read += picture
            elif kept[read : read + 2] == b"\x10\x04":
                if read + 3 > len(kept):
                    return read
                self._say(line, kept[read + 2], kept, mood)
                read += 3
            else:
                read += 1
        return read

    def _say(self, line: socket.socket, question: int, kept: bytearray, mood: Mood) -> None:
        if mood is Mood.LIES:
            line.sendall(b"\xff\x00OK")
        elif mood is not Mood.MUTE:
            is_out = mood is Mood.RUNS_OUT and RASTER in kept
            bits = _ANSWERS.get(Mood.NO_PAPER if is_out else mood, {})
            line.sendall(bytes([0x12 | bits.get(question, 0)]))


def _picture_bytes(kept: bytearray, at: int) -> int:
    """How long the picture that begins here is, its head with it; 0 when none begins."""
    if kept[at : at + 3] != RASTER or len(kept) < at + 8:
        return 0
    across, rows = struct.unpack_from("<HH", kept, at + 4)
    return 8 + across * rows


def _is_within_job(kept: bytearray) -> bool:
    at = kept.find(RASTER)
    return at >= 0 and len(kept) > at + ENOUGH


def wait_for(condition: Callable[[], object], within_s: float = 30) -> None:
    """Until ``condition`` holds; however slow the machine is."""
    until = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def picture_of(job: bytes) -> Image.Image:
    """The picture in a job, its parts put together."""
    parts, at = [], job.find(RASTER)
    while at >= 0:
        across, rows = struct.unpack_from("<HH", job, at + 4)
        data = job[at + 8 : at + 8 + across * rows]
        parts.append(Image.frombytes("1", (across * 8, rows), bytes(~each & 255 for each in data)))
        at = job.find(RASTER, at + 8 + across * rows)
    whole = Image.new("L", (parts[0].width, sum(each.height for each in parts)), 255)
    y = 0
    for part in parts:
        whole.paste(part, (0, y))
        y += part.height
    return whole
