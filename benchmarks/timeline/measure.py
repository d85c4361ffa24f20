"""One load of one page in a fresh browser: when it is usable, what it takes, how it moves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import brotli
from playwright.sync_api import Browser, CDPSession, Error, Page, Playwright, Response

from benchmarks.timeline import gestures
from benchmarks.timeline.peers import Peer

PROBE = (Path(__file__).with_name("probe.js")).read_text("utf-8")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
SCREEN = {"width": 1280, "height": 800}
CODE = ("script", "stylesheet", "font")
WITHIN = re.compile(
    rb"<(?P<name>script|style)\b(?P<tag>[^>]*)>(?P<words>.*?)</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
DATA = re.compile(rb"""\btype=["']?application/(?:ld\+)?json""", re.IGNORECASE)


@dataclass
class Run:
    """What one load showed; milliseconds and bytes."""

    peer: str
    events: int
    slower: int
    usable: float | None = None
    drawn: float | None = None
    longest: float | None = None
    items: int = 0
    nodes: int = 0
    heap: int | None = None
    code: int = 0
    """Script, style and fonts, with brotli; also those that stand in the page."""
    page: int = 0
    """All that was loaded, with brotli."""
    hosts: list[str] = field(default_factory=list)
    """Other hosts that it asked, in vain."""
    frames: dict[str, list[float]] = field(default_factory=dict)
    """The lengths of the frames during each gesture."""
    failed: str = ""

    def line(self) -> str:
        """The run as one line of JSON."""
        return json.dumps(asdict(self))


class Weights:
    """How heavy bodies are with brotli; each is packed once."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}

    def of(self, body: bytes) -> int:
        """The bytes that travel."""
        if body not in self._known:
            self._known[body] = len(brotli.compress(body, quality=11))
        return self._known[body]


def load(
    playwright: Playwright, chrome: str, peer: Peer, address: str, run: Run, *,
    limit: float, weights: Weights, move: bool,
) -> Run:  # fmt: skip
    """Fill a run by loading its page; what takes longer than the limit (seconds) has failed."""
    with _page(playwright, chrome, limit) as (page, session):
        responses: list[Response] = []
        page.on("response", lambda one: responses.append(one))  # noqa: PLW0108  (it needs a function)
        page.on("request", lambda request: _note_host(run, request.url))
        page.add_init_script(f"({PROBE})({json.dumps(peer.item)})")
        try:
            _slow(session, run.slower)
            page.goto(address, wait_until="commit")
            _note(run, _within(page, "probe.usable()", limit))
            _slow(session, 1)
            session.send("HeapProfiler.enable")
            for _ in range(2):
                session.send("HeapProfiler.collectGarbage")
            run.heap = session.send("Runtime.getHeapUsage")["usedSize"]
            _weigh(run, responses, weights)
            if move:
                _slow(session, run.slower)
                run.frames = gestures.frames(page, session, peer)
        except Error as error:
            run.failed = str(error).splitlines()[0][:120]
    return run


@contextmanager
def _page(playwright: Playwright, chrome: str, limit: float) -> Iterator[tuple[Page, CDPSession]]:
    browser: Browser = playwright.chromium.launch(executable_path=chrome, args=ARGUMENTS)
    try:
        context = browser.new_context(viewport=SCREEN, has_touch=False)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(limit * 1000)
        yield page, context.new_cdp_session(page)
    finally:
        browser.close()


def _slow(session: CDPSession, times: int) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def _within(page: Page, script: str, limit: float) -> dict[str, Any]:
    """The value of a script; an error of the browser's kind when it takes too long."""
    race = f"""Promise.race([{script}, new Promise((_, fail) =>
      setTimeout(() => fail(new Error("not within {limit:g} s")), {limit * 1000}))])"""
    found: dict[str, Any] = page.evaluate(race)
    return found


def _note(run: Run, found: dict[str, Any]) -> None:
    for name in ("usable", "drawn", "longest", "items", "nodes"):
        setattr(run, name, found[name])


def _note_host(run: Run, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname not in ("127.0.0.1", *run.hosts):
        run.hosts.append(str(parts.hostname))


def code_within(page: bytes) -> list[bytes]:
    """The scripts and styles that stand in a page; data that no browser runs is neither."""
    return [
        match["words"]
        for match in WITHIN.finditer(page)
        if match["words"].strip() and not DATA.search(match["tag"])
    ]


def _weigh(run: Run, responses: list[Response], weights: Weights) -> None:
    for response in responses:
        if urlsplit(response.url).hostname != "127.0.0.1":
            continue
        # Asked of the server once more: the browser soon forgets large bodies.
        with urlopen(response.url) as again:  # noqa: S310  (the bench's own server)
            body = again.read()
        run.page += weights.of(body)
        if response.request.resource_type in CODE:
            run.code += weights.of(body)
        elif response.request.resource_type == "document":
            run.code += sum(map(weights.of, code_within(body)))
