"""The box: sizes on the glass, the settings file, keys, and whether its clock can be believed."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.box.clock import RELEASED, is_believable
from kiosk.box.keyboard import keyboard
from kiosk.box.keypad import PRESET, Action, KeypadError, read_keypad
from kiosk.box.screen import GAP_MM, REACH_FROM_MM, REACH_TO_MM, TARGET_MM, Screen, ScreenError
from kiosk.box.settings import Box, read_box
from kiosk.box.toml_file import UnusableSettings
from kiosk.config import SettingError, read_settings

SCREENS = st.builds(
    Screen,
    diagonal_inches=st.floats(10, 65),
    width_px=st.integers(600, 4_000),
    height_px=st.integers(600, 4_000),
    lower_edge_mm=st.floats(300, 1_500),
    reading_distance_mm=st.floats(300, 1_500),
)


def test_millimetres_of_a_common_screen() -> None:
    """reference: a 21.5 inch full HD screen has 0.248 mm a pixel, and needs 35 px at 500 mm."""
    screen = Screen(diagonal_inches=21.5, width_px=1920, height_px=1080)
    assert 1 / screen.px_per_mm == pytest.approx(0.248, abs=0.001)
    assert screen.text_px == pytest.approx(35, abs=0.5)


@given(SCREENS)
def test_capitals_are_large_enough_from_where_they_are_read(screen: Screen) -> None:
    capital_mm = screen.text_px * 0.7 / screen.px_per_mm
    assert math.degrees(math.atan(capital_mm / screen.reading_distance_mm)) >= 0.7 - 1e-9


@given(SCREENS)
def test_the_low_band_lies_on_the_screen_and_in_reach(screen: Screen) -> None:
    top_px, height_px = screen.low_band_px
    assert top_px >= 0
    assert height_px > 0
    assert top_px + height_px <= screen.height_px + 1e-6
    highest_mm = screen.upper_edge_mm - top_px / screen.px_per_mm
    lowest_mm = highest_mm - height_px / screen.px_per_mm
    reaches = min(screen.upper_edge_mm, REACH_TO_MM) - max(screen.lower_edge_mm, REACH_FROM_MM)
    if reaches >= (screen.upper_edge_mm - screen.lower_edge_mm) / 8 + 1e-6:
        assert highest_mm <= REACH_TO_MM + 1e-6
        assert lowest_mm >= REACH_FROM_MM - 1e-6


@given(SCREENS, st.integers(1, 12), st.floats(1, 2))
def test_columns_are_even_and_wide_enough(screen: Screen, count: int, scale: float) -> None:
    columns = screen.columns(count, 6, scale)
    rows = math.ceil(count / columns)
    assert 1 <= columns <= count
    assert rows * columns - count < rows + columns
    width_mm = screen.width_px / screen.px_per_mm
    each_mm = (width_mm - (columns - 1) * GAP_MM) / columns
    assert each_mm >= TARGET_MM or columns == 1


@given(SCREENS, st.sampled_from(["fr", "en", "ar", "ka"]))
def test_every_letter_has_a_key_of_its_size(screen: Screen, locale: str) -> None:
    keys = keyboard(locale, screen)
    everything = "".join((*keys.rows, *keys.digits))
    assert len(set(everything)) == len(everything)
    assert not set(everything) & set(
        "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    width_mm = screen.width_px / screen.px_per_mm
    longest = max(map(len, (*keys.rows, *keys.digits)))
    assert longest * TARGET_MM + (longest - 1) * GAP_MM <= width_mm or longest == 1


def test_a_whole_settings_file(tmp_path: Path) -> None:
    (tmp_path / "keypad.json").write_text(
        '{"F1": "next", "F2": "previous", "F3": "select", "F4": "back", "F5": "staff"}'
    )
    path = tmp_path / "box.toml"
    path.write_text("""
[box]
name = "Hall"
place = "Town hall, ground floor"
diagonal_inches = 32
width_px = 1920
height_px = 1080
lower_edge_mm = 900
reading_distance_mm = 600
locales = ["ar", "fr"]
needs = ["eat", "sleep"]
idle_s = 60
pin_hash = "scrypt:U8Fsyrc6dJld1DgOSS7/cA==:W18TWy2Njatd4JiaidI8FmJm46DcP0+k696cVzzRrNc="
keypad = "keypad.json"
""")
    box = read_box(path)
    assert box.screen == Screen(
        diagonal_inches=32,
        width_px=1920,
        height_px=1080,
        lower_edge_mm=900,
        reading_distance_mm=600,
    )
    assert (box.name, box.idle_s, box.warning_s, box.needs) == ("Hall", 60, 30, ("eat", "sleep"))
    assert box.keypad.actions["F5"] is Action.STAFF
    settings = read_settings({"KIOSK_BOX": str(path), "KIOSK_MODE": "1"})
    assert settings.locales == ("ar", "fr")
    assert read_settings({"KIOSK_BOX": str(path), "KIOSK_LOCALES": "en"}).locales == ("en",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must hold one table, [box]"),
        ("[box]\n[more]", "must hold one table, [box]"),
        ("box = 1", "must hold one table, [box]"),
        ("[box", "is no TOML"),
        ("[box]\ncolour = 'red'", "there is no field 'colour'; there are: "),
        ("[box]\nidle_s = 'long'", "idle_s is 'long'; write a whole number"),
        ("[box]\nidle_s = true", "idle_s is True; write a whole number"),
        ("[box]\nidle_s = 5", "idle_s is 5; write a number from 20 to 900"),
        ("[box]\nwarning_s = 10", "warning_s is 10; write a number from 20 to 300"),
        ("[box]\ndiagonal_inches = 2", "diagonal_inches is 2; write a number from 7 to 110"),
        ("[box]\nname = 3", 'name is 3; write text, "in quotes"'),
        ("[box]\nneeds = ['eat', 'fly']", "needs names 'fly'; there are: eat, "),
        ("[box]\nneeds = [1]", "needs is [1]; write a list of words"),
        ("[box]\npin = '731946'", "pin is not kept in the open any more; run 'kiosk box pin'"),
        ("[box]\npin_hash = '731946'", "pin_hash is none that 'kiosk box pin' wrote"),
        ("[box]\nkeypad = 'none.json'", "none.json cannot be read: No such file"),
        ("[box]\nlocales = ['xx']", "KIOSK_LOCALES names xx"),
        ("[box]\nbuilding_hours = 'Mo 25:00'", "building_hours is 'Mo 25:00'"),
    ],
)
def test_a_settings_file_that_cannot_be_used(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "box.toml"
    path.write_text(text)
    with pytest.raises(SettingError) as raised:
        read_settings({"KIOSK_BOX": str(path)})
    assert says in str(raised.value)


def test_a_settings_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings, match="cannot be read: No such file"):
        read_box(tmp_path / "box.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "must hold an object"),
        ("{", "is no JSON"),
        ('{"F1": "fly"}', "F1 is 'fly'; there are: next, previous"),
        ('{"F1": ["next"]}', "F1 is"),
        ('{"F1": "next", "F2": "previous"}', "no key for back, select"),
    ],
)
def test_a_keypad_that_cannot_be_used(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "keypad.json"
    path.write_text(text)
    with pytest.raises(KeypadError) as raised:
        read_keypad(path)
    assert says in str(raised.value)


def test_the_preset_has_a_key_for_everything_a_visitor_does() -> None:
    assert set(PRESET.values()) == set(Action) - {Action.STAFF}
    assert Box().keypad.actions == PRESET


def test_no_screen_without_bounds() -> None:
    with pytest.raises(ScreenError, match="width_px is 0; write a number from 480 to 8000"):
        Screen(width_px=0)


@pytest.mark.parametrize(
    ("now", "data_of", "keeps", "believed"),
    [
        (RELEASED + timedelta(days=9), None, True, True),
        (RELEASED + timedelta(days=9), None, None, True),
        (RELEASED + timedelta(days=9), None, False, False),
        (datetime(1970, 1, 1, tzinfo=UTC), None, True, False),
        (RELEASED + timedelta(days=9), RELEASED + timedelta(days=10), True, False),
    ],
)
def test_a_clock_is_believed(
    now: datetime, data_of: datetime | None, keeps: bool | None, believed: bool
) -> None:
    assert is_believable(now, data_of=data_of, keeps_time=keeps) is believed
