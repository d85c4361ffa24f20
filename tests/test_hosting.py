"""The site on real servers: headers, types, compression, caches, redirects, missing pages."""

from __future__ import annotations

import gzip
import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from generator.packaging.hosting import COMMON, FRAMED, NOT_FRAMED, VARYING
from generator.packaging.security import policy
from generator.packaging.static_hosts import not_framed
from generator.site.addresses import embeddable

BASE = "/record/"


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, body; nothing is followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", parts.path, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    assert len(answer.getheaders()) == len({name.lower() for name, _ in answer.getheaders()})
    found = {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return answer.status, found, body


def test_every_kind_of_file_has_its_headers(server: str, built_site: Path) -> None:
    """All that the table says, on a page, a script, open data, a framed page and a missing one."""
    script = next((built_site / "assets").glob("search.*.js")).name
    for path in ("", "handelser/pilot-go-live/", "en/", "tidslinje/inbaddad/",
                 "en/tidslinje/inbaddad/", f"assets/{script}", "data/v1/events.json",
                 "pagefind/pagefind.js", "no-such-page/"):  # fmt: skip
        _, headers, _ = get(server + path)
        for name, value in COMMON:
            assert headers[name.lower()] == value, path
        for varying in VARYING:
            assert headers.get(varying.header.lower(), "") == varying.of(path), path
    framed = get(server + "tidslinje/inbaddad/")[1]["content-security-policy"]
    assert framed == f"{policy()}; {FRAMED}"
    assert get(server)[1]["content-security-policy"] == f"{policy()}; {NOT_FRAMED}"
    assert "access-control-allow-origin" not in get(server)[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "text/html; charset=utf-8"),
        ("data/v1/events.json", "application/json"),
        ("data/v1/events.csv", "text/csv; charset=utf-8; header=present"),
        ("data/v1/events.ics", "text/calendar; charset=utf-8"),
        ("data/v1/feed.atom", "application/atom+xml; charset=utf-8"),
        ("data/v1/feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("pagefind/wasm.sv.pagefind", "application/octet-stream"),
    ],
)
def test_media_types(server: str, path: str, expected: str) -> None:
    assert get(server + path)[1]["content-type"] == expected


def test_compressed_files_are_sent_to_those_who_take_them(server: str, built_site: Path) -> None:
    plain = (built_site / "index.html").read_bytes()
    for accept, expected in (("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("", None)):
        status, headers, body = get(server, Accept_Encoding=accept)
        assert status == 200
        assert headers.get("content-encoding") == expected, accept
        if expected:
            assert "accept-encoding" in headers["vary"].lower()
            assert len(body) < len(plain) / 2
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(expected or "", bytes)
        assert unpack(body) == plain
        assert headers["content-type"] == "text/html; charset=utf-8"


def test_a_copy_is_asked_for_and_kept(server: str) -> None:
    """An unchanged page is not sent twice."""
    _, headers, _ = get(server)
    status, _, body = get(server, If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


def test_a_missing_page_is_said_in_the_language_of_its_address(server: str) -> None:
    for path, words in (("nix/", "Sidan finns inte"), ("handelser/nix/", "Sidan finns inte"),
                        ("en/nix/", "There is no such page"), ("en/a/b", "There is no such page")):  # fmt: skip
        status, headers, body = get(server + path)
        assert status == 404
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert words in body.decode("utf-8"), path
        assert f'href="{BASE}assets/' in body.decode("utf-8"), "a missing page is at any depth"


def test_permanent_addresses_forward(server: str) -> None:
    status, headers, _ = get(server + "id/pilot-go-live/")
    assert (status, headers["location"]) == (302, f"{BASE}handelser/pilot-go-live/")
    status, headers, _ = get(server + "id/pause-notice/")
    assert headers["location"] == f"{BASE}avtal/pause-agreement-2025/#pause-notice"
    status, headers, _ = get(server + "kommuner")
    assert status in (301, 308)
    assert urlsplit(headers["location"]).path == f"{BASE}kommuner/"


# --- files for hosts that read rules from the site itself


def rules(built_site: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    place = ""
    for line in (built_site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[place].append(line.strip())
        else:
            place = line
            assert place not in found
            found[place] = []
    return found


def test_headers_of_static_hosts(built_site: Path) -> None:
    """No page but those that may be framed is without the refusal, and none is refused twice."""
    found = rules(built_site)
    assert f"Content-Security-Policy: {policy()}" in found["/record/*"]
    assert [f"{name}: {value}" for name, value in COMMON] == found["/record/*"][:-1]
    places = [re.compile(re.escape(place).replace(r"\*", ".*")) for place in not_framed(built_site)]
    pages = list(built_site.rglob("index.html"))
    assert len(pages) > 1000
    for page in pages:
        path = page.relative_to(built_site).as_posix().removesuffix("index.html")
        fitting = [place for place in places if place.fullmatch(path)]
        assert len(fitting) == (not embeddable(path)), path
    assert len(found) <= 100, "Cloudflare Pages takes no more"
    assert found["/record/assets/*"] == ["Cache-Control: public, max-age=31536000, immutable"]


def test_redirects_of_static_hosts(built_site: Path) -> None:
    lines = (built_site / "_redirects").read_text("utf-8").splitlines()
    assert "/record/id/pilot-go-live/ /record/handelser/pilot-go-live/ 302" in lines
    assert lines[-2:] == ["/record/en/* /record/en/404.html 404", "/record/* /record/404.html 404"]
    for line in lines:
        target = line.split()[1].partition("#")[0].removeprefix(BASE)
        assert (built_site / target).exists(), line
