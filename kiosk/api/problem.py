"""Errors for programs: RFC 9457 problem JSON that names the parameter."""

from flask import Response, jsonify
from werkzeug.exceptions import HTTPException


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """A problem; ``more`` are its extension members, e.g. ``parameter``."""
    response = jsonify(
        {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    )
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def answer(error: HTTPException) -> Response:
    """The problem for an error that Flask raised."""
    return problem(error.code or 500, error.name, error.description or error.name)
