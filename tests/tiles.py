"""A tiny map: a chequered square for each tile around Dijon."""

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

SOUTH, WEST, NORTH, EAST = 47.25, 4.95, 47.40, 5.15
ZOOMS = range(11, 15)


def make_tiles(path: Path, kind: TileType = TileType.PNG) -> Path:
    """Write the file; the whole is some fifty kilobytes."""
    with write(path) as writer:
        tiles = sorted(
            (zxy_to_tileid(zoom, x, y), zoom, x, y)
            for zoom in ZOOMS
            for x in range(column(WEST, zoom), column(EAST, zoom) + 1)
            for y in range(row(NORTH, zoom), row(SOUTH, zoom) + 1)
        )
        for number, zoom, x, y in tiles:
            writer.write_tile(number, _picture(zoom, x, y))
        header = {
            "tile_type": kind,
            "tile_compression": Compression.NONE,
            "min_zoom": ZOOMS[0],
            "max_zoom": ZOOMS[-1],
            "min_lon_e7": int(WEST * 1e7),
            "min_lat_e7": int(SOUTH * 1e7),
            "max_lon_e7": int(EAST * 1e7),
            "max_lat_e7": int(NORTH * 1e7),
            "center_zoom": ZOOMS[0],
            "center_lon_e7": int((WEST + EAST) / 2 * 1e7),
            "center_lat_e7": int((SOUTH + NORTH) / 2 * 1e7),
        }
        writer.finalize(header, {"attribution": "nobody"})
    return path


def _picture(zoom: int, x: int, y: int) -> bytes:
    image = Image.new("P", (256, 256), (x + y) % 2)
    image.putpalette([236, 232, 222, 214, 224, 210, 90, 110, 100])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 255, 255), outline=2)
    draw.text((90, 120), f"{zoom}/{x}/{y}", fill=2)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def column(lon: float, zoom: int) -> int:
    """Of the tile that holds a longitude."""
    return int((lon + 180) / 360 * 2**zoom)


def row(lat: float, zoom: int) -> int:
    """Of the tile that holds a latitude."""
    turned = math.asinh(math.tan(math.radians(lat)))
    return int((1 - turned / math.pi) / 2 * 2**zoom)
