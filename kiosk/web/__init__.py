"""The public's door, kiosk and phone alike. One module per room of the visit."""

from flask import Blueprint, Flask
from flask_babel import Babel

from kiosk.web import (
    aloud,
    box,
    errors,
    explained,
    files,
    headers,
    help,
    home,
    kept,
    language,
    look,
    map,
    offline,
    pages,
    paper,
    picked,
    pictures,
    place,
    printer,
    rights,
    search,
    sheet,
    shortlist,
    staff,
    take,
    templating,
    tiles,
    voices,
)

blueprint = Blueprint("web", __name__)
for room in (
    aloud, pictures, look, picked, home, search, place, rights, paper, shortlist, sheet, take, map, tiles, offline, help, explained, box, staff,
):  # fmt: skip
    room.add_to(blueprint)


def init_app(app: Flask, babel: Babel) -> None:
    """Open the door."""
    kept.init_app(app)  # First, so that it keeps an answer after all others are done with it.
    headers.init_app(app)
    files.init_app(app)
    babel.init_app(app, locale_selector=language.locale_for_babel)
    app.url_value_preprocessor(language.pull_locale)
    app.teardown_request(language.forget_manner)
    app.url_defaults(language.add_locale)
    pages.init_app(app)
    templating.init_app(app)
    errors.init_app(app)
    staff.init_app(app)
    tiles.init_app(app)
    printer.init_app(app)
    voices.init_app(app)
    aloud.init_app(app)
    pictures.init_app(app)
    rights.init_app(app)
    offline.init_app(app)
    app.register_blueprint(blueprint)
