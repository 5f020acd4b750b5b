"""First schema: articles, corrections, annotations with their history, idempotency keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("published_inferred", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(27), nullable=False),
        sa.Column("places", sa.Integer()),
        sa.Column("needs_checking", sa.Integer()),
        sa.Column("corrections_revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_created", "articles", ["created"])
    op.create_table(
        "corrections",
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text()),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("created", sa.String(27), nullable=False),
        sa.Column("withdrawn", sa.String(27)),
        sa.PrimaryKeyConstraint("sequence", name="pk_corrections"),
        sa.UniqueConstraint("id", name="uq_corrections_id"),
        _article_key("corrections"),
    )
    op.create_index("ix_corrections_article", "corrections", ["article_id", "sequence"])
    op.create_table(
        "annotations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("geometry", sa.JSON()),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("text", sa.Text()),
        sa.Column("created", sa.String(27), nullable=False),
        sa.Column("modified", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotations"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_annotations_version")),
        sa.CheckConstraint(
            "geometry IS NOT NULL OR start IS NOT NULL", name=op.f("ck_annotations_anchored")
        ),
        _article_key("annotations"),
    )
    op.create_index("ix_annotations_article", "annotations", ["article_id", "created"])
    op.create_table(
        "annotation_history",
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("annotation_id", sa.String(32), nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(7), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.PrimaryKeyConstraint("sequence", name="pk_annotation_history"),
        sa.CheckConstraint(
            "action IN ('create', 'update', 'delete', 'restore')",
            name=op.f("ck_annotation_history_action"),
        ),
        _article_key("annotation_history"),
    )
    op.create_index(
        "uq_annotation_history_version",
        "annotation_history",
        ["annotation_id", "version"],
        unique=True,
    )
    op.create_index("ix_annotation_history_article", "annotation_history", ["article_id"])
    op.create_table(
        "idempotency_keys",
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("annotation_id", sa.String(32), nullable=False),
        sa.Column("created", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "key", name="pk_idempotency_keys"),
        _article_key("idempotency_keys"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER annotation_history_unchanged BEFORE UPDATE ON annotation_history "
            "BEGIN SELECT RAISE(ABORT, 'the history of annotations is never changed'); END"
        )
        # With the article itself its history goes too: by then the article's row is gone.
        op.execute(
            "CREATE TRIGGER annotation_history_kept BEFORE DELETE ON annotation_history "
            "WHEN EXISTS (SELECT 1 FROM articles WHERE id = OLD.article_id) "
            "BEGIN SELECT RAISE(ABORT, 'the history of annotations is never deleted'); END"
        )


def downgrade() -> None:
    for table in (
        "idempotency_keys",
        "annotation_history",
        "annotations",
        "corrections",
        "articles",
    ):
        op.drop_table(table)


def _article_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id"],
        ["articles.id"],
        name=f"fk_{table}_article_id_articles",
        ondelete="CASCADE",
    )
