"""The OpenAPI document describes every path, and the answers are what it says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from geo.settings import Settings
from geo.web import create_app
from geo.web.openapi_document import document

TEXT = "The ferry from Dover reached Calais on Monday. Paris sent its regards to Calais."
_EXAMPLES = 200 if os.environ.get("DATELINE_TEST_PROFILE") == "soak" else 10


def test_every_path_of_the_interface_is_described(client: FlaskClient) -> None:
    described = {
        (re.sub(r"\{\w+\}", "{}", path), method.upper())
        for path, operations in client.get("/api/openapi.json").json["paths"].items()
        for method in operations
        if method != "parameters"
    }
    served = {
        (re.sub(r"<[^>]+>", "{}", rule.rule), method)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == served


def test_every_reference_of_the_document_leads_somewhere(client: FlaskClient) -> None:
    answer = client.get("/api/openapi.json")
    names = set(re.findall(r'"#/components/schemas/(\w+)"', answer.get_data(as_text=True)))
    assert names <= set(answer.json["components"]["schemas"])


OPERATIONS = [
    (path, method)
    for path, operations in document()["paths"].items()
    for method in operations
    if method != "parameters"
]


class Served:
    """An app with an article and an annotation, made anew when a request has deleted them."""

    def __init__(self, home: Path) -> None:
        self.app = create_app(Settings(home=home, cache=Settings.from_environment().cache))
        self.client = self.app.test_client()
        self.schema = schemathesis.openapi.from_wsgi("/api/openapi.json", self.app)

    def identifiers(self) -> dict[str, str]:
        article = self.client.post("/api/articles", json={"text": TEXT}).json["id"]
        path = f"/api/articles/{article}/annotations"
        features = self.client.get(path).json["features"]
        if not features:
            body = {"type": "Feature", "geometry": None, "properties": {"start": 0, "end": 3}}
            features = [self.client.post(path, json=body).json]
        return {"article_id": article, "annotation_id": features[0]["id"]}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(tmp_path_factory.mktemp("openapi"))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_are_what_the_document_says(served: Served, path: str, method: str) -> None:
    operation = served.schema[path][method.upper()]

    @given(case=operation.as_strategy(), known=st.booleans())
    @hypothesis_settings(
        max_examples=_EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(case: schemathesis.Case, known: bool) -> None:
        if known:  # the ids of what is stored: else all that is seen is 404
            for name, value in served.identifiers().items():
                if name in case.path_parameters:
                    case.path_parameters[name] = value
        case.headers["Accept-Encoding"] = "identity"  # the client does not unpack
        case.call_and_validate(
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ]
        )

    check()
