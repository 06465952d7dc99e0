"""Find: which language, which need, what there is and where; the way by pictures."""

from typing import Final

from flask import request

from kiosk.http.door import Room
from kiosk.http.line import Line
from kiosk.web.find import languages, look, map, map_tiles, needs, place, search  # noqa: A004

ROOM: Final = Room(
    routes=tuple(each.add_to for each in (languages, needs, search, place, look, map, map_tiles)),
    opens=(map_tiles.open_room,),
    words={
        "has_map": lambda: map_tiles.map_tiles() is not None,
        "tiles_url": lambda: f"{request.script_root}/tiles/{{z}}/{{x}}/{{y}}",
    },
    lines=(Line(endpoints=frozenset({"tile", "tile_file"}), at_once=2, waiting=2),),
)
