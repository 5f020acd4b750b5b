"""Serves the app with waitress, a production server in pure Python."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from flask import Flask

from geo.errors import BadSetting, DatelineError, PortBusy
from geo.settings import Settings

_LAST_PORT = 65535
_BACKLOG = 256
# Beyond it waitress itself answers 413; the app answers first, with a problem that says the limit.
_LARGEST_BODY_BYTES = 256_000_000


def run_server(app: Flask, settings: Settings, *, ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted. `ready` is called once connections are taken.

    Raises `PortBusy` when the port is taken, `BadSetting` when the address is none of this machine.
    """
    from waitress.server import create_server

    sockets = _listen(settings)
    server = create_server(
        app,
        sockets=sockets,
        threads=settings.threads,
        backlog=_BACKLOG,
        ident=None,
        max_request_body_size=_LARGEST_BODY_BYTES,
    )
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)
    app.extensions["dateline"].begin()
    if ready is not None:
        ready()
    try:
        server.run()
    finally:
        server.close()
        for listening in sockets:
            listening.close()
        app.extensions["dateline"].workspace.close()


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _listen(settings: Settings) -> list[socket.socket]:
    """Listen on each address of the host. Raises as `run_server` does."""
    if not 0 <= settings.port <= _LAST_PORT:  # the system would take the number modulo 65536
        raise _no_address(settings)
    listening: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            settings.host or None,
            settings.port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        ):
            made = socket.socket(family, kind, protocol)
            listening.append(made)
            if sys.platform != "win32":  # there it would let two programs share the port
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            made.bind(address)
            made.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        for made in listening:
            made.close()
        raise _refused(settings, error) from error
    return listening


def _refused(settings: Settings, error: Exception) -> DatelineError:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        holder = _holder(settings.port)
        return PortBusy(
            f"Port {settings.port} is in use" + (f" by {holder}." if holder else "."),
            value=settings.port,
            hint=f"Stop that program, or choose another port: --port {settings.port + 1}",
        )
    if code == errno.EACCES:
        return PortBusy(
            f"Port {settings.port} may not be used by this user.",
            value=settings.port,
            hint="Choose a port from 1024 on, such as --port 5000",
        )
    return _no_address(settings)


def _no_address(settings: Settings) -> BadSetting:
    return BadSetting(
        f"The server cannot listen on {settings.host!r}, port {settings.port}.",
        value=f"{settings.host}:{settings.port}",
        hint="Use an address of this machine, such as 127.0.0.1, and a port from 1 to 65535.",
    )


def _holder(port: int) -> str | None:
    """The program that listens on the port, where the system tells (Linux, own processes)."""
    inodes = set()
    for table in ("tcp", "tcp6"):
        try:
            lines = Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            return None
        for line in lines:
            fields = line.split()
            if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == "0A":  # listening
                inodes.add(f"socket:[{fields[9]}]")
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if not inodes.isdisjoint(_open_files(process)):
                name = (process / "comm").read_text(encoding="utf-8").strip()
                return f"{name} (process {process.name})"
    return None


def _open_files(process: Path) -> Iterator[str]:
    for link in (process / "fd").iterdir():
        with suppress(FileNotFoundError):  # closed since it was listed
            yield str(link.readlink())
