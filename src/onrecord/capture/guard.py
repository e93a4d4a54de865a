"""The only way to a socket: it leads to vetted addresses, and no longer than the visit lasts.

Comes in: a host to connect to; goes out: a stream. It speaks no HTTP.
The connection is made to the IP address that was vetted, never to the name again, so a second DNS answer cannot lead
it inside (DNS rebinding). Every read asks for the time left, so a server that drips cannot hold it.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

from onrecord.capture.addresses import vetted
from onrecord.capture.visit import Visit, patience

__all__ = ["Guard"]


class Guard(httpcore2.NetworkBackend):
    """Connects to vetted addresses only, trying one after the other. Raises what `vetted` raises."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the visit says how long)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        *others, last = vetted(host, port, self.visit)
        for ip in others:
            try:
                return self.watched(ip, port, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self.watched(last, port, local_address, socket_options)

    def watched(self, ip: str, port: int, local_address: str | None, options: Iterable[Any] | None) -> Watched:
        stream = self.sockets.connect_tcp(ip, port, patience(self.visit), local_address, options)
        return Watched(stream, self.visit)


class Watched(httpcore2.NetworkStream):
    """A stream on which no step outlasts the visit. Raises CaptureError once it has ended."""

    def __init__(self, stream: httpcore2.NetworkStream, visit: Visit) -> None:
        self.stream = stream
        self.visit = visit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.stream.read(max_bytes, patience(self.visit))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, patience(self.visit))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        return Watched(self.stream.start_tls(ssl_context, server_hostname, patience(self.visit)), self.visit)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
