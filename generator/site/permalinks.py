"""`/id/<id>/`: the address of an entry that never changes, forwarding to its page."""

from __future__ import annotations

import html

from generator.site.addresses import address, relative
from generator.site.view import Site


def permalinks(site: Site) -> dict[str, str]:
    """A page for every id that sends the reader on, also without JavaScript."""
    return {
        f"id/{entry.id}/index.html": _forward(site, entry.id) for _, entry in site.record.entries()
    }


def _forward(site: Site, entry_id: str) -> str:
    here = f"id/{entry_id}/"
    target = html.escape(relative(address(site.record, entry_id), here), quote=True)
    title = html.escape(site.name(entry_id))
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
