"""A map of the town, from one file of pictures that the town hall drops in; without it there is no map."""

from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, send_file
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported, TileType

from kiosk.config import SettingError
from kiosk.directory.geography.point import BoundingBox, Point
from kiosk.state import Slot, settings, state, state_of

_KEPT_S: Final = 7 * 24 * 3600
_KINDS: Final = {
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}


class MapTiles:
    """The file, open.

    Attributes:
        path: Where it lies.
        mimetype: Of its pictures.
        bounds: What it shows.
        min_zoom: From the whole of it.
        max_zoom: To the door of a house.
    """

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            SettingError: It cannot be read, or holds no pictures.
        """
        try:
            with path.open("rb") as file:
                self._reader = Reader(MmapSource(file))
                header = self._reader.header()
        except (
            OSError,
            ValueError,
            EOFError,
            MagicNumberNotFound,
            SpecVersionUnsupported,
        ) as error:
            message = f"KIOSK_TILES: {path} is no PMTiles file that can be read ({error!r})"
            raise SettingError(message) from error
        if header["tile_type"] not in _KINDS or header["tile_compression"] is Compression.GZIP:
            message = (
                f"KIOSK_TILES: {path} holds {header['tile_type'].name} tiles; Parvis shows pictures"
                " (PNG, JPEG, WEBP, AVIF): render them once with a tile server"
            )
            raise SettingError(message)
        self.path, self.mimetype = path, _KINDS[header["tile_type"]]
        self.min_zoom, self.max_zoom = header["min_zoom"], header["max_zoom"]
        self.bounds = BoundingBox(
            south=header["min_lat_e7"] / 1e7,
            west=header["min_lon_e7"] / 1e7,
            north=header["max_lat_e7"] / 1e7,
            east=header["max_lon_e7"] / 1e7,
        )

    def get(self, zoom: int, x: int, y: int) -> bytes | None:
        """One picture; None where the file has none."""
        if zoom > self.max_zoom or not (0 <= x < 2**zoom and 0 <= y < 2**zoom):
            return None
        found: bytes | None = self._reader.get(zoom, x, y)
        return found

    def shows(self, point: Point | None) -> bool:
        """Whether a point lies on the map."""
        return point is not None and self.bounds.holds(point)


TILES: Final[Slot[MapTiles | None]] = Slot("map_tiles")


def open_room(app: Flask) -> None:
    """Open the file that the settings name."""
    path = state_of(app).settings.tiles
    state_of(app).put(TILES, MapTiles(path) if path else None)


def map_tiles() -> MapTiles | None:
    """The map of this guide, if there is one."""
    return state().get(TILES)


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/tiles/<int:zoom>/<int:x>/<int:y>", view_func=tile)
    blueprint.add_url_rule("/tiles.pmtiles", view_func=tile_file)


def tile(zoom: int, x: int, y: int) -> Response:
    """One picture of the map."""
    found = map_tiles()
    data = found.get(zoom, x, y) if found else None
    if found is None or data is None:
        abort(404)
    return _for_a_week(Response(data, mimetype=found.mimetype))


def tile_file() -> Response:
    """The whole file, of which programs ask for parts (ranges)."""
    found = map_tiles() or abort(404)
    return _for_a_week(send_file(found.path, "application/vnd.pmtiles", conditional=True))


def _for_a_week(response: Response) -> Response:
    if not settings().kiosk_mode:
        response.headers["Cache-Control"] = f"public, max-age={_KEPT_S}"
    return response
