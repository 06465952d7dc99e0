"""Where a printer is, as an installer writes it, and what its answers mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.box.printer import Plug, PrinterAddress, PrinterState, is_answer, parse_printer, state_of
from kiosk.box.settings import read_box
from kiosk.config import SettingError, read_settings


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://192.168.1.20:9100", PrinterAddress(plug=Plug.TCP, host="192.168.1.20")),
        ("tcp://printer.lan", PrinterAddress(plug=Plug.TCP, host="printer.lan", port=9100)),
        ("tcp://[fe80::1]:9101/", PrinterAddress(plug=Plug.TCP, host="fe80::1", port=9101)),
        ("usb://04b8:0e15", PrinterAddress(plug=Plug.USB, vendor=0x04B8, product=0x0E15)),
        ("file:///dev/usb/lp0", PrinterAddress(plug=Plug.FILE, path="/dev/usb/lp0")),
    ],
)
def test_addresses(text: str, address: PrinterAddress) -> None:
    assert parse_printer(text) == address


@pytest.mark.parametrize(
    ("line", "says"),
    [
        *(
            (f"printer = '{text}'", f"printer is {text!r}; write it as")
            for text in ("", "lp0", "http://x", "tcp://", "tcp://x:port", "tcp://x:99999", "tcp://x/y",
                         "usb://1:2", "usb://04b80e15", "file://host/dev/lp0", "file://", "/dev/usb/lp0")
        ),
        ("printer_width_mm = 60", "printer_width_mm is 60; write 58 or 80"),
        ("printer_width_mm = '80'", "printer_width_mm is '80'; write a whole number"),
        ("printer_profile = 1", "printer_profile is 1; write text"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "box.toml"
    path.write_text(f"[box]\n{line}\n")
    with pytest.raises(SettingError) as raised:
        read_settings({"KIOSK_BOX": str(path)})
    assert says in str(raised.value)


def test_a_printer_in_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "box.toml"
    path.write_text(
        "[box]\nprinter = 'usb://04b8:0e15'\nprinter_width_mm = 58\nprinter_profile = 'POS-5890'\n"
    )
    box = read_box(path)
    found = (box.printer, box.printer_width_mm, box.printer_profile)
    assert found == ("usb://04b8:0e15", 58, "POS-5890")


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((0x12, 0x12, 0x12), PrinterState.READY),
        ((0x12, 0x12, 0x1E), PrinterState.PAPER_NEAR_END),
        ((0x1A, 0x32, 0x7E), PrinterState.NO_PAPER),
        ((0x12, 0x12, 0x72), PrinterState.NO_PAPER),
        ((0x1A, 0x16, 0x12), PrinterState.COVER_OPEN),
        ((0x1A, 0x16, 0x72), PrinterState.COVER_OPEN),
        ((0x1A, 0x52, 0x12), PrinterState.ERROR),
        ((0x1A, 0x12, 0x12), PrinterState.ERROR),
    ],
)
def test_what_the_answers_mean(answers: tuple[int, int, int], state: PrinterState) -> None:
    assert state_of(*answers) is state
    assert all(is_answer(each) for each in answers)


@given(st.integers(0, 255))
def test_nonsense_is_no_answer(byte: int) -> None:
    assert is_answer(byte) == (f"{byte:08b}"[0] + f"{byte:08b}"[3] + f"{byte:08b}"[6:] == "0110")
