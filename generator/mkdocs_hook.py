"""MkDocs, and only here: pages before each build, the second language after it.

Reads and checks the facts before anything is built, so that a problem in them leaves
what was built before as it is. Under `serve` the problems stand on top of the last
good pages instead.
"""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import clean_directory

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.facts.record import Record

ROOT = Path(__file__).resolve().parent.parent

BUILD = Path("build/docs")
FIRST, *OTHERS = "sv", "en"
log = logging.getLogger("mkdocs.generator")


class _State:
    """What is remembered between builds under `serve`."""

    serving = False
    dirty = False
    sizes: ClassVar[dict[str, int]] = {}  # of the exports, once they were written
    made: ClassVar[dict[str, Mapping[str, bytes]]] = {}  # by language, files that lie in no folder
    newest = 0.0
    second: subprocess.Popen[bytes] | None = None  # the build of the other language
    index: subprocess.Popen[bytes] | None = None  # of the search, after it
    beside = threading.Lock()  # held by who starts or stops one of the two


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether MkDocs serves or builds, and whether only what has changed."""
    _State.serving = command == "serve"
    _State.dirty = dirty
    if dirty:  # what this warns of is seen to below
        logging.getLogger("mkdocs.commands.build").addFilter(_not_of_dirty_builds)


def _not_of_dirty_builds(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in str(record.msg)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the facts, write the language's pages, point MkDocs to them."""
    if str(ROOT) not in sys.path:  # the bare `mkdocs` command does not start in the project
        sys.path.insert(0, str(ROOT))
    if _State.serving:
        _forget_changed_modules()
    from generator.handover import settings_of

    root = _root_of(config)
    language = str(config.theme["language"])
    address = str(config.extra["site_root"])
    config.site_url = address if language == FIRST else f"{address}{language}/"
    given = config.extra.get("given", {})
    folder = Path(given.get("docs", root / BUILD)) / language
    record = given.get("record")
    found = _written(config, root, folder, record) if record else _read(config, root, folder)
    for field, value in found.items():
        config.extra[field] = value
    config.docs_dir = str(folder)
    if language == FIRST:
        config.extra["others"] = settings_of(root, FIRST, {})["extra"]["others"]
    if _State.dirty:
        _all_anew_where_needed(config, root, folder)
    return config


def _file_of(config: MkDocsConfig, language: str) -> Path:
    main = Path(config.config_file_path or "mkdocs.yml")
    return main.with_name(f"{main.stem}.{language}{main.suffix}")


def _all_anew_where_needed(config: MkDocsConfig, root: Path, folder: Path) -> None:
    """Let every page be built where what stands around all of them, or their number, differs.

    A dirty build takes a page anew when its Markdown is newer than its HTML, and knows
    nothing of the theme, the settings and the facts in header and footer.
    """
    digest = hashlib.sha256()
    for part in _around_pages(config, root, folder):
        digest.update(hashlib.sha256(part).digest())
    stamp = folder.with_name(f"{folder.name}.around")
    if not stamp.is_file() or stamp.read_text("ascii") != digest.hexdigest():
        _stop_beside()
        clean_directory(config.site_dir)
        stamp.write_text(digest.hexdigest(), "ascii")


def _around_pages(config: MkDocsConfig, root: Path, folder: Path) -> Iterator[bytes]:
    yield repr([config.extra.get(name) for name in ("record", "faults")]).encode()
    yield repr([config.site_name, config.site_url, config.nav]).encode()
    yield from (name.encode() for name in sorted(map(str, folder.rglob("*.md"))))
    for path in (*sorted(root.glob("mkdocs*.yml")), *sorted((root / "site_overrides").rglob("*"))):
        if path.is_file():
            yield path.read_bytes()


def _read(config: MkDocsConfig, root: Path, folder: Path) -> dict[str, Any]:
    """Read and check the facts, then write the pages; or show what is wrong with them."""
    from generator.cli import today
    from generator.replacing import write
    from generator.report.page import as_page
    from generator.report.problems import as_text
    from generator.verbs.common import read

    data = Path(os.path.relpath(root / "data"))
    record, problems, lines = read(data, today())
    errors = [problem for problem in problems if problem.is_error]
    if record is None or errors:
        if not _State.serving:
            raise PluginError("\n" + as_text(errors, lines))
        log.error("\n%s", as_text(errors, lines))
        if not (folder / "index.md").is_file():
            write([("index.md", b"<h1></h1>\n")], folder)
        config.nav = None
        return {"faults": as_page(errors, lines)}
    for problem in problems:
        log.info("%s:%s %s [%s]", problem.file, problem.line, problem.message, problem.rule)
    return _written(config, root, folder, record)


def _written(config: MkDocsConfig, root: Path, folder: Path, record: Record) -> dict[str, Any]:
    """Write the pages of a sound record, and say what stands around every page."""
    from generator.compiled import compiled_templates
    from generator.handover import options_of, sizes_of
    from generator.prose import language_files
    from generator.site.escape import front_matter
    from generator.site.files import export_files
    from generator.site.frame import frame, navigation
    from generator.site.render import compile_templates
    from generator.site.site import Site

    language = str(config.theme["language"])
    options = options_of(config.extra)
    content = Path(os.path.relpath(root / "content" / language))
    exports: dict[str, bytes] = {}
    # `generator.building` has the open data written beside the pages. On an edit under `serve`
    # they follow after the reload, with the second language.
    sizes = config.extra.get("given", {}).get("sizes")
    if sizes is None:
        exports = {} if _State.sizes else dict(export_files(record, options))
        sizes = _State.sizes or sizes_of(exports)
    site = Site(record, language, replace(options, sizes=sizes))
    compile_templates(compiled_templates())
    try:
        files = language_files(site, content, exports)
        # A page is modified for MkDocs where its file is newer than what was built of it. Whoever
        # gives the record builds all of them, and needs no files.
        _State.made[language] = (_spooled if "given" in config.extra else _in_folder)(files, folder)
    except OSError as error:
        if not Path(error.filename or folder).is_relative_to(content):
            raise
        raise PluginError(f"{error.filename}: {error.strerror}") from error
    if _State.serving and _State.dirty:
        _State.sizes = dict(sizes)
    elif _State.dirty and language != FIRST:
        _refresh(Path(config.site_dir).parent, exports)
    config.nav = navigation(site)
    config.site_name = front_matter(site.plain(record.settings.title))
    return {"record": frame(site)}


def _spooled(files: Iterable[tuple[str, bytes]], folder: Path) -> Mapping[str, bytes]:
    """Put files into a spool that lies in a folder."""
    from generator.spool import Spool

    folder.mkdir(parents=True)
    spool = Spool(folder)
    for name, data in files:
        spool.put(name, data)
    return spool


def _in_folder(files: Iterable[tuple[str, bytes]], folder: Path) -> Mapping[str, bytes]:
    """Let a folder hold the pages among files; returns the others."""
    from generator.replacing import write

    others: dict[str, bytes] = {}

    def pages() -> Iterator[tuple[str, bytes]]:
        for name, data in files:
            if name.endswith(".md"):
                yield name, data
            else:
                others[name] = data

    write(pages(), folder)
    return others


def _refresh(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write over what differs in a folder, and leave the rest."""
    from generator.replacing import write_whole

    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what pages read, and tell generated pages from those written by hand."""
    from generator.mkdocs_pages import HtmlPage, MadeFile
    from generator.prose import written_by_hand

    language = str(config.theme["language"])
    made = _State.made.get(language, {})
    for name in made:
        files.append(MadeFile(config, name, made))
    by_hand = written_by_hand(_root_of(config) / "content" / language)
    titles = {file: title for tab in config.nav or () for title, file in tab.items()}
    for file in files.documentation_pages():
        if file.src_uri not in by_hand:
            HtmlPage(titles.get(file.src_uri), file, config)
    return files


def _root_of(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Let what surrounds pages be rendered once for all that have it in common."""
    from generator.compiled import compiled_templates
    from generator.mkdocs_pages import ShellTemplate

    del config, files
    env.template_class = ShellTemplate
    env.bytecode_cache = compiled_templates(mkdocs.__version__.encode())


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Read a generated page just before it is written."""
    from generator.mkdocs_pages import HtmlPage

    del context, config, nav
    if isinstance(page, HtmlPage):
        page.fill()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> None:
    """Forget what is written."""
    from generator.mkdocs_pages import HtmlPage

    del output, config
    if isinstance(page, HtmlPage):
        page.forget()
    else:
        page.content = None


def _forget_changed_modules() -> None:
    """Let an edit of the generator itself take effect under `serve`."""
    files = (ROOT / "generator").rglob("*.*")
    newest = max(path.stat().st_mtime for path in files if path.parent.name != "__pycache__")
    if _State.newest not in (0.0, newest):
        for name in [name for name in sys.modules if name.split(".")[0] == "generator"]:
            del sys.modules[name]
    _State.newest = newest


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    """Watch what is edited, and not what is written by us: that would build everything twice.

    Of the generator each folder by itself, without those where Python keeps compiled modules.
    """
    del builder
    server.unwatch(config.docs_dir)
    for folder in (ROOT / "generator", *(ROOT / "generator").rglob("*/")):
        if "__pycache__" not in folder.parts:
            server.watch(str(folder), recursive=False)
    return server


def on_post_build(*, config: MkDocsConfig) -> None:
    """Build the other languages: at once, or under `serve` beside the reloaded page.

    `generator.building` builds them itself, beside this one.
    """
    if str(config.theme["language"]) != FIRST or config.extra.keys() & {"faults", "given"}:
        return
    for language in OTHERS:
        other = _file_of(config, language)
        target = Path(config.site_dir) / language
        if _State.serving:
            _build_beside(other, target)
        else:
            _build_now(config, other, target)


def _build_now(config: MkDocsConfig, other: Path, target: Path) -> None:
    from mkdocs.commands.build import build

    second = load_config(str(other), site_dir=str(target), strict=config.strict)
    second.plugins.on_startup(command="build", dirty=False)
    build(second)


def _build_beside(other: Path, target: Path) -> None:
    _stop_beside()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(other), "-d"]
    command += [str(target), *(["--dirty"] if _State.dirty else [])]
    with _State.beside:
        _State.second = subprocess.Popen(command)  # noqa: S603  (our own command)
    then = threading.Thread(target=_index_after, args=(_State.second, target.parent), daemon=True)
    then.start()


def _index_after(build: subprocess.Popen[bytes], site: Path) -> None:
    """The search index, when the last language is built and nothing newer has begun."""
    if build.wait() == 0:
        with _State.beside:
            if _State.second is build:
                command = [sys.executable, "-m", "generator", "index", str(site)]
                _State.index = subprocess.Popen(command, cwd=ROOT)  # noqa: S603  (our own command)


def _stop_beside() -> None:
    """End what still writes into the site: something newer has begun."""
    with _State.beside:
        running = [process for process in (_State.second, _State.index) if process is not None]
        _State.second = _State.index = None
        for process in running:
            process.terminate()
            process.wait()
