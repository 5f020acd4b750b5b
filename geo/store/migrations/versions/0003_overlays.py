"""Overlays of who holds which ground."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "overlays",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("created", sa.String(27), nullable=False),
        sa.Column("removed", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_overlays"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_overlays_article_id_articles",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_overlays_article_id", "overlays", ["article_id"])
    op.create_index("ix_overlays_removed", "overlays", ["removed"])


def downgrade() -> None:
    op.drop_index("ix_overlays_removed", "overlays")
    op.drop_index("ix_overlays_article_id", "overlays")
    op.drop_table("overlays")
