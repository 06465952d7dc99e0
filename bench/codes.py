"""Ways to draw a code: ours, the SVG of the package qrcode, and segno. Ratios to segno in the same run.

python -m bench.codes
"""

import gzip
import io
import time
from collections.abc import Callable

import segno
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from kiosk.codes.qr import qr

TEXTS = {
    "address": "https://parvis.example.fr/fr/list/4D1N-MXY9",
    "contact": "BEGIN:VCARD\nVERSION:3.0\nN:La Halte du Suzon\nFN:La Halte du Suzon\nADR:;;14 rue des Tanneries;Dijon\nTEL:+33353011001\nNOTE:lun.–ven. 08:30–12:00 13:30–17:00\nEND:VCARD",
}
ROUNDS = 30


def ours(text: str) -> str:
    """A path of runs in an SVG, as the templates write it; the memory of codes is left aside."""
    code = qr.__wrapped__(text)
    return f'<svg viewBox="0 0 {code.size} {code.size}"><path d="{code.path}"></path></svg>'


def packages(text: str) -> str:
    """The package's own SVG."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text.encode())
    out = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(out)
    return out.getvalue().decode()


def segnos(text: str) -> str:
    """Another library."""
    out = io.BytesIO()
    segno.make(text.encode(), error="m", micro=False, boost_error=False).save(
        out, kind="svg", border=4
    )
    return out.getvalue().decode()


def measure(draw: Callable[[str], str], text: str) -> tuple[float, int, int]:
    """Milliseconds (the best of some), bytes, bytes compressed."""
    best = min(_once(draw, text) for _ in range(ROUNDS))
    drawn = draw(text).encode()
    return best * 1000, len(drawn), len(gzip.compress(drawn, 6))


def _once(draw: Callable[[str], str], text: str) -> float:
    started = time.perf_counter()
    draw(text)
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    print("| code | drawn by | ms | ratio | bytes | ratio | compressed |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, text in TEXTS.items():
        base_ms, base_bytes, _ = measure(segnos, text)
        for who, draw in (("segno", segnos), ("qrcode's SVG", packages), ("Parvis", ours)):
            took, size, packed = measure(draw, text)
            print(
                f"| {name} | {who} | {took:.1f} | x{took / base_ms:.1f} | {size:,} | x{size / base_bytes:.1f} | {packed:,} |"
            )


if __name__ == "__main__":
    main()
