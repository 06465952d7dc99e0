"""How many examples a test tries: few with ``make quick``, many with ``make long``, else as many as its author gave."""

import os

SHARES = {"few": 0.1, "usual": 1.0, "many": 20.0}
_SHARE = SHARES[os.environ.get("EXAMPLES", "usual")]
LEAST = 5


def examples(usual: int) -> int:
    """So many, in this run."""
    return max(LEAST, round(usual * _SHARE))
