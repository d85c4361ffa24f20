"""A client of the real yaml-language-server, over its protocol, as an editor speaks it."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds to wait for an answer on a busy machine."""


class Client:
    """Speaks JSON-RPC with one server process."""

    def __init__(self, process: subprocess.Popen[bytes], settings: dict[str, Any]) -> None:
        self.process = process
        self.settings = settings
        self.number = 0
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self._answer_server(message)
            elif message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            elif "id" in message:
                self.answers.put(message)

    def _answer_server(self, message: dict[str, Any]) -> None:
        result: Any = None
        if message["method"] == "workspace/configuration":
            items = message["params"]["items"]
            result = [self.settings.get(item.get("section", ""), {}) for item in items]
        self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Ask the server something, and wait for its answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=PATIENCE)
            if answer["id"] == self.number:
                assert "error" not in answer, answer
                return answer.get("result")

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a document and return what the server finds wrong in it."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        while True:
            told = self.diagnostics.get(timeout=PATIENCE)
            if told["uri"] == uri:
                found: list[dict[str, Any]] = told["diagnostics"]
                return found

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a place, lines and characters from 0."""
        place = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})


@contextmanager
def language_server(tools: Path, root: Path, settings: dict[str, Any]) -> Iterator[Client]:
    """A server with a folder open in it, and these settings of the editor (by section)."""
    node = shutil.which("node")
    assert node, "no node beside npm"
    command = [node, str(tools / ".bin" / "yaml-language-server"), "--stdio"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    client = Client(process, settings)
    try:
        text_document = {
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
        }
        workspace = {"configuration": True, "didChangeConfiguration": {}}
        client.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "record"}],
                "capabilities": {"textDocument": text_document, "workspace": workspace},
            },
        )
        client.notify("initialized", {})
        client.notify("workspace/didChangeConfiguration", {"settings": settings})
        yield client
    finally:
        process.kill()
        client.listener.join(PATIENCE)
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
        process.wait()
