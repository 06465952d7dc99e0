"""What stands between the network and the application: a request is whole before Python is asked."""

from typing import Final

BODY_TROUBLE: Final = "parvis.body_trouble"
"""What was wrong with the body, in the environment of a request: the number of an HTTP status."""
