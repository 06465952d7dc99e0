"""Requests that nobody in his right mind sends, to every address of an application, from a seed."""

import random
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from flask import Flask
from werkzeug.datastructures import Headers

_ARGUMENTS: Final = (
    "need", "category", "q", "near", "radius_m", "open", "audience", "language", "wheelchair", "page", "list", "code", "from", "of", "as",
    "at", "job", "places", "aloud", "slow", "text", "contrast", "reach", "touch", "voice", "volume", "keep", "drop", "discreet", "lang", "v",
    "endpoint", "locale", "slug", "values", "self", "_external", "_anchor", "_scheme", "_method", "lat", "lon", "open_at", "limit", "cursor", "since", "verbose", "pin", "key", "zzz",
)  # fmt: skip
_PLAUSIBLE: Final = (
    "eat", "sleep", "food_distribution", "douche", "dormir", "Dijon", "47.32,5.04", "now", "today", "1", "2", "fr", "ar", "women", "large",
    "strong", "headset", "2026-03-02T10:00:00+01:00", "2026-03-02", "link", "contact", "1,2,3", "true",
)  # fmt: skip
_NASTY: Final = (
    "", " ", "0", "-1", "1e999", "nan", "inf", "-0", "٣", "99999999999999999999999", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00",
    "2026-02-30", "90,180", "-90,-180", "91,181", "1,2,3", ",", "nan,nan", "\x00", "\x00eat", "\u202eeat", "\ufeff", "\ud7ff", "é" * 200, "a" * 1500,
    "'", '"><script>', "%", "%00", "%s%n", "${7*7}", "{{7*7}}", "../../etc/passwd", "..\\..", "/", "//evil.example", "\r\nX: y", "\n", "\t",
    "=", "&", "#", "?", "🏠" * 30, "🇫🇷", "ｅａｔ", "\u202e", "ß", "İ", "Σ", "ﬀ", "ا" * 100, "\u0301" * 300, "a\u0301", "[]", "{}", "null", "None", "True",
    "\U0010ffff", "1_000", "+1", "0x10", "1.5", "１２", "①", "৪", "-", "--", "' OR 1=1 --", "*", "\"*\"", "NEAR(a b)", "(", ")",
)  # fmt: skip
_HOSTS: Final = (
    "localhost",
    "guide.fr",
    "127.0.0.1:8400",
    "[::1]",
    "a" * 64 + ".fr",
    "",
    "x y",
    "é",
    "a,b",
    "..",
)
_HEADERS: Final = {
    "Accept": ("text/html", "application/json", "*/*;q=nan", ",,,", "a" * 500, "text/html;q=2"),
    "Accept-Encoding": ("br", "gzip", "br;q=0, *", "identity;q=0", "zz", ""),
    "Accept-Language": ("fr", "ar,en;q=0.5", "*", "zz-ZZ-zz", "fr;q=x", "-"),
    "HX-Request": ("true", "", "1"),
    "HX-History-Restore-Request": ("true",),
    "HX-Boosted": ("true",),
    "HX-Current-URL": ("http://localhost/fr/", "not an address", "http://[", "é"),
    "HX-Target": ("main", "\x7f", "a" * 300),
    "If-None-Match": ('"x"', "*", 'W/"x"', '"', "x,y,,"),
    "If-Modified-Since": ("Mon, 02 Mar 2026 10:00:00 GMT", "yesterday", "9999"),
    "Range": ("bytes=0-", "bytes=5-2", "bytes=-99999999999999999999", "lines=1-2", "bytes=a-b", "bytes=0-1,5-9"),
    "If-Range": ("x", '"x"'),
    "Sec-Fetch-Site": ("same-origin", "cross-site", "none", "zz"),
    "Origin": ("null", "http://localhost", "http://evil.example", "http://[", "::"),
    "Content-Type": ("application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json", "zz", "text/plain; charset=zz"),
    "Content-Length": ("5", "-1", "zz", "99999999999999"),
    "X-Forwarded-For": ("1.2.3.4", "zz"),
    "Cookie": ("a=b", "=", ";;;", "a" * 800),
    "Authorization": ("Basic eDp5", "Basic zz", "Bearer "),
    "Forwarded": ("for=zz",),
    "Date": ("zz",),
}  # fmt: skip
_METHODS: Final = ("GET", "GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "ZZZ")  # fmt: skip


class Absurd(NamedTuple):
    """A request, as the test client takes it."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Headers
    body: bytes

    def arguments(self) -> dict[str, Any]:
        """For the client."""
        return {
            "path": self.path,
            "method": self.method,
            "query_string": self.query,
            "headers": self.headers,
            "data": self.body,
        }


def absurd_requests(app: Flask, seed: int, how_many: int) -> Iterator[Absurd]:
    """As many for each address as for every other, again and again."""
    dice = random.Random(seed)
    rules = sorted(app.url_map.iter_rules(), key=str)
    for rank in range(how_many):
        rule = rules[rank % len(rules)]
        path = str(rule)
        for name in rule.arguments:
            kind = next(
                each for each in (f"<int:{name}>", f"<path:{name}>", f"<{name}>") if each in path
            )
            path = path.replace(kind, _in_path(dice, name, is_number=kind.startswith("<int")))
        method = dice.choice([*(rule.methods or {"GET"}), dice.choice(_METHODS)])
        query = {
            dice.choice(_ARGUMENTS): [_value(dice) for _ in range(dice.choice((1, 1, 1, 2)))]
            for _ in range(dice.randrange(5))
        }
        yield Absurd(
            method,
            f"/{path.lstrip('/')}",  # Two at the beginning would be the name of a host.
            query,
            _headers(dice),
            _body(dice) if method not in {"GET", "HEAD"} else b"",
        )


def _in_path(dice: random.Random, name: str, *, is_number: bool) -> str:
    if is_number:
        return dice.choice(("0", "1", "14", "99999999999999999999999", "2147483648"))
    if name == "locale" and dice.random() < 0.8:
        return dice.choice(("fr", "ar", "ps", "en"))
    if name == "slug" and dice.random() < 0.6:
        return dice.choice(("1", "2", "x-3", "1-", "999999999"))
    return (_value(dice) or "x").replace("?", "").replace("#", "")


def _value(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.45:
        return dice.choice(_PLAUSIBLE)
    if kind < 0.9:
        return dice.choice(_NASTY)
    return "".join(chr(dice.choice((dice.randrange(32, 127), dice.randrange(0xA0, 0xD7FF)))) for _ in range(dice.randrange(1, 40)))  # fmt: skip


def _headers(dice: random.Random) -> Headers:
    headers = Headers()
    for name in dice.sample(sorted(_HEADERS), dice.randrange(5)):
        headers.add(name, dice.choice(_HEADERS[name]))
    if dice.random() < 0.1:
        headers.add("Host", dice.choice(_HOSTS))
    if dice.random() < 0.5:
        headers.setdefault("Sec-Fetch-Site", "same-origin")
    return headers


def _body(dice: random.Random) -> bytes:
    kind = dice.randrange(5)
    if kind == 0:
        return b""
    if kind == 1:
        return dice.randbytes(dice.randrange(200))
    if kind == 2:
        return b"a" * 9_000
    pairs = "&".join(f"{dice.choice(_ARGUMENTS)}={dice.choice(_NASTY)}" for _ in range(3))
    return pairs.encode("utf-8", "replace")
