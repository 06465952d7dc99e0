"""The guide in a phone: what it keeps, and answers without a network."""

from typing import Final

from kiosk.http.door import Room
from kiosk.http.line import Line
from kiosk.web.phone import offline

ROOM: Final = Room(
    routes=(offline.add_to,),
    words={"shelf_of_phone": offline.shelf_of_phone},
    lines=(Line(endpoints=frozenset({"pack"}), at_once=1, waiting=3),),
)
