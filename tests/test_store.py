"""What a user makes is kept: articles, corrections, annotations and their history."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon
from sqlalchemy import create_engine

from geo.articles import document_from_text
from geo.errors import (
    KeyReused,
    StoreUnusable,
    UnknownAnnotation,
    UnknownArticle,
    UnknownCorrection,
    VersionStale,
)
from geo.model import Annotation, Correction
from geo.store import IdempotencyKey, Store, database, moment_before
from geo.store.tables import Base

TEXT = "Troops entered Sumy on Friday.\nA bridge near Rylsk was hit."
CREATED = "2026-01-02T03:04:05.000000Z"
LATER = "2026-01-02T03:05:00.000000Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def article(store: Store) -> str:
    return add(store, TEXT)


def add(store: Store, text: str) -> str:
    document = document_from_text(text)
    store.articles.add(document, heading="Troops", words=10)
    return document.id


def note(identifier: str = "a1", **changes: object) -> Annotation:
    annotation = Annotation(
        id=identifier,
        version=1,
        title="Bridge",
        note="Seen *twice*.",
        geometry=Point(34.25, 51.5),
        start=31,
        end=39,
        text="A bridge",
        created=CREATED,
        modified=CREATED,
    )
    return replace(annotation, **changes)  # type: ignore[arg-type]


def correction(identifier: str, **changes: object) -> Correction:
    made = Correction(
        id=identifier, start=15, end=19, text="Sumy", entry_id="geonames:692194", created=CREATED
    )
    return replace(made, **changes)  # type: ignore[arg-type]


# Articles --------------------------------------------------------------------------------------


def test_an_article_comes_back_exactly_as_it_was_given(store: Store) -> None:
    document = document_from_text(
        "Naïve 🗺️ “Kyiv”\r\n\ttab and \u202eright-to-left\u202c\n",
        title="A title",
        published=date(2025, 3, 14),
        published_inferred=True,
        source="The Paper",
        url="https://paper.example/1",
        language="en-GB",
    )
    assert store.articles.add(document, heading="A title", words=4)
    assert store.articles.get(document.id) == document


def test_the_same_text_is_stored_once_and_keeps_its_first_metadata(store: Store) -> None:
    first = document_from_text(TEXT, title="First")
    assert store.articles.add(first, heading="First", words=10)
    assert not store.articles.add(replace(first, title="Second"), heading="Second", words=10)
    assert [summary.title for summary in store.articles.summaries()] == ["First"]


def test_the_list_of_articles_has_the_newest_first_and_their_counts(store: Store) -> None:
    old, new = add(store, "Old text about Lviv."), add(store, "New text about Odesa.")
    store.articles.set_counts(old, places=3, needs_checking=1)
    listed = store.articles.summaries()
    assert [summary.id for summary in listed] == [new, old]
    assert [(summary.places, summary.needs_checking) for summary in listed] == [
        (None, None),
        (3, 1),
    ]


def test_several_articles_are_stored_together_or_not_at_all(store: Store) -> None:
    good = document_from_text("One text about Lviv.")
    broken = replace(good, id="ffffffffffff", language=None)
    with pytest.raises(StoreUnusable):
        store.articles.add_all([(good, "One", 4), (broken, "Two", 4)])
    assert store.articles.summaries() == ()


def test_an_unknown_article_is_named(store: Store) -> None:
    with pytest.raises(UnknownArticle, match="No article has the id 'nope'"):
        store.articles.get("nope")


def with_everything(store: Store, article: str) -> None:
    """Give the article a correction, an annotation with two versions, and a key."""
    store.corrections.add(article, correction("c1"), who="reader")
    store.annotations.add(
        article, note(), who="reader", key=IdempotencyKey(key="k", fingerprint="f")
    )
    store.annotations.update(article, note(version=2, title="Later"), based_on=1, who="reader")


def rows(store: Store, *tables: str) -> list[int]:
    connection = sqlite3.connect(store._database.path)
    counts = [
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
        for table in tables
    ]
    connection.close()
    return counts


BELONGINGS = ("corrections", "annotations", "annotation_history", "idempotency_keys")


def test_a_deleted_article_is_gone_for_everybody(store: Store, article: str) -> None:
    with_everything(store, article)
    store.articles.delete(article)
    assert not store.articles.has(article)
    assert store.articles.summaries() == ()
    for ask in (
        store.articles.get,
        store.articles.summary,
        store.articles.revision,
        store.articles.delete,
        store.corrections.of,
        store.annotations.of,
    ):
        with pytest.raises(UnknownArticle):
            ask(article)
    with pytest.raises(UnknownArticle):
        store.annotations.add(article, note("a2"), who="reader")


def test_a_deleted_article_comes_back_with_all_that_belongs_to_it(
    store: Store, article: str
) -> None:
    with_everything(store, article)
    summary = store.articles.summary(article)
    corrections = store.corrections.of(article)
    annotations = store.annotations.of(article)
    history = store.annotations.history(article, "a1")
    assert len(history) == 2
    store.articles.delete(article)
    (listed,) = store.articles.deleted()
    assert listed.deleted is not None
    assert replace(listed, deleted=None) == summary
    store.articles.restore(article)
    assert store.articles.deleted() == ()
    assert store.articles.summary(article) == summary
    assert store.corrections.of(article) == corrections
    assert store.annotations.of(article) == annotations
    assert store.annotations.history(article, "a1") == history
    repeated = IdempotencyKey(key="k", fingerprint="f")
    assert store.annotations.add(article, note("a9"), who="reader", key=repeated)[1] is False


def test_what_is_erased_leaves_nothing(store: Store, article: str) -> None:
    with_everything(store, article)
    store.articles.delete(article)
    store.articles.erase(article)
    assert rows(store, "articles", *BELONGINGS) == [0, 0, 0, 0, 0]
    for path in store._database.path.parent.iterdir():
        assert b"Troops entered Sumy" not in path.read_bytes()
    with pytest.raises(UnknownArticle, match="No deleted article"):
        store.articles.restore(article)


def test_only_what_was_deleted_can_be_erased_or_brought_back(store: Store, article: str) -> None:
    for act in (store.articles.erase, store.articles.restore):
        with pytest.raises(UnknownArticle, match="No deleted article"):
            act(article)
    assert store.articles.has(article)


def test_articles_deleted_long_ago_are_erased_and_the_others_stay(
    store: Store, article: str
) -> None:
    other = add(store, "Another text about Odesa.")
    store.articles.delete(article)
    assert store.articles.erase_deleted_before(moment_before(60)) == 0
    assert [each.id for each in store.articles.deleted()] == [article]
    assert store.articles.erase_deleted_before(moment_before(0)) == 1
    assert store.articles.deleted() == ()
    assert [each.id for each in store.articles.summaries()] == [other]


def test_a_deleted_text_that_is_added_again_begins_anew(store: Store, article: str) -> None:
    with_everything(store, article)
    store.articles.delete(article)
    assert add(store, TEXT) == article
    assert store.articles.deleted() == ()
    assert store.annotations.of(article) == ()
    assert rows(store, *BELONGINGS) == [0, 0, 0, 0]


# Corrections -----------------------------------------------------------------------------------


def test_corrections_are_kept_in_the_order_they_were_made(store: Store, article: str) -> None:
    first = correction("c1")
    second = correction("c2", start=45, end=50, text="Rylsk", entry_id=None, everywhere=True)
    store.corrections.add(article, first, who="reader")
    store.corrections.add(article, second, who="reader")
    assert store.corrections.of(article)[1] == (first, second)


def test_a_second_decision_about_the_same_words_replaces_the_first(
    store: Store, article: str
) -> None:
    store.corrections.add(article, correction("c1"), who="reader")
    second = correction("c2", entry_id=None, created=LATER)
    store.corrections.add(article, second, who="reader")
    assert store.corrections.of(article)[1] == (second,)


def test_a_decision_about_one_mention_leaves_the_one_for_all_in_force_elsewhere(
    store: Store, article: str
) -> None:
    everywhere = correction("c1", everywhere=True)
    here = correction("c2", entry_id=None, created=LATER)
    store.corrections.add(article, everywhere, who="reader")
    store.corrections.add(article, here, who="reader")
    assert store.corrections.of(article)[1] == (everywhere, here)
    again = correction("c3", start=40, end=44, everywhere=True, entry_id=None, created=LATER)
    store.corrections.add(article, again, who="reader")
    assert store.corrections.of(article)[1] == (here, again)


def test_a_correction_taken_back_is_gone_and_cannot_be_taken_back_twice(
    store: Store, article: str
) -> None:
    store.corrections.add(article, correction("c1"), who="reader")
    store.corrections.withdraw(article, "c1")
    assert store.corrections.of(article)[1] == ()
    with pytest.raises(UnknownCorrection):
        store.corrections.withdraw(article, "c1")


def test_each_change_of_the_corrections_has_a_revision_of_its_own(
    store: Store, article: str
) -> None:
    seen = [store.articles.revision(article)]
    store.corrections.add(article, correction("c1"), who="reader")
    seen.append(store.articles.revision(article))
    store.corrections.withdraw(article, "c1")
    seen.append(store.articles.revision(article))
    store.articles.delete(article)
    add(store, TEXT)  # begins anew
    seen.append(store.articles.revision(article))
    assert seen == sorted(set(seen))


def test_a_correction_of_one_article_is_unknown_to_another(store: Store, article: str) -> None:
    other = add(store, "Another text.")
    store.corrections.add(article, correction("c1"), who="reader")
    with pytest.raises(UnknownCorrection):
        store.corrections.withdraw(other, "c1")
    assert store.corrections.of(article)[1] == (correction("c1"),)


# Annotations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "geometry",
    [
        Point(0.1 + 0.2, -89.99999999999999),
        LineString([(179.5, 1), (-179.5, 2)]),
        Polygon([(0, 0), (4, 0), (4, 4), (0, 0)], [[(2, 0.5), (3, 0.5), (3, 1), (2, 0.5)]]),
        None,
    ],
)
def test_an_annotation_comes_back_with_its_exact_coordinates(
    store: Store, article: str, geometry: object
) -> None:
    annotation = note(geometry=geometry)
    assert store.annotations.add(article, annotation, who="reader") == (annotation, True)
    assert store.annotations.get(article, "a1") == annotation
    assert store.annotations.of(article) == (annotation,)


def test_annotations_are_there_after_a_restart(tmp_path: Path) -> None:
    before = Store(tmp_path)
    article = add(before, TEXT)
    before.annotations.add(article, note(), who="reader")
    before.close()
    after = Store(tmp_path)
    assert after.annotations.of(article) == (note(),)
    after.close()


def test_a_change_based_on_an_old_version_is_refused_with_the_current_row(
    store: Store, article: str
) -> None:
    store.annotations.add(article, note(), who="reader")
    newer = note(version=2, title="Theirs", modified=LATER)
    store.annotations.update(article, newer, based_on=1, who="reader")
    with pytest.raises(VersionStale) as refused:
        store.annotations.update(article, note(version=2, title="Mine"), based_on=1, who="reader")
    assert refused.value.current == newer
    assert store.annotations.get(article, "a1") == newer


def test_a_change_of_a_deleted_annotation_is_refused(store: Store, article: str) -> None:
    store.annotations.add(article, note(), who="reader")
    store.annotations.delete(article, "a1", based_on=1, who="reader")
    with pytest.raises(VersionStale) as refused:
        store.annotations.update(article, note(version=2), based_on=1, who="reader")
    assert refused.value.current is None
    with pytest.raises(UnknownAnnotation):
        store.annotations.get(article, "a1")


def test_the_history_says_who_changed_what_and_outlives_the_annotation(
    store: Store, article: str
) -> None:
    store.annotations.add(article, note(), who="ann")
    changed = note(version=2, title="Two", geometry=None, modified=LATER)
    store.annotations.update(article, changed, based_on=1, who="ben")
    store.annotations.delete(article, "a1", based_on=2, who="cat")
    back = store.annotations.restore(article, replace(changed, title="Back"), who="dan")
    assert back == replace(changed, title="Back", version=4)
    history = store.annotations.history(article, "a1")
    assert [(step.version, step.action, step.who, step.before, step.after) for step in history] == [
        (1, "create", "ann", None, note()),
        (2, "update", "ben", note(), changed),
        (3, "delete", "cat", changed, None),
        (4, "restore", "dan", None, back),
    ]


def test_the_history_can_be_neither_changed_nor_deleted(store: Store, article: str) -> None:
    store.annotations.add(article, note(), who="reader")
    connection = sqlite3.connect(store._database.path)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE annotation_history SET who = 'somebody else'")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        connection.execute("DELETE FROM annotation_history")
    connection.close()


def test_a_repeated_request_makes_one_annotation(store: Store, article: str) -> None:
    key = IdempotencyKey(key="k1", fingerprint="f1")
    store.annotations.add(article, note("a1"), who="reader", key=key)
    assert store.annotations.add(article, note("a2"), who="reader", key=key) == (note("a1"), False)
    assert store.annotations.of(article) == (note("a1"),)
    with pytest.raises(KeyReused):
        store.annotations.add(
            article, note("a3"), who="reader", key=IdempotencyKey(key="k1", fingerprint="f2")
        )


def test_a_repeated_request_does_not_bring_back_what_was_deleted(
    store: Store, article: str
) -> None:
    key = IdempotencyKey(key="k1", fingerprint="f1")
    store.annotations.add(article, note("a1"), who="reader", key=key)
    store.annotations.delete(article, "a1", based_on=1, who="reader")
    assert store.annotations.add(article, note("a2"), who="reader", key=key) == (note("a1"), False)
    assert store.annotations.of(article) == ()


def test_of_many_writers_at_once_exactly_one_wins_each_version(store: Store, article: str) -> None:
    store.annotations.add(article, note(), who="reader")
    outcomes: list[str] = []

    def write(name: str) -> None:
        for version in range(1, 6):
            try:
                changed = note(version=version + 1, title=name)
                store.annotations.update(article, changed, based_on=version, who=name)
                outcomes.append(f"{version}")
            except VersionStale:
                pass

    writers = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    history = store.annotations.history(article, "a1")
    assert [step.version for step in history] == list(range(1, len(outcomes) + 2))
    assert sorted(outcomes) == [str(version) for version in range(1, len(outcomes) + 1)]
    assert store.annotations.get(article, "a1") == history[-1].after


@given(
    title=st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
)
def test_titles_and_notes_of_any_characters_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, title: str, text: str
) -> None:
    store = _shared_store(tmp_path_factory)
    article = add(store, TEXT)
    annotation = note(database_id(), title=title, note=text)
    store.annotations.add(article, annotation, who="reader")
    assert store.annotations.get(article, annotation.id) == annotation


_shared: list[Store] = []


def _shared_store(factory: pytest.TempPathFactory) -> Store:
    if not _shared:
        _shared.append(Store(factory.mktemp("shared")))
    return _shared[0]


def database_id() -> str:
    from geo.store import new_id

    return new_id()


# The database ----------------------------------------------------------------------------------


def test_migrations_make_exactly_the_tables_of_the_models(store: Store) -> None:
    engine = create_engine(f"sqlite:///{store._database.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_database_of_the_first_schema_keeps_all_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "dateline.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, connection.begin():
        database.upgrade(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO articles (id, text, blocks, published_inferred, language, heading, words,"
            " created, corrections_revision) VALUES ('a', 'Lviv.', '[]', 0, 'en', 'Lviv.', 1,"
            " '2026-01-02T03:04:05.000000Z', 7)"
        )
        connection.exec_driver_sql(
            'INSERT INTO annotations (id, article_id, version, title, note, start, "end",'
            " created, modified) VALUES ('n', 'a', 1, 'T', '', 0, 4,"
            " '2026-01-02T03:04:05.000000Z', '2026-01-02T03:04:05.000000Z')"
        )
    engine.dispose()
    store = Store(tmp_path)
    assert [each.id for each in store.articles.summaries()] == ["a"]
    assert [each.id for each in store.annotations.of("a")] == ["n"]
    store.close()


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    scripts = ScriptDirectory.from_config(database._configuration(None))
    assert scripts.get_heads() == [database.HEAD]


def _open(folder: Path, number: int) -> None:
    store = Store(folder)
    add(store, f"Text number {number} about Lviv.")
    store.close()


def test_several_processes_can_open_a_new_home_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    openers = [context.Process(target=_open, args=(tmp_path, number)) for number in range(3)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert [opener.exitcode for opener in openers] == [0, 0, 0]
    store = Store(tmp_path)
    assert len(store.articles.summaries()) == 3
    store.close()


_WRITER = """
import sys
from pathlib import Path
from geo.articles import document_from_text
from geo.model import Annotation
from geo.store import Store, new_id, now
store = Store(Path(sys.argv[1]))
document = document_from_text("Troops entered Sumy on Friday.")
store.articles.add(document, heading="Troops", words=5)
while True:
    moment = now()
    annotation = Annotation(
        id=new_id(), version=1, title="Title", note="", geometry=None, start=0, end=6,
        text="Troops", created=moment, modified=moment,
    )
    store.annotations.add(document.id, annotation, who="reader")
    print(document.id, annotation.id, flush=True)
"""


def test_what_was_answered_is_there_after_the_program_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        answered = [writer.stdout.readline().split() for _ in range(20)]
        writer.kill()
        answered += [line.split() for line in writer.stdout if line.endswith("\n")]
    store = Store(tmp_path)
    (article,) = {article for article, _ in answered}
    stored = [annotation.id for annotation in store.annotations.of(article)]
    assert [identifier for _, identifier in answered] == stored[: len(answered)]
    for identifier in stored:
        (step,) = store.annotations.history(article, identifier)
        assert step.after == store.annotations.get(article, identifier)
    store.close()


def test_a_reader_does_not_wait_for_a_writer(store: Store, article: str) -> None:
    with store._database.writing():
        assert store.articles.has(article)


def test_a_damaged_file_is_said_to_be_unusable_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "dateline.sqlite"
    path.write_bytes(b"This is no database." * 100)
    with pytest.raises(StoreUnusable, match="file is not a database"):
        Store(tmp_path)
    assert path.read_bytes() == b"This is no database." * 100


def test_a_file_of_a_newer_dateline_is_refused(store: Store) -> None:
    connection = sqlite3.connect(store._database.path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreUnusable, match="written by a newer Dateline"):
        Store(store._database.path.parent)


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreUnusable, match="folder of the database"):
        Store(tmp_path / "file")
