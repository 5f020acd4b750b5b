"""The error tree. Every error says what happened, the value at fault, and what to do about it.

The command line, the HTTP interface and the library all raise and show these; the table from error
class to HTTP status is in `geo.web.problems`. Each class also inherits the builtin a Python caller
would naturally catch (`ValueError`, `LookupError`, …).
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors raised on purpose.

    `code` is a stable kebab-case name of the error's class, `detail` says what happened, `value` is
    what was at fault (shortened), `hint` what to do. Both sentences may have variable `parts` in
    braces, so that they can be said in another language; whole numbers are grouped in threes.
    """

    code = "error"
    title = "Something went wrong"

    def __init__(
        self, detail: str, *, value: object = None, hint: str = "", **parts: str | int
    ) -> None:
        self.sentences = (detail, hint)  # with their braces
        self.parts = parts
        self.value = value
        self.detail, self.hint = (_filled(each, parts) for each in self.sentences)
        super().__init__(self.detail)

    def __str__(self) -> str:
        return f"{self.detail} {self.hint}".strip()


def _filled(sentence: str, parts: dict[str, str | int]) -> str:
    if not parts:
        return sentence  # its braces, if any, came with what a user wrote
    return sentence.format(
        **{name: f"{part:,}" if isinstance(part, int) else part for name, part in parts.items()}
    )


# Bad input -------------------------------------------------------------------------------------


class InputError(DatelineError, ValueError):
    """What was given cannot be used."""

    code = "bad-input"
    title = "This input cannot be used"


class EmptyText(InputError):
    code = "empty-text"
    title = "The text is empty"


class TextTooLong(InputError):
    code = "text-too-long"
    title = "The text is too long"


class NotText(InputError):
    """Bytes that are no text, or not in the encoding they claim."""

    code = "not-text"
    title = "This is not text"


class UnreadableFile(InputError, OSError):
    """A file that is missing or may not be read."""

    code = "unreadable-file"
    title = "The file cannot be read"


class BadRecord(InputError):
    """A line of JSON Lines, or a JSON body, without the members it needs."""

    code = "bad-record"
    title = "The record is not valid"


class BadGeometry(InputError):
    """GeoJSON that RFC 7946 does not allow."""

    code = "bad-geometry"
    title = "The geometry is not valid GeoJSON"


class BadSetting(InputError):
    code = "bad-setting"
    title = "A setting is not valid"


class UnknownName(InputError, LookupError):
    """A name outside a closed list: a format, a layer, a worldview, a language."""

    code = "unknown-name"
    title = "There is nothing of that name"


# Not found -------------------------------------------------------------------------------------


class NotFound(DatelineError, LookupError):
    code = "not-found"
    title = "Not found"


class UnknownArticle(NotFound):
    code = "unknown-article"
    title = "There is no such article"


class UnknownPlace(NotFound):
    code = "unknown-place"
    title = "There is no such place"


class UnknownEntry(NotFound):
    code = "unknown-entry"
    title = "There is no such gazetteer entry"


class UnknownMention(NotFound):
    code = "unknown-mention"
    title = "There is no such mention"


class UnknownAnnotation(NotFound):
    code = "unknown-annotation"
    title = "There is no such annotation"


class UnknownOverlay(NotFound):
    code = "unknown-overlay"
    title = "There is no such overlay"


class UnknownCorrection(NotFound):
    code = "unknown-correction"
    title = "There is no such correction"


# Saving ----------------------------------------------------------------------------------------


class VersionMissing(DatelineError):
    """A write to a versioned row that does not say which version it is based on (RFC 6585)."""

    code = "version-missing"
    title = "The version this change is based on is missing"


class VersionStale(DatelineError):
    """A write based on an old version. `current` is the row as it stands; None: deleted."""

    code = "version-stale"
    title = "Somebody changed this in the meantime"

    def __init__(
        self,
        detail: str,
        *,
        current: object,
        value: object = None,
        hint: str = "",
        **parts: str | int,
    ) -> None:
        super().__init__(detail, value=value, hint=hint, **parts)
        self.current = current


class KeyReused(InputError):
    """An idempotency key that was used before, for something else."""

    code = "key-reused"
    title = "This idempotency key was used for something else"


class ForbiddenOrigin(DatelineError):
    """A write that another site asked the browser to make."""

    code = "forbidden-origin"
    title = "Another site may not write here"


# Running ---------------------------------------------------------------------------------------


class PortBusy(DatelineError, OSError):
    code = "port-busy"
    title = "The port is in use"


class StoreUnusable(DatelineError, OSError):
    """The file of a user's articles cannot be opened, read or written."""

    code = "store-unusable"
    title = "The store of articles cannot be used"


class DataMissing(DatelineError, OSError):
    """A data file that belongs to the installation is not there or is damaged."""

    code = "data-missing"
    title = "A data file is missing"
