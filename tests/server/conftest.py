"""One server for all tests of this folder."""

from collections.abc import Iterator

import pytest

from bench.slow_clients import served
from kiosk.config import ROOT


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """Where the invented town is served, in two processes."""
    with served(ROOT) as found:
        yield found
