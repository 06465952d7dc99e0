"""Lines to a printer: network, USB, device file. What fails raises OSError.

python-escpos has such lines too, but its USB one resets the printer whenever it is opened, and its
file one cannot read; here the printer is asked every few seconds.
"""

import contextlib
import os
import select
import socket
import struct
import time
from typing import Any, Final, Protocol

from kiosk.box.printer import Plug, PrinterAddress

try:
    import usb.core
    import usb.util
except ImportError:  # Without the extra "printer".
    usb = None

TIMEOUT_S: Final = 3.0
"""For opening, and for each piece that is sent."""

_MOST: Final = 4_096


def open_wire(address: PrinterAddress) -> "Transport":
    """Open the line to a printer.

    Raises:
        OSError: It is not there, or cannot be opened.
    """
    match address.plug:
        case Plug.TCP:
            return TcpTransport(address.host, address.port)
        case Plug.USB:
            return UsbTransport(address.vendor, address.product)
        case Plug.FILE:
            return FileTransport(address.path)


class Transport(Protocol):
    """A line to a device. What fails raises OSError."""

    def send(self, data: bytes) -> None:
        """Send a piece; TimeoutError when it is not taken within TIMEOUT_S."""

    def receive(self, within_s: float) -> bytes:
        """What came; nothing when nothing came in time."""

    def close(self, *, is_done: bool) -> None:
        """Hang up; what was not sent yet is dropped, unless all is done."""


class TcpTransport:
    """A printer in the network."""

    def __init__(self, host: str, port: int) -> None:
        """Connect. From now on, hanging up or being killed drops what was not sent."""
        self._socket = socket.create_connection((host, port), timeout=TIMEOUT_S)
        # What is sent is with the printer, not in a queue of ours where a question would wait behind it.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _MOST)
        self._linger(on=1)

    def _linger(self, on: int) -> None:
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", on, 0))

    def send(self, data: bytes) -> None:
        """Send a piece."""
        self._socket.sendall(data)

    def receive(self, within_s: float) -> bytes:
        """What came."""
        ready, _, _ = select.select([self._socket], [], [], within_s)
        if not ready:
            return b""
        found = self._socket.recv(_MOST)
        if not found:
            raise ConnectionResetError
        return found

    def close(self, *, is_done: bool) -> None:
        """Hang up."""
        if is_done:
            self._linger(on=0)
        self._socket.close()


class FileTransport:
    """A device file such as /dev/usb/lp0."""

    def __init__(self, path: str) -> None:
        """Open it for both ways, never waiting for it."""
        self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)

    def send(self, data: bytes) -> None:
        """Send a piece."""
        while data:
            _, ready, _ = select.select([], [self._file], [], TIMEOUT_S)
            if not ready:
                raise TimeoutError
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._file, data) :]

    def receive(self, within_s: float) -> bytes:
        """What came."""
        ready, _, _ = select.select([self._file], [], [], within_s)
        if not ready:
            return b""
        try:
            found = os.read(self._file, _MOST)
        except BlockingIOError:
            return b""
        if not found:
            time.sleep(within_s)  # A file at its end is always ready.
        return found

    def close(self, *, is_done: bool) -> None:  # noqa: ARG002 - the kernel drops, or not
        """Hang up."""
        os.close(self._file)


class UsbTransport:
    """A printer at a USB plug, without a driver. It is not reset: that would be every few seconds."""

    def __init__(self, vendor: int, product: int) -> None:
        """Find it, and the ways in and out of its first interface that has both."""
        if usb is None:
            raise OSError("the extra 'printer' is missing")
        try:
            self._device: Any = usb.core.find(idVendor=vendor, idProduct=product)
        except usb.core.NoBackendError as error:
            raise OSError("libusb-1.0 is missing") from error
        if self._device is None:
            raise FileNotFoundError
        interface = self._device.get_active_configuration()[(0, 0)]
        if self._device.is_kernel_driver_active(interface.bInterfaceNumber):
            self._device.detach_kernel_driver(interface.bInterfaceNumber)
        usb.util.claim_interface(self._device, interface.bInterfaceNumber)
        ends = {usb.util.endpoint_direction(each.bEndpointAddress): each for each in interface}
        self._out, self._in = ends[usb.util.ENDPOINT_OUT], ends.get(usb.util.ENDPOINT_IN)

    def send(self, data: bytes) -> None:
        """Send a piece. Zero would wait for ever: the time is always given."""
        self._out.write(data, round(TIMEOUT_S * 1_000))

    def receive(self, within_s: float) -> bytes:
        """What came."""
        if self._in is None:
            time.sleep(within_s)
            return b""
        try:
            return bytes(self._in.read(64, max(1, round(within_s * 1_000))))
        except usb.core.USBTimeoutError:
            return b""

    def close(self, *, is_done: bool) -> None:  # noqa: ARG002 - each piece was sent whole
        """Let it go."""
        usb.util.dispose_resources(self._device)
