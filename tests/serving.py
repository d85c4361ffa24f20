"""A folder served over HTTP on the loopback address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def serve(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve `folder` below a path; yields the address of its root, with a final slash."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(below):
                return str(folder / "no-such-file")
            return super().translate_path("/" + path.removeprefix(below))

        def log_message(self, *_: object) -> None:
            """Quiet."""

    def handler(request: Any, client: Any, server: Any) -> Handler:
        return Handler(request, client, server, directory=str(folder))

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
