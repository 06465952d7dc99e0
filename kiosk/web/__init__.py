"""The public's door, on a kiosk and on phones alike: a folder for each room of the visit."""

from typing import Final

from kiosk.http import manner, policy
from kiosk.http.door import Door, Limits
from kiosk.web import box, find, listen, parts, phone, rights, take
from kiosk.web.parts.errors import answer_error

DOOR: Final = Door(
    name="web",
    home="web.needs",
    limits=Limits(body=8 * 1024, query=2_000),
    policy=policy.pages,
    answer_error=answer_error,
    rooms=(parts.ROOM, find.ROOM, take.ROOM, phone.ROOM, rights.ROOM, listen.ROOM, box.ROOM),
    enter=manner.pull_locale,
    keeps_pages=True,
)
