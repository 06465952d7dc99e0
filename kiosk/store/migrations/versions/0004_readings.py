"""What each place was last read from: a record that did not change is not understood again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known of the places that are there: the next import reads them all."""
    op.create_table(
        "reading",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("became", sa.LargeBinary(length=32), nullable=False),
        sa.Column("problems", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["number"], ["place.number"], name="fk_reading_number_place", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_reading"),
    )


def downgrade() -> None:
    """Forget it: every record is understood again."""
    op.drop_table("reading")
