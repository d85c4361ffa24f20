"""`/id/<id>/`: the address of an entry that never changes, forwarding to its page."""

from __future__ import annotations

import html

from generator.facts.logs import Retired
from generator.site.addresses import address, former_pages, relative, retired_address
from generator.site.site import Site


def permalinks(site: Site) -> dict[str, str]:
    """A page for every id, also a retired one, that sends the reader on without JavaScript."""
    record = site.record
    files = {
        f"id/{entry.id}/index.html": _forward(
            site, f"id/{entry.id}/", address(record, entry.id), site.name(entry.id)
        )
        for _, entry in record.entries()
    }
    for retired in record.retired.values():
        if retired.kind != "page":
            here = f"id/{retired.id}/"
            target = retired_address(record, retired)
            files[f"{here}index.html"] = _forward(site, here, target, _name(site, retired))
    return files


def moved_pages(site: Site) -> dict[str, str]:
    """At each former address of an id that leads on, a page that sends the reader there."""
    record = site.record
    return {
        f"{path}index.html": _forward(site, path, address(record, retired.to), _name(site, retired))
        for retired in record.retired.values()
        if retired.to is not None
        for path in former_pages(record, retired)
    }


def _name(site: Site, retired: Retired) -> str:
    if retired.to is not None:
        return site.name(retired.to)
    return site.plain(retired.name) if retired.name else retired.id


def _forward(site: Site, here: str, path: str, name: str) -> str:
    target = html.escape(relative(path, here), quote=True)
    title = html.escape(name)
    return (
        "<!doctype html>\n"
        f'<html lang="{site.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{target}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "</head>\n<body>\n"
        f'<p><a href="{target}">{title}</a></p>\n'
        "</body>\n</html>\n"
    )
