"""Which rights may I have, and where does one ask for them."""

from typing import Final

from kiosk.http.door import Room
from kiosk.web.rights import check
from kiosk.wording import rights_words

ROOM: Final = Room(
    routes=(check.add_to,),
    opens=(check.open_room,),
    words={"rights_words": rights_words, "rights_bits": check.bits},
)
