"""gzip for text, so that the page is small on slow links too.

No library: what is here is less than their settings (docs/decisions). Answers that are compressed
get a weak ETag, as RFC 9110 wants for other bytes of the same content.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict

from flask import Flask, Response, request

_TYPES = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/json",
        "application/geo+json",
        "application/problem+json",
        "image/svg+xml",
    }
)
_SMALLEST_BYTES = 1_000
_LEVEL = 6
_KEPT_BYTES = 8_000_000


class _Compressed:
    """Compressed bodies by ETag, so that static files are compressed once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bodies: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._size = 0

    def get(self, key: tuple[str, str], body: bytes) -> bytes:
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
        packed = gzip.compress(body, _LEVEL, mtime=0)
        with self._lock:
            if key not in self._bodies and len(packed) <= _KEPT_BYTES:
                self._bodies[key] = packed
                self._size += len(packed)
            while self._size > _KEPT_BYTES:
                self._size -= len(self._bodies.popitem(last=False)[1])
        return packed


def register(app: Flask) -> None:
    """Compress what is worth it for clients that take gzip."""
    compressed = _Compressed()

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in _TYPES or request.blueprint == "annotations":
            # Annotations are written with their strong ETag, which compressing would weaken.
            return response
        response.vary.add("Accept-Encoding")
        if (
            response.status_code == 304
            or "Content-Range" in response.headers
            or "Content-Encoding" in response.headers
            or not request.accept_encodings["gzip"]
            or (response.content_length or _SMALLEST_BYTES) < _SMALLEST_BYTES
        ):
            return response
        response.direct_passthrough = False
        etag, _ = response.get_etag()
        body = response.get_data()
        if etag is None:
            response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        else:
            response.set_data(compressed.get((request.path, etag), body))
            response.set_etag(etag, weak=True)
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("Accept-Ranges", None)
        return response
