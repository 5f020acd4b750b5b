"""Reads what a request carries: JSON bodies and query parameters, with the type of each member."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from geo.errors import BadRecord

JSON_TYPES = frozenset({"application/json"})
GEOJSON_TYPES = frozenset({"application/json", "application/geo+json"})
MERGE_PATCH_TYPES = frozenset({*GEOJSON_TYPES, "application/merge-patch+json"})

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?")


def json_object(types: Collection[str] = JSON_TYPES) -> Mapping[str, Any]:
    """The request's body, a JSON object. Raises `BadRecord`, and 415 for another media type."""
    require_type(types)
    try:
        value = json.loads(request.get_data(), parse_constant=_not_json)
    except UnicodeDecodeError as error:
        raise BadRecord(
            f"The body is not UTF-8: byte {error.start} does not fit.",
            value=error.start,
            hint="Encode JSON as UTF-8.",
        ) from None
    except RecursionError:
        raise BadRecord("The body is nested too deeply.", hint="Send flatter JSON.") from None
    except ValueError as error:
        raise BadRecord(
            f"The body is not JSON: {error}.", hint="Send one JSON object in UTF-8."
        ) from None
    if not isinstance(value, dict):
        raise BadRecord(
            f"The body is {_kind(value)}, not an object.", hint="Send one JSON object, {…}."
        )
    return value


def require_type(types: Collection[str]) -> None:
    """Raises 415 unless the body has one of the media types."""
    if request.mimetype not in types:
        given = request.mimetype or "none"
        raise UnsupportedMediaType(
            f"The body's Content-Type is {given}; this path takes {', '.join(sorted(types))}."
        )


def text_member(body: Mapping[str, Any], name: str) -> str | None:
    """A string; None if it is missing, null or blank."""
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong(name, value, "a string")
    return value.strip() or None


def required_text(body: Mapping[str, Any], name: str) -> str:
    """A string that has to be there, as given."""
    value = body.get(name)
    if not isinstance(value, str):
        raise _wrong(name, value, "a string") if name in body else _missing(name, "a string")
    return value


def offset_member(body: Mapping[str, Any], name: str) -> int | None:
    """A whole number of code points; None if it is missing or null."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(name, value, "a whole number")
    return value


def required_offset(body: Mapping[str, Any], name: str) -> int:
    value = offset_member(body, name)
    if value is None:
        raise _missing(name, "a whole number of Unicode code points")
    return value


def flag_member(body: Mapping[str, Any], name: str) -> bool:
    """True or false; false if it is missing."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise _wrong(name, value, "true or false")
    return value


def date_parameter(name: str) -> date | None:
    """A date of the query string; None if it is missing or empty. Raises `BadRecord`."""
    return date_member(request.args, name)


def switch_parameter(name: str, *, default: bool) -> bool:
    """`true` or `false` in the query string. Raises `BadRecord`."""
    text = request.args.get(name)
    if text is None or text == "":
        return default
    if text in ("true", "false"):
        return text == "true"
    raise BadRecord(
        f"The parameter {name} is {text[:50]!r}.",
        value=text[:50],
        hint="It has to be true or false.",
    )


def date_member(body: Mapping[str, Any], name: str) -> date | None:
    """A date written as 2025-03-14; of a date with a time the date. None if missing or null."""
    value = body.get(name)
    if value is None or value == "":
        return None
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is not None:
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            pass
    raise _wrong(name, value, "a date such as 2025-03-14")


def number_parameter(name: str, *, default: int, lowest: int, highest: int) -> int:
    """A whole number of the query string. Raises `BadRecord`."""
    text = request.args.get(name)
    if text is None or text == "":
        return default
    if text.isascii() and text.isdigit() and len(text) <= 9 and lowest <= int(text) <= highest:
        return int(text)
    raise BadRecord(
        f"The parameter {name} is {text[:50]!r}.",
        value=text[:50],
        hint=f"It has to be a whole number from {lowest} to {highest}.",
    )


def text_parameter(name: str) -> str | None:
    """A parameter of the query string; None if it is missing or empty."""
    return request.args.get(name) or None


def _not_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _missing(name: str, wanted: str) -> BadRecord:
    return BadRecord(f"The member “{name}” is missing.", value=name, hint=f"It has to be {wanted}.")


def _wrong(name: str, value: object, wanted: str) -> BadRecord:
    return BadRecord(
        f"The member “{name}” is {_kind(value)}.", value=name, hint=f"It has to be {wanted}."
    )


def _kind(value: object) -> str:
    for types, name in (
        (bool, "a boolean"),
        (int | float, "a number"),
        (str, "a string"),
        (list, "an array"),
        (dict, "an object"),
    ):
        if isinstance(value, types):
            return f"the {name[2:]} {value[:50]!r}" if isinstance(value, str) else name
    return "null"
