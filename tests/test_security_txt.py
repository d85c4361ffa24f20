"""`/.well-known/security.txt`, and the page for missing addresses that speaks both languages."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from generator.archiving.from_disk import laid_out
from generator.facts.record import Record, Settings
from generator.packaging.well_known import write_well_known
from generator.reading.load import load, read_folder
from generator.site.exports.security_txt import PATH, security_txt
from generator.site.files import site_files
from generator.site.site import Options, Site
from tests.conftest import ROOT
from tests.pages import read_site
from tests.servers import caddy, nginx
from tests.small_project import build, small_project

ADDRESS = "https://example.org/record/"
BASE = "/record/"
WELL_KNOWN = ".well-known/security.txt"
FILE = """\
Contact: mailto:hamn@example.org
Expires: 2027-12-31T23:59:59Z
Preferred-Languages: sv, en
"""


@pytest.fixture(scope="module")
def other() -> Record:
    loaded = load(read_folder(ROOT / "tests" / "cases" / "other-programme" / "data")).record
    assert loaded is not None
    return loaded


def with_security(record: Record, security: dict[str, Any] | None) -> Record:
    settings = record.settings.model_dump()
    settings["publication"]["security"] = security
    return replace(record, settings=Settings.model_validate(settings))


def test_it_says_what_the_standard_asks_once(other: Record) -> None:
    assert site_files(other, "sv", Options())[PATH] == FILE
    assert PATH not in site_files(other, "en", Options())


@pytest.mark.parametrize(
    "security",
    [
        None,
        {"contact": "null", "expires": "null"},
        {"contact": "null", "expires": "2027-12-31"},
        {"contact": "a@example.org", "expires": "null"},
    ],
)
def test_nothing_is_written_until_all_is_given(
    other: Record, security: dict[str, Any] | None
) -> None:
    assert list(security_txt(Site(with_security(other, security), "sv", Options()))) == []


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("https://example.org/a?b=c", "Contact: https://example.org/a?b=c\n"),
        ("a+b@example.org", "Contact: mailto:a%2Bb@example.org\n"),
        ("å%1@example.org", "Contact: mailto:%C3%A5%251@example.org\n"),
    ],
)
def test_a_contact_is_written_as_an_address(other: Record, contact: str, line: str) -> None:
    record = with_security(other, {"contact": contact, "expires": "2027-12-31"})
    [(_, text)] = security_txt(Site(record, "sv", Options()))
    assert text.startswith(line)


@pytest.mark.parametrize(
    "contact",
    ["http://example.org/", "a@example.org\nContact: b@example.org", "mailto:a@b.se", "tel"],
)
def test_what_is_no_contact_is_refused(other: Record, contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        with_security(other, {"contact": contact, "expires": "2027-12-31"})


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("", ""),
        ("https://example.org", f"Canonical: https://example.org/{WELL_KNOWN}\n"),
        (ADDRESS, f"Canonical: {ADDRESS}{WELL_KNOWN}\n"),
    ],
)
def test_it_says_where_it_lives_where_that_is_known(
    tmp_path: Path, address: str, canonical: str
) -> None:
    (tmp_path / PATH).write_text(FILE, "utf-8")
    write_well_known(tmp_path, address)
    assert not (tmp_path / PATH).exists()
    assert (tmp_path / WELL_KNOWN).read_text("utf-8") == FILE + canonical


def test_without_the_file_there_is_no_folder(tmp_path: Path) -> None:
    write_well_known(tmp_path, ADDRESS)
    assert list(tmp_path.iterdir()) == []


def test_it_reaches_the_pages_of_github() -> None:
    """The action leaves out every folder that begins with a dot, where it is not told."""
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    _, _, after = text.partition("actions/upload-pages-artifact@")
    assert "include-hidden-files: true" in after.partition("\n\n")[0]


# --- a small record below a path, on real servers


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small record whose contact for security is given."""
    project = small_project(tmp_path_factory.mktemp("small") / "project")
    file = project / "data" / "record.yaml"
    empty = "security: {contact: null, expires: null}"
    text = file.read_text("utf-8")
    assert empty in text
    given = "security: {contact: hamn@example.org, expires: 2027-12-31}"
    file.write_text(text.replace(empty, given), "utf-8")
    result = build(project, {"SITE_URL": ADDRESS})
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(params=[nginx, caddy])
def served(request: pytest.FixtureRequest, tmp_path: Path, small_site: Path) -> Iterator[str]:
    hosting = small_site.parent / "build" / "hosting"
    with request.param(tmp_path, small_site, hosting, BASE) as address:
        yield address


def test_servers_send_it_as_text(served: str) -> None:
    parts = urlsplit(served)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request("GET", f"{parts.path}{WELL_KNOWN}")
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.getheader("Content-Type") == "text/plain; charset=utf-8"
    assert answer.getheader("Cache-Control") == "no-cache"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.read().decode() == f"{FILE}Canonical: {ADDRESS}{WELL_KNOWN}\n"
    connection.close()


def test_it_is_there_once_and_not_in_the_archive_copy(small_site: Path) -> None:
    found = [path.relative_to(small_site).as_posix() for path in small_site.rglob("security.txt*")]
    assert found == [WELL_KNOWN]
    assert [name for name, _ in laid_out(small_site) if "security.txt" in name] == []


def test_the_one_page_for_missing_addresses_says_so_in_both_languages(small_site: Path) -> None:
    text = (small_site / "404.html").read_text("utf-8")
    swedish, _, english = text.partition('<section lang="en">')
    assert '<html lang="sv"' in swedish
    assert "Sidan finns inte</h1>" in swedish
    assert "There is no such page" not in swedish
    english = english.partition("</section>")[0]
    assert "There is no such page</h2>" in english
    assert 'href="/record/en/"' in english
    assert "Sidan finns inte" not in english
    links = {urljoin(ADDRESS, link) for link in read_site(small_site)["404.html"].links}
    assert {ADDRESS, f"{ADDRESS}en/"} <= links


def test_the_english_page_for_missing_addresses_speaks_english_alone(small_site: Path) -> None:
    text = (small_site / "en" / "404.html").read_text("utf-8")
    assert "There is no such page</h1>" in text
    assert "Sidan finns inte" not in text
