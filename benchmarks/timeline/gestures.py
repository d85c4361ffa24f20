"""Hands on a page: wheel, drag, and two fingers on ours; and how long the frames were meanwhile."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import CDPSession, Error, Page

from benchmarks.timeline.peers import OURS, Peer

LENGTH = 1.5
"""Seconds of each gesture: half of them one way, half of them back."""
REACH = 400
NEARER = 5
"""Turns of the wheel before a drag."""
STAGE = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
  const [right, bottom] = [Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
  return [(left + right) / 2, (top + bottom) / 2];
}"""


def frames(page: Page, session: CDPSession, peer: Peer) -> dict[str, list[float]]:
    """The frames of each gesture, in milliseconds; what hangs is an endless frame."""
    x, y = page.evaluate(STAGE, peer.stage)
    found = {}
    moves: dict[str, Any] = {"wheel": _wheel, "drag": _drag}
    if peer.name == OURS:
        moves["pinch"] = _pinch
    for name, move in moves.items():
        try:
            if name == "drag":
                _nearer(page, session, peer, x, y)
            page.evaluate("probe.watch()")
            move(page, session, peer, x, y)
            found[name] = page.evaluate("probe.frames()")
        except Error:
            found[name] = [float("inf")]
    return found


def _way(begun: float) -> float:
    """How far out the hand is, from 0 to 1 and back to 0."""
    part = (time.monotonic() - begun) / LENGTH
    return 2 * min(part, 1 - part)


def _wheel(page: Page, session: CDPSession, peer: Peer, x: float, y: float) -> None:
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < LENGTH:
        _turn(page, session, peer, x, y, by=-120 if passed < LENGTH / 2 else 120)


def _turn(page: Page, session: CDPSession, peer: Peer, x: float, y: float, *, by: int) -> None:
    session.send("Input.dispatchMouseEvent", {
        "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": by,
        "modifiers": 2 if peer.wheel_key else 0,
    })  # fmt: skip
    page.wait_for_timeout(40)


def _nearer(page: Page, session: CDPSession, peer: Peer, x: float, y: float) -> None:
    """Before a drag: where the whole time is in view, a drag moves nothing."""
    for _ in range(NEARER):
        _turn(page, session, peer, x, y, by=-120)
    page.wait_for_timeout(1000)


def _drag(page: Page, session: CDPSession, _: Peer, x: float, y: float) -> None:
    def mouse(kind: str, at: float) -> None:
        session.send("Input.dispatchMouseEvent", {
            "type": kind, "x": at, "y": y, "button": "left", "buttons": 1, "clickCount": 1,
        })  # fmt: skip

    mouse("mousePressed", x)
    begun = time.monotonic()
    while time.monotonic() - begun < LENGTH:
        mouse("mouseMoved", x - REACH * max(0.0, _way(begun)))
        page.wait_for_timeout(8)
    mouse("mouseReleased", x)


def _pinch(page: Page, session: CDPSession, peer: Peer, x: float, y: float) -> None:
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, *places: float) -> None:
        points = [{"x": at, "y": y, "id": number} for number, at in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    page.evaluate(f"document.querySelector({peer.stage!r}).click()")  # chosen, so touch moves it
    touch("touchStart", x - 40, x + 40)
    begun = time.monotonic()
    while time.monotonic() - begun < LENGTH:
        far = 40 + 260 * max(0.0, _way(begun))
        touch("touchMove", x - far, x + far)
        page.wait_for_timeout(8)
    touch("touchEnd")
