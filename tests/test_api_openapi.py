"""The OpenAPI document describes every path, and the answers are what it says."""

from __future__ import annotations

import os
import re

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from geo.settings import Settings
from geo.web import create_app

TEXT = "The ferry from Dover reached Calais on Monday. Paris sent its regards to Calais."
_EXAMPLES = int(os.environ.get("DATELINE_API_EXAMPLES", "5"))


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


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> object:
    home = tmp_path_factory.mktemp("openapi")
    app = create_app(Settings(home=home, cache=Settings.from_environment().cache))
    client = app.test_client()
    article = client.post("/api/articles", json={"text": TEXT}).json["id"]
    feature = {"type": "Feature", "geometry": None, "properties": {"start": 0, "end": 3}}
    made = client.post(f"/api/articles/{article}/annotations", json=feature).json["id"]
    app.extensions["examples"] = {"article_id": article, "annotation_id": made}
    return app


@pytest.fixture(scope="module")
def api(app: object) -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@hypothesis_settings(
    max_examples=_EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_what_the_document_says(case: schemathesis.Case, app: object) -> None:
    # Existing ids, so that more than 404 is seen; what no example deletes is deleted elsewhere.
    examples = app.extensions["examples"]  # type: ignore[attr-defined]
    if case.method != "DELETE":
        for name, value in examples.items():
            if name in case.path_parameters:
                case.path_parameters[name] = value
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ]
    )
