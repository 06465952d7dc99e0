"""Every public door: each address of the program is walked through, or it is said why not."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flask.testing import FlaskClient

from tests.read_codes import read

LOCALES: Final = ("fr", "ar", "uk")

DOORS_OF_ONE: Final = {
    "api.place": ("/api/v1/places/{number}",),
    "web.place": ("/{locale}/place/{slug}", "/{locale}/place/{slug}?aloud=1", "/{locale}/place/{number}?text=large"),
    "web.place_printout": ("/{locale}/place/{slug}/sheet",),
    "web.place_map": ("/{locale}/place/{slug}/map",),
    "web.take": ("/{locale}/place/{slug}/take", "/{locale}/place/{slug}/take?as=contact", "/{locale}/place/{slug}/take?as=link"),
    "web.contact_of_place": ("/{locale}/place/{slug}/contact.vcf",),
    "web.opening_of_place": ("/{locale}/place/{slug}/opening.ics",),
    "web.paper": ("/{locale}/place/{slug}/paper",),
    "web.shortlist": ("/{locale}/list/{code}", "/{locale}/list/{code}?aloud=1"),
    "web.open_list": ("/{locale}/list", "/{locale}/list?list={code}"),
    "web.list_printout": ("/{locale}/list/{code}/sheet",),
    "web.take_list": ("/{locale}/list/{code}/take", "/{locale}/list/{code}/take?as=contact"),
    "web.list_paper": ("/{locale}/list/{code}/paper",),
    "web.pack": ("/{locale}/pack.json?places={number}",),
    "web.results_map": ("/{locale}/map?list={code}",),
    "web.saved": ("/{locale}/saved?list={code}",),
}  # fmt: skip
"""By endpoint, for one place: {number}, {slug}, and {code} of a list that holds it."""

DOORS_OF_ALL: Final = {
    "api.nothing": ("/api/v1/nothing",),
    "api.places": ("/api/v1/places?limit=100", "/api/v1/places?limit=100&since=2020-01-01T00:00:00Z"),
    "web.alive": ("/alive",),
    "web.box_stylesheet": ("/box.css",),
    "web.end": ("/end",),
    "web.explained": ("/{locale}/explained",),
    "web.healthz": ("/healthz?verbose",),
    "web.help": ("/{locale}/help",),
    "web.languages": ("/",),
    "web.look": ("/{locale}/look",),
    "web.manifest": ("/manifest.webmanifest",),
    "web.needs": ("/{locale}/",),
    "web.picture_test": ("/{locale}/pictures",),
    "web.results_map": ("/{locale}/map?need=sleep", "/{locale}/map?need=eat"),
    "web.rights_start": ("/{locale}/rights",),
    "web.rights_all": ("/{locale}/rights/all",),
    "web.rights_minor": ("/{locale}/rights/minor",),
    "web.rights_table": ("/rights/table.json",),
    "web.saved": ("/{locale}/saved",),
    "web.search": ("/{locale}/search", "/{locale}/search?need=eat&page=1", "/{locale}/search?need=eat&page=3",
                   "/{locale}/search?need=sleep&aloud=1", "/{locale}/search?q=halte", "/{locale}/search?q=exemple"),
    "web.service_worker": ("/service-worker.js",),
    "web.staff": ("/staff",),
    "web.suggestions": ("/{locale}/suggestions?q=hal", "/{locale}/suggestions?q=x"),
    "web.towns": ("/{locale}/towns?near=dij", "/{locale}/towns?q=dij"),
}  # fmt: skip

DOORS_OF_MEGABYTES: Final = {"web.pack": ("/{locale}/pack.json",)}
"""Those that hand out the whole town at once: walked through when there is time."""

NOT_WALKED: Final = {
    "static": "files of the program, the same for every town",
    "web.tile": "the map of the town, without its places",
    "web.tile_file": "the same in one file",
    "web.clip": "the sound of sentences that aloud=1 shows; their words are looked at there",
    "web.print_place": "prints the lines that test_paper_tells_nothing reads",
    "web.print_list": "the same of a list",
    "web.rights_asked": "posted: test_the_check_of_rights_tells_nothing",
    "web.rights_print": "prints the rights that the page before shows",
}
"""Endpoints that no crawler visits, and why none of them can tell."""


def addresses(
    doors: dict[str, tuple[str, ...]], locales: Sequence[str] = LOCALES, **given: object
) -> Iterator[str]:
    """The addresses of doors, in each language."""
    for each in dict.fromkeys(one for some in doors.values() for one in some):
        for locale in locales if "{locale}" in each else locales[:1]:
            yield each.format(locale=locale, **given)


def said_at(client: FlaskClient, url: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a door opens, and all that it says: what it answers, its headers, what its codes say to a camera."""
    answer = client.get(url, follow_redirects=True)
    text = answer.get_data(as_text=True) if answer.mimetype != "image/png" else ""
    codes = re.findall(r'class="qr[^>]*viewBox="0 0 (\d+) \d+".*?class="qr-dark" d="([^"]+)"', text)
    said = (text, str(answer.headers), *(read(int(size), path) for size, path in codes))
    return answer.status_code == 200, said
