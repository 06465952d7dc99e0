"""A page that is opened from elsewhere brings what it needs to be drawn: docs/decisions/0021.

Over a slow network each further answer costs a second. Pages that follow find the files that the
first one fetched after its paint.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from flask import g, request
from markupsafe import Markup

from kiosk.caches import memoised
from kiosk.http.assets import digest_of, text_of
from kiosk.http.drawings import with_its_icons

FROM: Final = "Sec-Fetch-Site"
FROM_ELSEWHERE: Final = frozenset({"none", "cross-site", "same-site"})
"""A typed address, a code, a link of others. Browsers that do not say it fetch the files as ever."""

STYLE: Final = "css/parvis.css"
LATER: Final = "js/parts/later.js"

_LINK: Final = re.compile(r'<link rel="stylesheet" href="([^"]*/css/parvis\.css[^"]*)">')
_CLASSES: Final = re.compile(r'\bclass="([^"]*)"')
_CLASS: Final = re.compile(r"\.([A-Za-z][\w-]*)")
_GROUP: Final = re.compile(r"\([^()]*\)")


class StyleRule(NamedTuple):
    """A rule of a style, or a block of rules.

    Attributes:
        text: All of it; of a block, what stands before its rules.
        needs: For each of its selectors the classes that a page must have; empty: it always counts.
        rules: Those of a block; None: it is none.
    """

    text: str
    needs: tuple[frozenset[str], ...]
    rules: tuple["StyleRule", ...] | None


class InlineScript(NamedTuple):
    """A script as it stands within a page, and the source of the policy that allows it there."""

    text: Markup
    source: str


def is_first_page() -> bool:
    """Whether a page is opened from elsewhere."""
    return request.headers.get(FROM) in FROM_ELSEWHERE


def later_within() -> Markup | None:
    """The script that brings all other files once the page is drawn; None where it is a file as ever."""
    return _later(digest_of(LATER)).text if is_first_page() else None


def sources() -> tuple[str, str]:
    """What the policy of this answer allows within its page: a style, a script."""
    return g.get("style_source", ""), _later(digest_of(LATER)).source


def drawn_at_once(page: str) -> str:
    """A first page with the drawings that it shows, each once, and with the style that it uses."""
    page = with_its_icons(page)
    link = _LINK.search(page)
    if link is None:
        return page
    classes = frozenset(" ".join(_CLASSES.findall(page)).split())
    style, g.style_source = _style(digest_of(STYLE), classes)
    return f'{page[: link.start()]}<style data-file="{link[1]}">{style}</style>{page[link.end() :]}'


@memoised
def _later(_digest: str) -> InlineScript:
    text = text_of(LATER)
    return InlineScript(Markup(text), _source(text))  # noqa: S704 - a file of ours


@memoised
def _style(digest: str, classes: frozenset[str]) -> tuple[str, str]:
    """The part of the style that pages of these classes use, and its source."""
    style = "".join(_used(_rules(digest), classes))
    return style, _source(style)


@memoised
def _rules(_digest: str) -> tuple[StyleRule, ...]:
    return tuple(rules_of(text_of(STYLE)))


def rules_of(style: str) -> Iterator[StyleRule]:
    """The rules of a style without comments, in order."""
    depth = start = 0
    for at, sign in enumerate(style):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign in "};":
            yield _rule(style[start : at + 1])
            start = at + 1


def _rule(text: str) -> StyleRule:
    head, opened, body = text.partition("{")
    if head.startswith("@"):
        is_block = bool(opened) and head.startswith(("@layer", "@media", "@supports"))
        return (
            StyleRule(head, (), tuple(rules_of(body[:-1])))
            if is_block
            else StyleRule(text, (), None)
        )
    while _GROUP.search(head):  # What a selector excludes, or may be one of, is not needed.
        head = _GROUP.sub("", head)
    needs = tuple(frozenset(_CLASS.findall(each)) for each in head.split(","))
    return StyleRule(text, needs, None)


def _used(rules: tuple[StyleRule, ...], classes: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.rules is not None:
            within = "".join(_used(rule.rules, classes))
            if within:
                yield f"{rule.text}{{{within}}}"
        elif not rule.needs or any(each <= classes for each in rule.needs):
            yield rule.text


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
