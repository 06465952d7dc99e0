"""Build ``static/icons/sprite.svg`` from the npm package @material-symbols/svg-400 (Apache-2.0).

npm pack @material-symbols/svg-400@0.48.2 && tar xzf material-symbols-svg-400-0.48.2.tgz
python tools/sprite.py package/rounded
"""

import re
import sys
from pathlib import Path

ICONS = [
    "keyboard_arrow_up",
    "keyboard_arrow_down",
    "contrast",
    "visibility_off",
    "vertical_align_bottom",
    "backspace",
    "cleaning_services",
    "settings_accessibility",
    "space_bar",
    "keyboard_hide",
    "touch_app",
    "volume_up",
    "headphones",
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
    "home_work",
    "ac_unit",
    "thermostat",
    "close",
    "chevron_right",
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
    "foundation",
    "person_raised_hand",
    "night_shelter",
    "soup_kitchen",
    "local_laundry_service",
    "wc",
    "local_drink",
    "grocery",
    "dentistry",
    "psychology",
    "vaccines",
    "wifi",
    "power",
    "gavel",
    "edit_note",
    "baby_changing_station",
    "luggage",
    "apparel",
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
]
TARGET = Path(__file__).parent.parent / "static" / "icons" / "sprite.svg"


def main(folder: Path) -> None:
    """Write the sprite; name the symbols that the package does not have."""
    symbols = []
    for name in sorted(set(ICONS)):
        file = folder / f"{name}-fill.svg"
        if not file.exists():
            print("missing:", name, file=sys.stderr)
            continue
        svg = file.read_text("utf-8")
        box = re.search(r'viewBox="([^"]+)"', svg)
        paths = "".join(re.findall(r"<path[^>]*/>", svg))
        view = box.group(1) if box else "0 -960 960 960"
        symbols.append(f'<symbol id="{name}" viewBox="{view}">{paths}</symbol>')
    body = "\n".join(symbols)
    TARGET.write_text(
        "<!-- Material Symbols (rounded, filled), Google, Apache-2.0; see static/vendor/VENDOR.md -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n',
        "utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
