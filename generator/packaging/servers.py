"""The table of `hosting.py` as configurations of nginx and Caddy, beside the site."""

from __future__ import annotations

import re
from pathlib import Path

from generator.packaging.hosting import (
    COMMON,
    FORWARDED,
    TYPES,
    TYPES_BY_PATH,
    VARYING,
    base_path,
    missing_pages,
    redirects,
    regular,
)

GUIDE = Path(__file__).with_name("hosting.md")
FOLDER = "hosting"
"""Beside the site, for the build puts nothing there that is not to be published."""


def write_servers(site: Path, address: str) -> None:
    """The step of packaging: write the configurations into `hosting/` beside the site."""
    base = base_path(address)
    folder = site.parent / FOLDER
    folder.mkdir(exist_ok=True)
    files = {
        "nginx-http.conf": nginx_http(site, base),
        "nginx-server.conf": nginx_server(site, base),
        "Caddyfile": caddyfile(site, base),
        "README.md": GUIDE.read_text("utf-8"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def nginx_http(site: Path, base: str) -> str:
    """What stands in the `http` block of nginx: values by address."""
    lines = [
        "# In the http block. Written by the build from generator/packaging/hosting.py.",
        "map_hash_bucket_size 256;",
    ]
    for varying in VARYING:
        lines += [f"map $uri $record_{varying.name} {{", f'    default "{varying.otherwise}";']
        lines += [
            f'    "~^{re.escape(base)}{regular(place)}$" "{value}";'
            for place, value in varying.places
        ]
        lines += ["}"]
    lines += ["map $uri $record_forward {", '    default "";']
    lines += [f'    "{here}" "{there}";' for here, there in redirects(site, base).items()]
    return "\n".join([*lines, "}", ""])


def nginx_server(site: Path, base: str) -> str:
    """What stands in a `server` block of nginx, after `listen`, `server_name` and `root`."""
    lines = [
        "# In a server block, after listen, server_name and root. Where the module is loaded:",
        "#     brotli_static on;",
        "gzip_static on;",
        "gzip_vary on;",
        "absolute_redirect off;",
        "index index.html;",
        *(f'add_header {name} "{value}" always;' for name, value in COMMON),
        *(f"add_header {each.header} $record_{each.name} always;" for each in VARYING),
        "default_type application/octet-stream;",
        "types {",
        *(f'    "{type_}" {suffix[1:]};' for suffix, type_ in sorted(TYPES.items())),
        "}",
    ]
    for prefix, page in missing_pages(site).items():
        lines += [f"location {base}{prefix} {{", f"    error_page 404 {base}{page};"]
        lines += [f"    if ($record_forward) {{ return {FORWARDED} $record_forward; }}", "}"]
    for place, type_ in TYPES_BY_PATH:
        lines += [f'location ~ "^{re.escape(base)}{regular(place)}$" {{']
        lines += [f'    types {{ }} default_type "{type_}";', "}"]
    return "\n".join([*lines, ""])


def caddyfile(site: Path, base: str) -> str:
    """A snippet for Caddy: `import record` in a site's block, after `root`."""
    lines = [
        "# import Caddyfile, and in the block of a site: root * FOLDER, import record.",
        "(record) {",
        "    header {",
        *(f'        {name} "{value}"' for name, value in COMMON),
        "    }",
    ]
    for varying in VARYING:
        lines += [f"    map {{path}} {{record_{varying.name}}} {{"]
        lines += [
            f'        "~^{re.escape(base)}{regular(place)}$" "{value}"'
            for place, value in varying.places
        ]
        lines += [f'        default "{varying.otherwise or "-"}"', "    }"]
        if varying.otherwise:
            lines += [f"    header {varying.header} {{record_{varying.name}}}"]
        else:
            lines += [f'    @{varying.name} not vars {{record_{varying.name}}} "-"']
            lines += [f"    header @{varying.name} {varying.header} {{record_{varying.name}}}"]
    for number, (suffix, type_) in enumerate(sorted(TYPES.items())):
        lines += [f"    @type{number} path *{suffix}"]
        lines += [f'    header @type{number} Content-Type "{type_}"']
    for number, (place, type_) in enumerate(TYPES_BY_PATH):
        lines += [f'    @narrow{number} path_regexp "^{re.escape(base)}{regular(place)}$"']
        lines += [f'    header @narrow{number} Content-Type "{type_}"']
    lines += ["    map {path} {record_forward} {"]
    lines += [f'        "{here}" "{there}"' for here, there in redirects(site, base).items()]
    lines += [
        '        default "-"',
        "    }",
        '    @forward not vars {record_forward} "-"',
        f"    redir @forward {{record_forward}} {FORWARDED}",
        "    file_server {",
        "        precompressed br gzip",
        "    }",
        "    handle_errors {",
    ]
    for number, (prefix, page) in enumerate(missing_pages(site).items()):
        lines += [
            f"        @missing{number} `{{err.status_code}} == 404 && path('{base}{prefix}*')`"
        ]
        lines += [f"        handle @missing{number} {{", f"            rewrite * {base}{page}"]
        lines += ['            header Content-Type "text/html; charset=utf-8"']
        lines += ["            file_server", "        }"]
    return "\n".join([*lines, "    }", "}", ""])
