"""Build the pictures from the npm package @material-symbols/svg-400 (Apache-2.0), made smaller by svgo (MIT).

npm install --prefix DIR @material-symbols/svg-400@0.48.2 svgo@4
python tools/sprite.py DIR/node_modules

``static/icons/sprite.svg`` holds what every page may need, and is fetched by browsers; ``pictures.svg``
beside it what stands for single categories and rights, or only on public screens: of these a page carries those that it shows.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ICONS = [
    "keyboard_arrow_up",
    "keyboard_arrow_down",
    "visibility_off",
    "touch_app",
    "volume_up",
    "restaurant",
    "hotel",
    "shower",
    "medical_services",
    "weekend",
    "description",
    "school",
    "checkroom",
    "mobile",
    "mobile_charge",
    "help",
    "translate",
    "text_increase",
    "text_decrease",
    "arrow_back",
    "arrow_forward",
    "call",
    "location_on",
    "directions_walk",
    "schedule",
    "accessible",
    "pets",
    "euro",
    "event_available",
    "how_to_reg",
    "group",
    "info",
    "warning",
    "home",
    "search",
    "tune",
    "check_circle",
    "verified",
    "directions_bus",
    "water_drop",
    "mail",
    "public",
    "record_voice_over",
    "print",
    "ac_unit",
    "thermostat",
    "close",
    "my_location",
    "sos",
    "local_hospital",
    "child_care",
    "woman",
    "local_police",
    "local_fire_department",
    "hearing",
    "family_restroom",
    "apartment",
    "menu_book",
    "folder_shared",
    "diversity_3",
    "person_raised_hand",
    "night_shelter",
    "soup_kitchen",
    "local_laundry_service",
    "wc",
    "dentistry",
    "psychology",
    "vaccines",
    "wifi",
    "power",
    "gavel",
    "edit_note",
    "luggage",
    "bookmark",
    "qr_code_2",
    "wifi_off",
    "contacts",
    "share",
    "sms",
    "content_copy",
    "download_for_offline",
    "delete",
    "map",
    "stop_circle",
    "replay",
    "slow_motion_video",
    "image",
    "more_horiz",
]
ON_PUBLIC_SCREENS = [
    "backspace",
    "cleaning_services",
    "keyboard_hide",
    "settings_accessibility",
    "space_bar",
    "vertical_align_bottom",
]
"""No phone fetches these."""

ICON_FOLDER = Path(__file__).parent.parent / "static" / "icons"
CATEGORIES = Path(__file__).parent.parent / "kiosk" / "directory" / "vocabulary" / "categories.json"
RIGHTS = Path(__file__).parent.parent / "kiosk" / "rights"
ORIGIN = (
    "<!-- Material Symbols (rounded, filled), Google, Apache-2.0; see static/vendor/VENDOR.md -->"
)
WHOLE_UNITS = """module.exports = {multipass: true, plugins: [{name: "convertPathData", params: {floatPrecision: 0}}]};"""
"""Their grid is 960 wide: a unit is less than anybody sees."""


def main(modules: Path) -> None:
    """Write both files; name the symbols that the package does not have."""
    categories = json.loads(CATEGORIES.read_text("utf-8"))["categories"]
    needs = json.loads(CATEGORIES.read_text("utf-8"))["needs"]
    common = {*ICONS, *(each["icon"] for each in needs)}
    of_rights = {
        name
        for file in ("questions.toml", "rights.toml")
        for name in re.findall(r'icon = "(\w+)"', (RIGHTS / file).read_text("utf-8"))
    } | {"balance"}
    single = {*(each["icon"] for each in categories), *of_rights, *ON_PUBLIC_SCREENS} - common
    for name, symbols in (("sprite", common), ("pictures", single)):
        text = sprite(sorted(symbols), modules / "@material-symbols" / "svg-400" / "rounded")
        small = smaller(text, modules / ".bin" / "svgo")
        (ICON_FOLDER / f"{name}.svg").write_text(f"{ORIGIN}\n{small}\n", "utf-8")


def sprite(names: list[str], folder: Path) -> str:
    """One file of symbols."""
    symbols = []
    for name in names:
        file = folder / f"{name}-fill.svg"
        if not file.exists():
            print("missing:", name, file=sys.stderr)
            continue
        svg = file.read_text("utf-8")
        box = re.search(r'viewBox="([^"]+)"', svg)
        paths = "".join(re.findall(r"<path[^>]*/>", svg))
        view = box.group(1) if box else "0 -960 960 960"
        symbols.append(f'<symbol id="{name}" viewBox="{view}">{paths}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}\n</svg>'


def smaller(text: str, svgo: Path) -> str:
    """The same drawings in whole units."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.svg").write_text(text, "utf-8")
        (folder / "svgo.config.js").write_text(WHOLE_UNITS, "utf-8")
        command: list[str | Path] = [
            svgo,
            "--config",
            folder / "svgo.config.js",
            folder / "in.svg",
            "-o",
            folder / "out.svg",
        ]
        subprocess.run(command, check=True, capture_output=True)
        drawn = (folder / "out.svg").read_text("utf-8")
    return drawn.replace("<symbol", "\n<symbol").replace("</svg>", "\n</svg>")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
