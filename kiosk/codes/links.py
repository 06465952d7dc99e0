"""What a phone does at once when it reads a code: dial, show a place on its map, join a network."""

from urllib.parse import quote


def place_address(public_url: str, locale: str, number: int) -> str:
    """Where a place stands in the guide, on paper; short, for its number leads to its whole name."""
    return f"{public_url}/{locale}/place/{number}"


def list_address(public_url: str, locale: str, code: str) -> str:
    """Where a list stands in the guide, on paper."""
    return f"{public_url}/{locale}/list/{code}"


def dial_link(number: str) -> str:
    """Dial; ``number`` as E.164 or a short number."""
    return f"tel:{number}"


def map_link(lat: float, lon: float, label: str | None = None) -> str:
    """Show on the phone's own map, which may work without a network (RFC 5870)."""
    point = f"{lat:.5f},{lon:.5f}"
    return f"geo:{point}?q={point}({quote(label)})" if label else f"geo:{point}"


def ways_elsewhere(lat: float, lon: float) -> dict[str, str]:
    """The way on foot, on the maps of others: it leaves the guide, so it is only for phones that ask."""
    point = f"{lat:.5f},{lon:.5f}"
    return {
        "OpenStreetMap": f"https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&to={point}",
        "Apple": f"https://maps.apple.com/?daddr={point}&dirflg=w",
        "Google": f"https://www.google.com/maps/dir/?api=1&destination={point}&travelmode=walking",
    }


def wifi_text(name: str, password: str | None) -> str:
    """Join a network, as phones read it from a code; without a password it is an open one."""
    kind = "WPA" if password else "nopass"
    parts = [f"T:{kind}", f"S:{_escaped(name)}"]
    if password:
        parts.append(f"P:{_escaped(password)}")
    return f"WIFI:{';'.join(parts)};;"


def text_message_link(text: str) -> str:
    """Open the phone's text messages with a text; whom it goes to is chosen there (RFC 5724)."""
    return f"sms:?&body={quote(text, safe='')}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ",", ":", '"'):
        text = text.replace(sign, f"\\{sign}")
    return text
