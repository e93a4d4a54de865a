"""A small web site on 127.0.0.1, served for real.

Comes in: answers by path; goes out: what was asked of it. Every path without an answer is a 404.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]
HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """`url` has no slash at its end; `asked` are the paths and headers of the requests, in order."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    connections: int = 0

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def page(self, path: str, body: bytes, *, kind: str | None = HTML, status: int = 200, **headers: str) -> str:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            if kind is not None:
                handler.send_header("Content-Type", kind)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url + path

    def packed(self, path: str, body: bytes, **headers: str) -> str:
        return self.page(path, gzip.compress(body), Content_Encoding="gzip", **headers)

    def redirect(self, path: str, to: str, status: int = 302, **headers: str) -> str:
        return self.page(path, b"", status=status, Location=to, **headers)

    def raw(self, path: str, *pieces: bytes, pause: float = 0.0, times: int = 1) -> str:
        """The pieces as they are, status line and all, with a pause before each but the first."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            with contextlib.suppress(OSError):  # the client is expected to walk out
                for number, piece in enumerate(pieces * times):
                    time.sleep(pause if number else 0)
                    handler.wfile.write(piece)

        self.answers[path] = answer
        return self.url + path

    def reset(self, path: str, begin: bytes = b"") -> str:
        """A connection that is torn down, after `begin`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            handler.wfile.write(begin)
            time.sleep(0.02)  # so that what was written arrives first
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()

        self.answers[path] = answer
        return self.url + path


@contextlib.contextmanager
def served() -> Iterator[Site]:
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            site.connections += 1
            super().setup()

        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers))
            answer = site.answers.get(self.path)
            if answer is None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

        def finish(self) -> None:
            with contextlib.suppress(OSError, ValueError):  # a connection that was torn down on purpose
                super().finish()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
