"""The machines' door: the directory as open JSON."""

from typing import Final

from kiosk.api import places, problem
from kiosk.http import policy
from kiosk.http.door import Door, Limits, Room

DOOR: Final = Door(
    name="api",
    prefix="/api/v1",
    limits=Limits(body=8 * 1024, query=2_000),
    policy=policy.data,
    answer_error=problem.answer,
    rooms=(Room(routes=(places.add_to,)),),
)
