"""Names of assets that hold a hash of their content, so that browsers may keep them for ever.

Style sheets and scripts that the languages share become one file. What nothing refers to,
such as the parts of the theme that no page uses, is left out of the site.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator.facts.base import LANGUAGES
from generator.packaging.css import smaller
from generator.packaging.hosting import base_path

FOLDER = "assets/"
ROOTS = ("", *(f"{language}/" for language in LANGUAGES[1:]))
_IN_HTML = re.compile(r'(\b(?:href|src|content)=")([^"]*assets/[^"]*)(")')
_IN_CSS = re.compile(r"""(url\(\s*["']?)(?!data:)([^"')]+)(["']?\s*\))""")
_IN_JS = re.compile(r"""(\b(?:from|import)\s*\(?\s*["'])(\.\.?/[^"']+)(["'])""")
_SOURCE_MAP = re.compile(
    r"\n?(?:/\*[#@] sourceMappingURL=[^*]*\*/|//[#@] sourceMappingURL=.*)\s*\Z"
)
_JS_COMMENT = re.compile(r"^[ \t]*//(?!#).*\n", re.MULTILINE)
"""A comment on a line of its own; `//#` speaks to the browser."""


class NotThere(ValueError):
    """Something refers to an asset that is not in the site."""


class _Assets:
    """The assets of a site, each renamed when it is first asked for."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.old = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for root in ROOTS
            for path in sorted((site / root / FOLDER).rglob("*"))
            if path.is_file()
        }
        self.names: dict[str, str] = {}
        self.new: dict[str, bytes] = {}

    def name(self, path: str, above: tuple[str, ...] = ()) -> str:
        """The new path of an asset. Raises NotThere."""
        if path in self.names:
            return self.names[path]
        if path not in self.old:
            raise NotThere(
                f"{above[-1] if above else 'a page'} refers to {path}, which is not there"
            )
        if path in above:
            raise NotThere(f"assets refer to each other in a circle: {' > '.join((*above, path))}")
        content = self._content(path, (*above, path))
        root = next(root for root in reversed(ROOTS) if path.startswith(root))
        place = PurePosixPath(path.removeprefix(root))
        stem = re.sub(r"(\.min)?(\.[0-9a-f]{8})?(\.min)?$", "", place.stem)
        hash_ = hashlib.sha256(content).hexdigest()[:8]
        name = place.with_name(f"{stem}.{hash_}{place.suffix}").as_posix()
        self.names[path] = name
        self.new[name] = content
        return name

    def _content(self, path: str, above: tuple[str, ...]) -> bytes:
        if not path.endswith((".css", ".js")):
            return self.old[path]
        text = _SOURCE_MAP.sub("\n", self.old[path].decode("utf-8"))
        text = smaller(text) if path.endswith(".css") else _JS_COMMENT.sub("", text)
        here = posixpath.dirname(path)

        def renamed(match: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(here, match[2]))
            # Both lie below assets/, at the same depth as before.
            root = next(root for root in reversed(ROOTS) if path.startswith(root))
            link = posixpath.relpath(
                self.name(target, above), posixpath.dirname(path.removeprefix(root))
            )
            return f"{match[1]}{link if link.startswith('.') else './' + link}{match[3]}"

        return (_IN_CSS if path.endswith(".css") else _IN_JS).sub(renamed, text).encode()


def fingerprint(site: Path, address: str) -> None:
    """The step of packaging: rename every asset that a page uses, and remove all others.

    Raises NotThere where a page refers to an asset that is not in the site.
    """
    assets = _Assets(site)
    base = base_path(address)
    host = address.removesuffix(base) if address else ""
    for file in sorted(site.rglob("*.html")):
        page = file.read_text("utf-8")
        folder = base + file.parent.relative_to(site).as_posix() + "/"

        def renamed(match: re.Match[str], folder: str = folder) -> str:
            link = match[2]
            try:
                parts = urlsplit(link)
            except ValueError:  # words of a fact, or the address of a source that is none
                return match[0]
            if parts.netloc and not (host and link.startswith(f"{host}{base}")):
                return match[0]
            path = posixpath.normpath(posixpath.join(folder, parts.path))
            if not path.startswith(tuple(base + root + FOLDER for root in ROOTS)):
                return match[0]
            new = base + assets.name(path.removeprefix(base))
            if parts.netloc:
                new = host + new
            elif not parts.path.startswith("/"):
                new = posixpath.relpath(new, posixpath.normpath(folder))
            return f"{match[1]}{new}{match[3]}"

        changed = _IN_HTML.sub(renamed, page)
        if changed != page:
            file.write_text(changed, "utf-8")
    _replace(assets)


def _replace(assets: _Assets) -> None:
    for path in assets.old:
        (assets.site / path).unlink()
    for name, content in assets.new.items():
        file = assets.site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for root in ROOTS:
        for folder in sorted((assets.site / root / FOLDER).rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        folder = assets.site / root / FOLDER
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
