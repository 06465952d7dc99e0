"""The USB line, with a stand-in for the plug: ways found, times always given, nothing reset."""

from types import SimpleNamespace

import pytest

from kiosk.box.printer import PrinterState, parse_printer
from kiosk.printing import transports as wires
from kiosk.printing.device import how_is
from kiosk.printing.transports import open_wire

pytestmark = pytest.mark.slow


class UsbTimeout(OSError):
    """As pyusb's."""


class NoBackend(ValueError):
    """As pyusb's: no OSError."""


class End:
    """A way in (0x80) or out of a device, that answers as a printer does."""

    def __init__(self, address: int, device: "Device") -> None:
        self.bEndpointAddress = address
        self._device = device

    def write(self, data: bytes, timeout_ms: int) -> None:
        assert timeout_ms > 0, "zero waits for ever"
        self._device.heard += data
        self._device.to_say += b"\x12" * data.count(b"\x10\x04")

    def read(self, most: int, timeout_ms: int) -> bytes:
        assert timeout_ms > 0
        if not self._device.to_say:
            raise UsbTimeout
        said, self._device.to_say = self._device.to_say[:most], self._device.to_say[most:]
        return said


class Device:
    """A printer; asking it for anything else fails the test."""

    def __init__(self, *addresses: int) -> None:
        self.heard, self.to_say, self.driver, self.is_let_go = b"", b"", True, False
        self._ends = [End(each, self) for each in addresses]

    def get_active_configuration(self) -> dict[tuple[int, int], object]:
        return {(0, 0): Interface(self._ends)}

    def is_kernel_driver_active(self, _number: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, _number: int) -> None:
        self.driver = False


class Interface(list[End]):
    bInterfaceNumber = 0  # noqa: N815 - as pyusb calls it


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> list[Device]:
    """What is plugged in; nothing at first."""
    devices: list[Device] = []

    def find(**_: int) -> Device | None:
        return devices[0] if devices else None

    util = SimpleNamespace(
        ENDPOINT_IN=0x80,
        ENDPOINT_OUT=0,
        endpoint_direction=lambda address: address & 0x80,
        claim_interface=lambda device, number: None,
        dispose_resources=lambda device: setattr(device, "is_let_go", True),
    )
    core = SimpleNamespace(find=find, NoBackendError=NoBackend, USBTimeoutError=UsbTimeout)
    monkeypatch.setattr(wires, "usb", SimpleNamespace(core=core, util=util))
    return devices


ADDRESS = parse_printer("usb://04b8:0e15")


@pytest.mark.parametrize("addresses", [(0x01, 0x82), (0x81, 0x03)])
def test_whatever_its_ways_are_called(plugged: list[Device], addresses: tuple[int, int]) -> None:
    plugged.append(Device(*addresses))
    wire = open_wire(ADDRESS)
    assert how_is(wire) is PrinterState.READY
    wire.send(b"slip")
    wire.close(is_done=True)
    assert plugged[0].heard.endswith(b"slip")
    assert plugged[0].is_let_go
    assert not plugged[0].driver


def test_a_printer_that_cannot_answer_is_silent(plugged: list[Device]) -> None:
    plugged.append(Device(0x01))
    assert how_is(open_wire(ADDRESS)) is PrinterState.SILENT


def test_what_is_missing_is_an_os_error(
    plugged: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError):
        open_wire(ADDRESS)

    def no_backend(**_: int) -> None:
        raise NoBackend

    monkeypatch.setattr(wires.usb.core, "find", no_backend)
    with pytest.raises(OSError, match="libusb"):
        open_wire(ADDRESS)
    monkeypatch.setattr(wires, "usb", None)
    with pytest.raises(OSError, match="extra"):
        open_wire(ADDRESS)
