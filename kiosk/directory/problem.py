"""What is wrong with a record, said so that its keeper can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing in a feed that was not understood, or that was refused.

    Attributes:
        row: Where it stands: the row number of a table, or the foreign id of a record.
        field: The heading or path of the field, as the keeper of the file calls it.
        message: What is wrong and what to do, one or two plain English sentences.
    """

    row: str
    field: str
    message: str
