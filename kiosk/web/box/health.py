"""Whether this guide can answer visitors, for the programs that look after it."""

from flask import Blueprint

from kiosk.store.places import count_places


def add_to(blueprint: Blueprint) -> None:
    """Hang the answer on the blueprint."""
    blueprint.add_url_rule("/healthz", view_func=healthz)


def healthz() -> tuple[dict[str, object], int]:
    """Whether the box can answer visitors: it reads its own data."""
    places = count_places()
    return {"status": "ok" if places else "empty", "places": places}, 200
