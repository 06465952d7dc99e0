"""Lists that travel inside one cell: JSON, Python's repr, PostgreSQL's braces, or separators."""

import ast
import json
import re

from kiosk.feeds import clean


def items(value: object, *, only: str | None = None) -> tuple[str, ...]:
    """The entries of a list, whatever it was written as; empty ones and repeats left out.

    Args:
        value: A list, or the text of a cell.
        only: The one separator that counts; else ";", "|", "," and line breaks do.
    """
    return tuple(
        dict.fromkeys(word for each in _entries(value, only) if (word := clean.line(each)))
    )


def _entries(value: object, only: str | None) -> list[object]:
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return list(value)
    text = str(value).strip()
    if text.startswith("[") and text.endswith("]"):
        return _literal(text)
    if text.startswith("{") and text.endswith("}"):
        return [part.strip('" ') for part in text[1:-1].split(",")]
    if only:
        return list(text.split(only))
    strong = r"[;|\n]| / "
    return list(re.split(strong if re.search(strong, text) else r",", text))


def _literal(text: str) -> list[object]:
    for parse in (json.loads, ast.literal_eval):
        try:
            found = parse(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return list(found) if isinstance(found, (list, tuple)) else [found]
    return [part.strip("'\" ") for part in text[1:-1].split(",")]
