"""Whether the addresses of sources still answer. The edge to the web."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from generator.facts.source import Source
from generator.report.todo import Link

AGENT = "Mozilla/5.0 (compatible; link check of a public record)"
PATIENCE = 20
"""Seconds that one address may take."""

AT_ONCE = 8
"""Hosts that are asked at the same time; each is asked one thing at a time."""

GONE = (404, 410)
PERMANENT = (301, 308)
MOST_HOPS = 5


class _Stay(urllib.request.HTTPRedirectHandler):
    """Tells of a redirect in place of following it."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def check_links(sources: Iterable[Source], patience: float = PATIENCE) -> tuple[Link, ...]:
    """Ask for every address once, in the order given. Nothing is raised: a failure is a state."""
    listed = list(sources)
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in listed:
        by_host[urlsplit(source.url).netloc].append(source)

    def of_host(mine: list[Source]) -> list[Link]:
        return [check_link(source, patience) for source in mine]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = {
            link.source: link for links in pool.map(of_host, by_host.values()) for link in links
        }
    return tuple(found[source.id] for source in listed)


def check_link(source: Source, patience: float = PATIENCE) -> Link:
    """What one address answers, and where it has moved to for good."""
    url, moved = source.url, ""
    try:
        for _ in range(MOST_HOPS + 1):
            status, target = _ask(url, patience)
            if not target:
                break
            if status in PERMANENT and moved == ("" if url == source.url else url):
                moved = target
            url = target
        else:
            return Link(source.id, source.url, "failed", "too many redirects")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        return Link(source.id, source.url, "failed", str(reason) or type(error).__name__)
    if status in GONE:
        return Link(source.id, source.url, "gone", str(status))
    if status >= 400:
        return Link(source.id, source.url, "failed", str(status))
    return (
        Link(source.id, source.url, "moved", moved) if moved else Link(source.id, source.url, "ok")
    )


def _ask(url: str, patience: float) -> tuple[int, str]:
    """The status of an address, and where it sends on to. HEAD first, as it is lighter."""
    status, target = _request("HEAD", url, patience)
    return (
        _request("GET", url, patience) if status in (400, 403, 404, 405, 501) else (status, target)
    )


def _request(method: str, url: str, patience: float) -> tuple[int, str]:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError(f"leads to {url}")
    opener = urllib.request.build_opener(_Stay)
    request = urllib.request.Request(_ascii(url), method=method, headers={"User-Agent": AGENT})  # noqa: S310  (the scheme was looked at)
    try:
        answer: Any = opener.open(request, timeout=patience)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        target = answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""
        return answer.status, urljoin(url, target) if target else ""


def _ascii(url: str) -> str:
    """An address with its Swedish letters as the protocol wants them."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    return parts._replace(
        netloc=host,
        path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
        query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"),
        fragment="",
    ).geturl()
