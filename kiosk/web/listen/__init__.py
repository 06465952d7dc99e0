"""Pages read aloud."""

from typing import Final

from kiosk.http.door import Room
from kiosk.http.line import Line
from kiosk.web.listen import aloud

ROOM: Final = Room(
    routes=(aloud.add_to,),
    lines=(Line(endpoints=frozenset({"clip"}), at_once=1, waiting=3),),
)
