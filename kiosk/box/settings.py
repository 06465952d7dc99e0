"""What an installer writes down about a box: one small file, a table ``[box]`` in TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from kiosk.box.keypad import Keypad, KeypadError, read_keypad
from kiosk.box.pin import PinError, check_pin_hash
from kiosk.box.printer import DOTS_ACROSS, PrinterError, parse_printer
from kiosk.box.screen import Screen, ScreenError
from kiosk.box.toml_file import UnusableSettings, read_toml
from kiosk.directory.hours.opening_rule import is_valid
from kiosk.directory.vocabulary.category import needs

LEAST_WARNING_S: Final = 20
"""WCAG 2.2.1: a warning before time runs out stands at least so long."""

_SCREEN: Final = tuple(each.name for each in fields(Screen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One installed kiosk.

    Attributes:
        name: What staff call it: "Town hall, entrance".
        place: Where it stands, in words.
        screen: Its size and height.
        locales: Languages offered, in order; None: those of KIOSK_LOCALES.
        needs: Tiles offered, in order; None: all.
        building_hours: When the building is open, as OSM opening_hours; None: not told.
        idle_s: Without a touch for so long, the screen asks whether someone is there.
        warning_s: And waits so long for an answer.
        double_strike_ms: Within it a second touch of the same key does not count.
        pin_hash: Of the PIN that opens the page for staff, as `kiosk box pin` prints it; None: there is
            no such page.
        keypad: Which key does what.
        has_clock: It keeps time without power; None: it is looked up.
        run_dir: Where it leaves signs for the system: that a visit ended, that the page lives.
        wifi_name: Of the visitors' network in the building, if there is one: its code stands beside
            those that lead to the guide.
        wifi_password: Of that network; None: it asks for none.
        printer: Address of the receipt printer; None: nothing is printed.
        printer_width_mm: Of its roll of paper: 58 or 80.
        printer_profile: What python-escpos calls it; None: the usual one of that width.
    """

    name: str = "Parvis"
    place: str | None = None
    screen: Screen = field(default_factory=Screen)
    locales: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    building_hours: str | None = None
    idle_s: int = 75
    warning_s: int = 30
    double_strike_ms: int = 150
    pin_hash: str | None = None
    keypad: Keypad = field(default_factory=Keypad)
    has_clock: bool | None = None
    run_dir: str | None = None
    wifi_name: str | None = None
    wifi_password: str | None = None
    printer: str | None = None
    printer_width_mm: int = 80
    printer_profile: str | None = None


def read_box(path: Path) -> Box:
    """Read the file.

    Raises:
        UnusableSettings: It is missing, no TOML, or a field cannot be used.
    """
    raw = read_toml(path)
    table = raw.get("box")
    if not isinstance(table, dict) or len(raw) != 1:
        message = f"{path} must hold one table, [box]"
        raise UnusableSettings(message)
    try:
        return _box(table, path.parent)
    except (UnusableSettings, ScreenError, KeypadError, PrinterError) as error:
        message = f"{path}: {error}"
        raise UnusableSettings(message) from error


def _box(table: dict[str, Any], folder: Path) -> Box:
    if "pin" in table:
        message = (
            "pin is not kept in the open any more; run 'kiosk box pin', which asks for a PIN, and write the"
            " line that it prints in place of this one; without either there is no page of staff"
        )
        raise UnusableSettings(message)
    known = {each.name for each in fields(Box)} - {"screen"} | set(_SCREEN)
    unknown = sorted(set(table) - known)
    if unknown:
        message = f"there is no field {unknown[0]!r}; there are: {', '.join(sorted(known))}"
        raise UnusableSettings(message)
    _check_types(table)
    _check_needs(table.get("needs", ()))
    screen = Screen(**{name: table.pop(name) for name in _SCREEN if name in table})
    if "keypad" in table:
        table["keypad"] = read_keypad(folder / table["keypad"])
    for name in ("locales", "needs"):
        if name in table:
            table[name] = tuple(table[name])
    box = Box(screen=screen, **table)
    _check_values(box)
    return box


_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    **dict.fromkeys(_SCREEN, (int, float)),
    **dict.fromkeys(("idle_s", "warning_s", "double_strike_ms", "printer_width_mm"), (int,)),
    **dict.fromkeys(("locales", "needs"), (list,)),
    "has_clock": (bool,),
}
_SAID: Final = {int: "a whole number", list: "a list of words", bool: "true or false"}


def _check_types(table: dict[str, Any]) -> None:
    for name, value in table.items():
        kinds = _KINDS.get(name, (str,))
        is_kind = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
        if not is_kind or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            said = "a number" if float in kinds else _SAID.get(kinds[0], 'text, "in quotes"')
            message = f"{name} is {value!r}; write {said}"
            raise UnusableSettings(message)


def _check_needs(given: list[str]) -> None:
    for each in given:
        if each not in needs():
            message = f"needs names {each!r}; there are: {', '.join(needs())}"
            raise UnusableSettings(message)


def _check_values(box: Box) -> None:
    for name, value, low, high in (
        ("idle_s", box.idle_s, 20, 900),
        ("warning_s", box.warning_s, LEAST_WARNING_S, 300),
        ("double_strike_ms", box.double_strike_ms, 0, 2_000),
    ):
        if not low <= value <= high:
            message = f"{name} is {value}; write a number from {low} to {high}"
            raise UnusableSettings(message)
    if box.building_hours is not None and not is_valid(box.building_hours):
        message = (
            f"building_hours is {box.building_hours!r}; write it as OpenStreetMap does,"
            ' "Mo-Fr 08:30-17:30; PH off"'
        )
        raise UnusableSettings(message)
    if box.wifi_name is not None and not 1 <= len(box.wifi_name.encode()) <= 32:
        message = f"wifi_name is {box.wifi_name!r}; a network's name has 1 to 32 bytes"
        raise UnusableSettings(message)
    if box.wifi_password is not None and not (box.wifi_name and 8 <= len(box.wifi_password) <= 63):
        message = "wifi_password needs a wifi_name beside it, and has 8 to 63 letters"
        raise UnusableSettings(message)
    if box.pin_hash is not None:
        _check_pin_hash(box.pin_hash)
    if box.printer is not None:
        parse_printer(box.printer)
    if box.printer_width_mm not in DOTS_ACROSS:
        widths = " or ".join(map(str, DOTS_ACROSS))
        message = f"printer_width_mm is {box.printer_width_mm}; write {widths}"
        raise UnusableSettings(message)


def _check_pin_hash(pin_hash: str) -> None:
    try:
        check_pin_hash(pin_hash)
    except PinError as error:
        message = f"pin_hash {error}"
        raise UnusableSettings(message) from error
