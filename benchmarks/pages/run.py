"""Lighthouse and the largest contentful paint of five kinds of page, beside plain Material.

Run by `make bench`. Builds the site; builds the same Markdown with Material for MkDocs as it
comes, without fonts from elsewhere; serves both with the same nginx, both packed alike; and
measures them in one interleaved run. The table in benchmarks/README.md is written anew.

    python benchmarks/pages/run.py [TIMES]
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.building import build_site  # noqa: E402
from generator.packaging.compress import compress  # noqa: E402
from tests.open_data import real as real_record  # noqa: E402
from tests.servers import nginx  # noqa: E402

PAGES = {
    "home": "",
    "timeline": "tidslinje/",
    "event": "handelser/introduction-paused/",
    "members": "kommuner/",
    "costs": "kostnader/",
}
PLAIN = """\
site_name: Plain Material
site_url: https://example.org/record/
docs_dir: docs
theme: {name: material, language: sv, font: false}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables]
not_in_nav: "*"
nav: [{Start: index.md}]
"""
MARKS = ("<!-- pages: begin -->", "<!-- pages: end -->")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main(times: int) -> int:
    """Build, serve, measure, write the table."""
    here = Path(__file__).parent
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(ROOT)
        address = "https://example.org/record/"
        environment |= {"SITE_URL": address}
        assert build_site(folder / "site", environment, real_record()) == 0
        plain = plain_site(folder / "plain")
        ours, theirs = folder / "a", folder / "b"
        ours.mkdir()
        theirs.mkdir()
        hosting = folder / "build" / "hosting"
        bare = folder / "bare"
        bare.mkdir()
        (bare / "nginx-http.conf").write_text("include /etc/nginx/mime.types;\n", "utf-8")
        (bare / "nginx-server.conf").write_text("gzip_static on; gzip_vary on;\n", "utf-8")
        with (
            nginx(ours, folder / "site", hosting, "/record/") as one,
            nginx(theirs, plain, bare, "/record/") as other,
        ):
            asked = []
            for page, path in PAGES.items():
                asked.append({"name": page, "address": one + path, "whole": True})
                asked.append({"name": f"plain {page}", "address": other + path, "whole": True})
            (folder / "pages.json").write_text(json.dumps(asked), "utf-8")
            command = ["node", str(here / "measure.mjs"), str(folder / "pages.json"), str(times)]
            run = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    write_table(json.loads(run.stdout), times)
    return 0


def plain_site(folder: Path) -> Path:
    """The Swedish pages built by Material as it comes."""
    folder.mkdir()
    command = [sys.executable, "-m", "generator", "write", str(folder / "written")]
    subprocess.run(command, check=True)
    (folder / "written" / "sv").rename(folder / "docs")
    for page in (folder / "docs").rglob("*.md"):  # templates of our theme, which it has not
        page.write_text(
            re.sub(r"^template: .*\n", "", page.read_text("utf-8"), count=1, flags=re.MULTILINE),
            "utf-8",
        )
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(folder / "mkdocs.yml")]
    subprocess.run([*command, "-d", str(folder / "site")], check=True)
    compress(folder / "site", "")
    return folder / "site"


def middle(runs: list[dict[str, float]], key: str) -> float:
    """The median of a number over the runs of a page."""
    return statistics.median(run[key] for run in runs)


def write_table(found: dict[str, list[dict[str, object]]], times: int) -> None:
    """Put the table between its marks."""
    lines = [
        f"Medians of {times} interleaved runs; load {os.getloadavg()[0]:.0f}, {os.cpu_count()} cores.",
        "",
        "| page | scores | plain | LCP, s | plain, s | ratio | kB | plain, kB | requests | plain |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    failed = set()
    for page in PAGES:
        ours: list[dict[str, object]] = found[page]
        plain = found[f"plain {page}"]
        row = [page]
        for runs in (ours, plain):
            scores = [statistics.median(r["scores"][c] for r in runs) for c in CATEGORIES]  # type: ignore[index]
            row.append(" ".join(f"{score:.0f}" for score in scores))
        lcp = [middle(runs, "lcp") / 1000 for runs in (ours, plain)]  # type: ignore[arg-type]
        row += [f"{lcp[0]:.2f}", f"{lcp[1]:.2f}", f"{lcp[0] / lcp[1]:.2f}"]
        row += [f"{middle(runs, 'bytes') / 1000:.0f}" for runs in (ours, plain)]  # type: ignore[arg-type]
        row += [f"{middle(runs, 'requests'):.0f}" for runs in (ours, plain)]  # type: ignore[arg-type]
        lines.append(f"| {' | '.join(row)} |")
        failed |= {(page, audit) for run in ours for audit in run["failed"]}  # type: ignore[attr-defined]
    if failed:
        told = ", ".join(f"{audit} ({page})" for page, audit in sorted(failed))
        lines += ["", f"Audits of ours below 1 in some run: {told}."]
    readme = ROOT / "benchmarks" / "README.md"
    text = readme.read_text("utf-8")
    inside = f"{MARKS[0]}\n\n" + "\n".join(lines) + f"\n\n{MARKS[1]}"
    pattern = re.compile(f"{MARKS[0]}.*{MARKS[1]}", re.DOTALL)
    readme.write_text(pattern.sub(lambda _: inside, text), "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
