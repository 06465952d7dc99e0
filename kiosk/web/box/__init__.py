"""What only a public screen has: the end of a visit, its staff, whether it is well."""

from typing import Final

from kiosk.http.door import Room
from kiosk.web.box import health, staff, visit

ROOM: Final = Room(
    routes=(visit.add_to, staff.add_to, health.add_to),
    opens=(staff.open_room,),
    words={"stylesheet_version": visit.stylesheet_version},
)
