"""What several rooms show: cards, a place, pictures, voices, the printer; help and errors."""

from typing import Final

from kiosk.http.clock import today
from kiosk.http.door import Room
from kiosk.http.line import Line
from kiosk.http.manner import manner_without_list
from kiosk.web.parts import (
    answer_words,
    box_words,
    explained,
    help,  # noqa: A004
    icons,
    picked,
    picture_test,
    printer,
    voices,
)
from kiosk.wording import condition_words, words
from kiosk.wording.numbers import numbers_on_paper, numbers_to_call

ROOM: Final = Room(
    routes=(picked.add_to, help.add_to, explained.add_to, picture_test.add_to),
    lines=(
        Line(
            endpoints=frozenset({"print_place", "print_list", "rights_print"}), at_once=1, waiting=2
        ),
    ),
    opens=(icons.open_room, printer.open_room, voices.open_room),
    words={
        "words": words,
        "answer_words": answer_words,
        "condition_words": condition_words,
        "numbers_to_call": numbers_to_call,
        "numbers_on_paper": numbers_on_paper,
        "kept_numbers": picked.kept_numbers,
        "manner_without_list": manner_without_list,
        "can_print": printer.can_print,
        "page_settings": box_words.page_settings,
        "box_keyboard": box_words.box_keyboard,
        "can_listen": voices.can_listen,
        "has_clock": voices.has_clock,
        "listen_elsewhere": voices.listen_elsewhere,
    },
    filters={
        "need": words.need_label,
        "category": words.category_label,
        "audience": words.audience_label,
        "language": words.language_label,
        "isolated": words.isolated,
        "distance": words.distance_words,
        "walking": words.walking_words,
        "confirmed": lambda day: words.confirmed_words(day, today()),
        "day": words.day_words,
        "icon": icons.icon,
        "category_icon": icons.category_icon,
    },
)
