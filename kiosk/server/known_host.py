"""The name by which a guest calls us: looked at before anything builds an address of it."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST: Final = 260
_LABEL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST: Final = re.compile(
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::\d{{1,5}})?"
)
_ALWAYS: Final = frozenset({"localhost"})


class KnownHost:
    """Refuses a request whose Host is no name that a machine can have, or not ours: addresses are built of it.

    What is an address in figures leads to no machine but the one that was called, and is let in.
    """

    def __init__(self, application: "WSGIApplication", name: str | None = None) -> None:
        """Stand before ``application``; ``name`` is ours in the open, or None: nobody told it."""
        self._application, self._name = application, name

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer, or let the application answer."""
        host = environ.get("HTTP_HOST", "localhost")
        if len(host) > _LONGEST or not _HOST.fullmatch(host):
            told = "The name of the host in this request is not one that a machine can have.\n"
            return _refused("400 Bad Request", told, start_response)
        if not self._is_ours(host):
            told = (
                f"This guide is found at {self._name}. A proxy before it must pass that name on.\n"
            )
            return _refused("421 Misdirected Request", told, start_response)
        return self._application(environ, start_response)

    def _is_ours(self, host: str) -> bool:
        if self._name is None:
            return True
        name = bare_name(host)
        return name == self._name or name in _ALWAYS or _is_in_figures(name)


def bare_name(host: str) -> str:
    """A host without its port, as names are compared."""
    name = host.rpartition(":")[0] if re.search(r":\d+$", host) and not host.endswith("]") else host
    return name.strip("[]").rstrip(".").lower()


def is_this_machine(host: str) -> bool:
    """Whether a host, or an address, is the machine itself."""
    name = bare_name(host)
    return name in _ALWAYS or (_is_in_figures(name) and ip_address(name).is_loopback)


def _is_in_figures(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _refused(status: str, told: str, start_response: "StartResponse") -> list[bytes]:
    body = told.encode()
    length = ("Content-Length", str(len(body)))
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), length])
    return [body]
