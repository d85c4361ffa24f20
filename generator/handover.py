"""A folder that builds without this generator: pages, theme and settings of both languages.

The way out of MkDocs: what lies there needs no hook and no plugin, so that any builder which
reads Markdown and the settings of Material can take it over (docs/leaving-mkdocs.md).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.prose import language_files
from generator.replacing import write, write_whole
from generator.site.escape import front_matter
from generator.site.files import export_files
from generator.site.frame import frame, navigation
from generator.site.site import Options, Site

SETTINGS = {"sv": "mkdocs.yml", "en": "mkdocs.en.yml"}
"""By language, in the project and in the folder. The others inherit from the first."""
MARK = "# Written by `python -m generator write`; written over the next time.\n"
THEME = "site_overrides"
_LINK = re.compile(r"\]\(([\w./-]+\.md)(#[^)\s]*)?\)")
ONLY_HERE = ("hooks", "watch", "INHERIT")
"""Settings of this project that mean nothing without its hook."""


def hand_over(
    record: Record, project: Path, folder: Path, environment: Mapping[str, str]
) -> dict[str, tuple[int, int, int]]:
    """Write everything into `folder`; what a builder has made there (`site/`) stays.

    Returns, by part, how many files it has, and how many were written and removed. Raises
    FileExistsError where something that this did not write stands in the way, and OSError
    where something cannot be read or written.
    """
    _refuse_what_is_not_ours(folder)
    told: dict[str, tuple[int, int, int]] = {}
    exports: Mapping[str, bytes] | None = None
    for language in LANGUAGES:
        settings = settings_of(project, language, environment)
        options = options_of(settings["extra"])
        exports = dict(export_files(record, options)) if exports is None else exports
        options = replace(options, sizes=sizes_of(exports), for_markdown=True)
        site = Site(record, language, options)
        files = in_folders(dict(language_files(site, project / "content" / language, exports)))
        text = MARK + yaml.safe_dump(
            plain(settings, site), allow_unicode=True, sort_keys=False, width=100
        )
        # The settings first: they show that the folder is ours, also after an interruption.
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / SETTINGS[language], text.encode())
        told[language] = (len(files), *write(files.items(), folder / language))
    theme = {
        path.relative_to(project / THEME).as_posix(): path.read_bytes()
        for path in sorted((project / THEME).rglob("*"))
        if path.is_file()
    }
    told[THEME] = (len(theme), *write(theme.items(), folder / THEME))
    return told


def _refuse_what_is_not_ours(folder: Path) -> None:
    """What is written mirrors its folders exactly, so another's files in them would be gone."""
    settings = [folder / name for name in SETTINGS.values()]
    ours = settings[0].is_file()
    foreign = [
        path for path in settings if path.is_file() and not path.read_text("utf-8").startswith(MARK)
    ]
    if not ours:
        foreign += [folder / part for part in (*LANGUAGES, THEME) if (folder / part).exists()]
    if foreign:
        raise FileExistsError(
            17, "this was not written by the generator; it stays", str(foreign[0])
        )


def in_folders(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every page in a folder of its own, where its address is.

    MkDocs leaves links in HTML alone, which are as seen from the page's address; others resolve
    them from the page's file. So the two must be the same place.
    """
    moved = {}
    for name, data in files.items():
        if name.endswith(".md"):
            here = posixpath.dirname(in_folder(name))
            there = posixpath.dirname(name)
            text = _LINK.sub(lambda link: _moved(link, there, here, files), data.decode())  # noqa: B023  (used at once)
            moved[in_folder(name)] = text.encode()
        else:
            moved[name] = data
    return moved


def _moved(link: re.Match[str], there: str, here: str, files: Container[str]) -> str:
    """A link between files of Markdown, as seen from the new place of its page."""
    target = posixpath.normpath(posixpath.join(there, link[1]))
    if target not in files:
        return link[0]
    return f"]({posixpath.relpath(in_folder(target), here or '.')}{link[2] or ''})"


def in_folder(name: str) -> str:
    """`om.md` becomes `om/index.md`; `index.md` stays."""
    folder, file = posixpath.split(name)
    return name if file == "index.md" else posixpath.join(folder, file[: -len(".md")], "index.md")


def sizes_of(exports: Mapping[str, bytes]) -> dict[str, int]:
    """How many bytes each exported file has, for the options of a site."""
    return {name: len(data) for name, data in exports.items()}


def options_of(extra: Mapping[str, Any]) -> Options:
    """What the pages are told of the host, from the settings."""
    return Options(
        f"{extra['repository']}/{extra['edit_path']}".rstrip("/"),
        str(extra["site_root"]),
        host=str(extra["repository"]),
        corrections=str(extra["corrections"]),
    )


def plain(settings: Mapping[str, Any], site: Site) -> dict[str, Any]:
    """The settings of a language with all that the hook would have added, and without it."""
    first = site.language == LANGUAGES[0]
    address = str(settings["extra"]["site_root"])
    found = {name: value for name, value in settings.items() if name not in ONLY_HERE}
    extra = found["extra"] | {"record": frame(site)}
    return found | {
        "site_name": front_matter(site.plain(site.record.settings.title)),
        "site_url": address if first else f"{address}{site.language}/",
        "docs_dir": site.language,
        "site_dir": "site" if first else f"site/{site.language}",
        "nav": [
            {title: in_folder(file) for title, file in tab.items()} for tab in navigation(site)
        ],
        "theme": found["theme"] | {"custom_dir": THEME, "variant": "classic"},
        "extra": extra,
    }


def settings_of(project: Path, language: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of a language as MkDocs reads them: inherited, and `!ENV` looked up."""
    first = _read(project / SETTINGS[LANGUAGES[0]], environment)
    if language == LANGUAGES[0]:
        others = [(name, _read(project / SETTINGS[name], environment)) for name in LANGUAGES[1:]]
        links = {other["lang"]: other["link"] for other in first["extra"]["alternate"]}
        first["extra"]["others"] = [
            {"lang": name, "link": links[name], "words": other["extra"]["words"]}
            for name, other in others
        ]
        return first
    return _merged(first, _read(project / SETTINGS[language], environment))


def _read(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        """YAML with MkDocs' one tag: the first variable that is set, else what stands last."""

    def looked_up(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        assert isinstance(node, yaml.SequenceNode)
        *names, otherwise = loader.construct_sequence(node)
        return next((environment[name] for name in names if name in environment), otherwise)

    Loader.add_constructor("!ENV", looked_up)
    settings: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506  (a safe loader and one tag)
    return settings


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """As `INHERIT` does: mappings are merged, all else is replaced."""
    found = dict(below)
    for name, value in above.items():
        under = found.get(name)
        if isinstance(under, dict) and isinstance(value, dict):
            found[name] = _merged(under, value)
        else:
            found[name] = value
    return found
