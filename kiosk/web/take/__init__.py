"""Take along: lists, codes, files, sheets of paper, receipts."""

from typing import Final

from kiosk.codes.links import map_link, ways_elsewhere
from kiosk.http.door import Room
from kiosk.web.take import paper, printout, shortlist, take_along
from kiosk.wording import carry_words, printer_words

ROOM: Final = Room(
    routes=tuple(each.add_to for each in (shortlist, take_along, printout, paper)),
    words={
        "carry_words": carry_words,
        "printer_words": printer_words,
        "qr_or_none": take_along.qr_or_none,
        "map_link": map_link,
        "ways_elsewhere": ways_elsewhere,
    },
)
