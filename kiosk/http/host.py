"""The name by which a guest calls us: looked at before anything builds an address of it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST: Final = 260
_LABEL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST: Final = re.compile(
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::\d{{1,5}})?"
)


class KnownHost:
    """Refuses a request whose Host is no name that a machine can have: addresses are built of it."""

    def __init__(self, application: "WSGIApplication") -> None:
        """Stand before ``application``."""
        self._application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer, or let the application answer."""
        host = environ.get("HTTP_HOST", "localhost")
        if len(host) > _LONGEST or not _HOST.fullmatch(host):
            body = b"The name of the host in this request is not one that a machine can have.\n"
            length = ("Content-Length", str(len(body)))
            start_response(
                "400 Bad Request", [("Content-Type", "text/plain; charset=utf-8"), length]
            )
            return [body]
        return self._application(environ, start_response)
