"""The receipt printer of a box: where it is, as its installer writes it, and what its answers mean."""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final
from urllib.parse import urlsplit

PORT: Final = 9100
"""On which network printers listen, if nothing else is said."""

DOTS_ACROSS: Final = {58: 384, 80: 576}
"""Dots that are printed across a roll, by its width in millimetres."""

EXAMPLES: Final = '"tcp://192.168.1.20:9100", "usb://04b8:0e15" or "file:///dev/usb/lp0"'
_USB: Final = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


class PrinterError(ValueError):
    """A printer that cannot be; the message names the field and what to write."""


class Plug(StrEnum):
    """How a printer is reached."""

    TCP = "tcp"
    USB = "usb"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterAddress:
    """Where a printer is.

    Attributes:
        plug: How it is reached; decides which of the others count.
        host: Name or number in the network.
        port: Likewise.
        vendor: Of a USB device.
        product: Likewise.
        path: Of a device file.
    """

    plug: Plug
    host: str = ""
    port: int = PORT
    vendor: int = 0
    product: int = 0
    path: str = ""


def parse_printer(text: str) -> PrinterAddress:
    """Read an address.

    Raises:
        PrinterError: It is none.
    """
    try:
        parts = urlsplit(text)
        if parts.scheme == Plug.TCP and parts.hostname and parts.path in {"", "/"}:
            port = PORT if parts.port is None else parts.port
            return PrinterAddress(plug=Plug.TCP, host=parts.hostname, port=port)
    except ValueError as error:  # A port that is no number.
        raise _refused(text) from error
    usb = _USB.fullmatch(parts.netloc)
    if parts.scheme == Plug.USB and usb:
        vendor, product = (int(each, 16) for each in usb.groups())
        return PrinterAddress(plug=Plug.USB, vendor=vendor, product=product)
    if parts.scheme == Plug.FILE and not parts.netloc and len(parts.path) > 1:
        return PrinterAddress(plug=Plug.FILE, path=parts.path)
    raise _refused(text)


def _refused(text: str) -> PrinterError:
    return PrinterError(f"printer is {text!r}; write it as {EXAMPLES}")


class PrinterState(IntEnum):
    """How a printer is, or what became of a job."""

    UNASKED = 0
    READY = 1
    PAPER_NEAR_END = 2
    NO_PAPER = 3
    COVER_OPEN = 4
    SILENT = 5
    """It is there and does not answer."""
    UNPLUGGED = 6
    """It is not there."""
    ERROR = 7
    """It says that something is wrong, or what it says makes no sense."""
    PRINTING = 8
    """A job is under way."""

    @property
    def can_print(self) -> bool:
        """Whether a slip would come out."""
        return self in {PrinterState.READY, PrinterState.PAPER_NEAR_END}


def state_of(online: int, cause: int, paper: int) -> PrinterState:
    """What the answers to DLE EOT 1, 2 and 4 mean: one byte each, as Epson describes them."""
    if cause & 0x04:
        return PrinterState.COVER_OPEN
    if paper & 0x60 or cause & 0x20:
        return PrinterState.NO_PAPER
    if online & 0x08 or cause & 0x40:
        return PrinterState.ERROR
    return PrinterState.PAPER_NEAR_END if paper & 0x0C else PrinterState.READY


def is_answer(byte: int) -> bool:
    """Whether a byte has the fixed bits of an answer to DLE EOT; all else that is sent has not."""
    return byte & 0x93 == 0x12
