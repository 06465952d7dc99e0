"""One index for everything that is looked for; it is built by the program, from the documents."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WEIGHED = (
    ("aside", sa.SmallInteger()),
    ("lat", sa.Integer()),
    ("lon", sa.Integer()),
    ("refuses", sa.Integer()),
    ("meant_for", sa.Integer()),
    ("traits", sa.SmallInteger()),
    ("speaks_0", sa.BigInteger()),
    ("speaks_1", sa.BigInteger()),
    ("speaks_2", sa.BigInteger()),
    ("schedule", sa.BigInteger()),
    ("confirmed", sa.Integer()),
    ("fullness", sa.SmallInteger()),
)


def upgrade() -> None:
    """Replace the three tables that were searched."""
    for table in ("place_word", "place_category", "position"):
        op.drop_table(table)
    op.create_table(
        "offer",
        _key("topic"),
        _key("cell"),
        _key("number"),
        _key("rank", sa.SmallInteger()),
        *(sa.Column(name, kind, nullable=False) for name, kind in _WEIGHED),
        sa.PrimaryKeyConstraint(
            "topic",
            "cell",
            "number",
            "rank",
            name="pk_offer",
            postgresql_include=[name for name, _ in _WEIGHED],
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "schedule",
        _key("key", sa.BigInteger()),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_schedule"),
    )
    op.create_table(
        "word",
        _key("id"),
        sa.Column(
            "text",
            sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_word"),
    )
    op.create_index("uq_word_text", "word", ["text"], unique=True)
    op.create_table(
        "mention",
        _key("word", sa.BigInteger()),
        _key("cell"),
        _key("number"),
        sa.PrimaryKeyConstraint("word", "cell", "number", name="pk_mention"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spelling",
        _key("variant", sa.BigInteger()),
        _key("word"),
        sa.PrimaryKeyConstraint("variant", "word", name="pk_spelling"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "index_state",
        _key("id"),
        sa.Column("version", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_index_state"),
    )


def _key(name: str, kind: sa.types.TypeEngine[int] | None = None) -> sa.Column[int]:
    return sa.Column(name, kind or sa.Integer(), autoincrement=False, nullable=False)


def downgrade() -> None:
    """Go back to the tables of before, empty: an import fills them."""
    for table in ("index_state", "spelling", "mention", "word", "schedule", "offer"):
        op.drop_table(table)
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
    )
    for table, column in (("place_category", "category"), ("place_word", "word")):
        op.create_table(
            table,
            sa.Column(column, sa.String(80), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(column, "number", name=f"pk_{table}"),
        )
