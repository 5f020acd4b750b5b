"""Keeps other sites out: who may ask (Host), who may write (Origin), what a page may load (CSP)."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from urllib.parse import urlsplit

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import BadRequest

from geo.errors import ForbiddenOrigin
from geo.settings import Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# "same-site" is refused too: another program on another port of this machine is another origin.
_OWN_FETCH_SITES = frozenset({"same-origin", "none"})
_NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'"
_FRAMED = "Dateline-Framed"  # never leaves the server
_SCRIPT = re.compile(r"<script type=\"importmap\">(.*?)</script>", re.DOTALL)


def register(app: Flask, settings: Settings) -> None:
    """Check each request, and add the security headers to each answer."""
    known = _LOOPBACK | {settings.host.lower()}
    open_to_all = settings.host in _ANY_ADDRESS
    tiles = _origin(settings.tiles_url)

    @app.before_request
    def check() -> None:
        host = _host_name(request.host)
        if host not in known and not (open_to_all and _is_this_machine(host)):
            raise BadRequest(f"This server does not answer for the host {request.host[:100]!r}.")
        if request.method not in _SAFE_METHODS:
            _check_origin()

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        # Not "no-referrer": with it a form says "Origin: null", which is refused.
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        framed = headers.pop(_FRAMED, None) is not None
        if not framed:
            headers["X-Frame-Options"] = "DENY"
        headers["Content-Security-Policy"] = (
            _policy(tiles, framed=framed) if response.mimetype == "text/html" else _NO_PAGE_POLICY
        )
        return response


def may_be_framed(response: Response) -> Response:
    """Let pages of any site show this answer in a frame: only for one that changes nothing."""
    response.headers[_FRAMED] = "1"
    return response


def import_map_hash() -> str:
    """The CSP source of the import map, the only inline script: `'sha256-…'`."""
    # Rendered anew each time: its addresses carry the versions of the files they name.
    found = _SCRIPT.search(render_template("_importmap.html"))
    if found is None:
        raise RuntimeError("The template _importmap.html has no import map.")
    # A browser hashes what it parses, where line ends are single line feeds.
    text = found[1].replace("\r\n", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _policy(tiles: str, *, framed: bool) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {import_map_hash()}",
            "style-src 'self'",
            f"img-src 'self' data: blob: {tiles}".rstrip(),
            "font-src 'self'",
            f"connect-src 'self' {tiles}".rstrip(),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors *" if framed else "frame-ancestors 'none'",
        )
    )


def _origin(address: str) -> str:
    parts = urlsplit(address.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def _check_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.host}"
    if (site is not None and site not in _OWN_FETCH_SITES) or (
        origin is not None and origin.lower() != own.lower()
    ):
        raise ForbiddenOrigin(
            "A page of another site asked for this change.",
            value=origin or site,
            hint="Make the change on Dateline's own page, or with a program of your own.",
        )


def _host_name(host: str) -> str:
    """The name of `name:port`, in lower case, without the brackets of an IPv6 address."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()


def _is_this_machine(host: str) -> bool:
    """An address, or this machine's own name: what a foreign site cannot make a browser send."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        own = socket.gethostname().lower()
        return host in {own, f"{own}.local", own.partition(".")[0]}
    return True
