"""Pages read aloud."""

from typing import Final

from kiosk.http.door import Room
from kiosk.web.listen import aloud

ROOM: Final = Room(routes=(aloud.add_to,))
