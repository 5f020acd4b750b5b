"""Errors as RFC 9457 problems for programs, and as a page for people.

`STATUSES` is the one table from error class to HTTP status; the nearest base class decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from geo import errors
from geo.model import Annotation
from geo.web.features import annotation_feature, entity_tag
from geo.web.interface import spoken

STATUSES: Mapping[type[errors.DatelineError], HTTPStatus] = {
    errors.DatelineError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InputError: HTTPStatus.BAD_REQUEST,
    errors.TextTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.KeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.VersionMissing: HTTPStatus.PRECONDITION_REQUIRED,
    errors.VersionStale: HTTPStatus.PRECONDITION_FAILED,
    errors.ForbiddenOrigin: HTTPStatus.FORBIDDEN,
    errors.StoreUnusable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DataMissing: HTTPStatus.SERVICE_UNAVAILABLE,
}

PROBLEM_TYPE = "application/problem+json"


def status_of(error: errors.DatelineError) -> HTTPStatus:
    """The HTTP status of an error."""
    return status_of_kind(type(error))


def status_of_kind(kind: type[errors.DatelineError]) -> HTTPStatus:
    """The HTTP status of a class of errors."""
    return next(STATUSES[each] for each in kind.__mro__ if each in STATUSES)


def problem_kinds() -> dict[str, type[errors.DatelineError]]:
    """Every class of errors by its code."""
    kinds: list[type[errors.DatelineError]] = [errors.DatelineError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return {kind.code: kind for kind in kinds}


def problem_of(error: errors.DatelineError) -> dict[str, Any]:
    """The members of the problem that an error is told as, in the reader's language."""
    say = spoken()
    parts = {
        name: say.number(part) if isinstance(part, int) else part
        for name, part in error.parts.items()
    }
    detail, hint = (say(each, **parts) for each in error.sentences)
    problem = _problem(error.code, say(error.title), status_of(error), detail=detail, hint=hint)
    problem["value"] = _shown(error.value)
    if isinstance(error, errors.VersionStale):
        current = error.current
        problem["current"] = (
            annotation_feature(current) if isinstance(current, Annotation) else None
        )
    return problem


def register(app: Flask) -> None:
    """Let the app answer every error as a problem, or as a page outside `/api`."""
    app.register_error_handler(errors.DatelineError, _answer_error)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_error(error: errors.DatelineError) -> ResponseReturnValue:
    if status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %s", error.code, error)
    headers = {}
    if isinstance(error, errors.VersionStale) and isinstance(error.current, Annotation):
        headers["ETag"] = entity_tag(error.current)
    return _answer(problem_of(error), headers)


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status < HTTPStatus.BAD_REQUEST:  # a redirection of the routing
        return error.get_response()
    say = spoken()
    code = status.phrase.lower().replace(" ", "-").replace("'", "")
    title, detail, hint = say(status.phrase), error.description or "", ""
    headers: dict[str, str] = {}
    if isinstance(error, NotFound):
        detail = say("There is nothing at this address.")
        hint = say("GET /api/openapi.json lists all paths.")
        if not _is_api():
            hint = say("The home page lists all articles.")
    elif isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        detail = say("{method} is not possible here.", method=request.method)
        hint = say("Possible here: {methods}.", methods=allowed)
        headers["Allow"] = allowed
    elif isinstance(error, RequestEntityTooLarge):
        limit = current_app.extensions["dateline"].workspace.settings.max_text_bytes
        code, title = errors.TextTooLong.code, say(errors.TextTooLong.title)
        detail = say(
            "The request is too long; a text may have {limit} bytes.", limit=say.number(limit)
        )
        hint = say("Split the text, or raise the limit with DATELINE_MAX_TEXT_BYTES.")
    elif isinstance(error, UnsupportedMediaType):
        hint = say("Say what the body is with the header Content-Type.")
    return _answer(_problem(code, title, status, detail=detail, hint=hint), headers)


def _answer_unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    say = spoken()
    return _answer(
        _problem(
            errors.DatelineError.code,
            say(errors.DatelineError.title),
            HTTPStatus.INTERNAL_SERVER_ERROR,
            detail=say("Dateline failed at this; what was stored before is untouched."),
            hint=say("Try again. The server's log has the cause."),
        ),
        {},
    )


def _answer(problem: dict[str, Any], headers: Mapping[str, str]) -> ResponseReturnValue:
    status = problem["status"]
    if _is_api():
        response = current_app.response_class(
            current_app.json.dumps(problem) + "\n", status=status, mimetype=PROBLEM_TYPE
        )
    else:
        response = current_app.make_response(render_template("error.html", problem=problem))
        response.status_code = status
    response.headers.update(headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_api() -> bool:
    return request.path.startswith("/api/") or request.path.endswith(".pmtiles")


def _problem(
    code: str, title: str, status: HTTPStatus, *, detail: str, hint: str
) -> dict[str, Any]:
    return {
        "type": f"/problems/{code}",
        "title": title,
        "status": int(status),
        "detail": detail,
        "hint": hint,
        "value": None,
    }


def _shown(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list) and all(isinstance(each, int) for each in value):
        return value[:10]
    text = str(value)
    return text if len(text) <= 200 else text[:199] + "…"
