"""Fixtures that all tests share. Data are the real ones; each test has a home of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_socket import socket_allow_hosts
from werkzeug.test import TestResponse

from geo.resources import data_path
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.areas import Areas
    from geo.workspace import Workspace

hypothesis_settings.register_profile(
    "test",
    deadline=None,  # no timing is asserted: the machine may be busy
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "soak",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile(os.environ.get("DATELINE_TEST_PROFILE", "test"))


def pytest_runtest_setup() -> None:
    """Dateline makes no requests: every address but loopback is closed."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Ordinary settings with a home of their own; the expanded gazetteer is shared."""
    return Settings(home=tmp_path / "home", cache=_cache())


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer."""
    from geo.gazetteer import Gazetteer

    return Gazetteer.open(_cache())


@pytest.fixture(scope="session")
def areas() -> Areas:
    """The real areas."""
    from geo.gazetteer.areas import Areas

    return Areas.open()


@pytest.fixture(scope="session")
def kursk_file() -> Path:
    """The first article."""
    return data_path("samples", "kursk-ceasefire.txt")


class BufferedClient(FlaskClient):
    """Reads each answer whole and closes it, as a browser does with the files it gets."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        return super().open(*args, **kwargs)


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    """A client of an app in a home of its own."""
    from geo.web import create_app

    app = create_app(settings)
    app.test_client_class = BufferedClient
    return app.test_client()


@pytest.fixture
def workspace(settings: Settings, gazetteer: Gazetteer, areas: Areas) -> Iterator[Workspace]:
    """A workspace in a home of its own, with the real gazetteer."""
    from geo.workspace import Workspace

    workspace = Workspace(settings, gazetteer=gazetteer, areas=areas)
    yield workspace
    workspace.close()


def _cache() -> Path:
    return Settings.from_environment().cache
