"""JavaScript without comments and spare room, all that a page says left as it is.

`rjsmin` does the work, but takes a template literal for ended where one within it begins and
would drop room from its words. So template literals are taken out before and put back after.
"""

from __future__ import annotations

import re
from itertools import count

from rjsmin import jsmin

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w$]+|[ \t\r\n]+|.""", re.DOTALL
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_BEFORE_A_VALUE = re.compile(
    r"(?:^|[(,=:\[!&|?{;+*%<>~^-]|\b(?:return|typeof|case|do|else|in|of|void|yield|await))$"
)
_TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
_PLACE = re.compile(r"`(\d+)`")


class NotPlain(ValueError):
    """A script uses a form that is not known here."""


def shorten(name: str, text: str) -> str:
    """The script without comments and spare room; raises NotPlain with its name and a line."""
    found: list[str] = []
    spared, at = "", 0
    for start, end in _templates(name, text):
        spared += f"{text[at:start]}`{len(found)}`"
        found.append(text[start:end])
        at = end
    short = str(jsmin(spared + text[at:]))
    if [int(number) for number in _PLACE.findall(short)] != list(range(len(found))):
        raise NotPlain(f"{name}: a string holds a number between backticks")
    places = count()
    return _PLACE.sub(lambda _: found[next(places)], short)


def _templates(name: str, text: str) -> list[tuple[int, int]]:
    """From where to where the outermost template literals reach."""
    found, at, before = [], 0, ""
    while at < len(text):
        end, before = _step(name, text, at, before)
        if text[at] == "`":
            found.append((at, end))
        at = end
    return found


def _step(name: str, text: str, at: int, before: str) -> tuple[int, str]:
    """The end of what begins at a place; and the last that stood before it and means something."""
    if text[at] == "`":
        return _template(name, text, at), "`"
    match = _TOKEN.match(text, at)
    assert match
    word = match[0]
    if word.isspace() or word.startswith(("//", "/*")):
        return match.end(), before
    if word in ('"', "'"):
        raise _unclosed(name, text, at, "string")
    if word == "/" and before == "}":
        raise NotPlain(f"{_place(name, text, at)}: “/” after “}}” may begin a regular expression "
                       "or divide; name the one or the other first")  # fmt: skip
    if word == "/" and _BEFORE_A_VALUE.search(before):
        regex = _REGEX.match(text, at)
        if not regex:
            raise _unclosed(name, text, at, "regular expression")
        return regex.end(), "/"
    return match.end(), word


def _template(name: str, text: str, start: int) -> int:
    """Where a template literal ends."""
    at = start + 1
    while True:
        match = _TEMPLATE_TEXT.match(text, at)
        assert match
        at = match.end()
        if text.startswith("`", at):
            return at + 1
        if not text.startswith("${", at):
            raise _unclosed(name, text, start, "template literal")
        at, depth, before = at + 2, 1, "{"
        while depth:
            if at >= len(text):
                raise _unclosed(name, text, start, "template literal")
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at, before = _step(name, text, at, before)


def _unclosed(name: str, text: str, at: int, what: str) -> NotPlain:
    return NotPlain(f"{_place(name, text, at)}: a {what} that does not end")


def _place(name: str, text: str, at: int) -> str:
    return f"{name}:{text.count(chr(10), 0, at) + 1}"
