"""nginx with the whole site under wrk for a minute, on the loopback address of this machine.

Run by `make bench`. 64 connections ask for every kind of page and what it loads, packed with
Brotli, in turn. The figure in benchmarks/README.md is written anew.

    python benchmarks/load/run.py [SECONDS]
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.building import build_site  # noqa: E402
from tests.open_data import real as real_record  # noqa: E402
from tests.servers import nginx  # noqa: E402

MARKS = ("<!-- load: begin -->", "<!-- load: end -->")
PATHS = (
    "", "tidslinje/", "kommuner/", "kommuner/herrljunga/", "planer/", "kostnader/", "fragor/",
    "kallor/", "handelser/introduction-paused/", "avtal/pause-agreement-2025/", "en/",
    "en/kommuner/amal/", "data/v1/events.json", "data/v1/feed.atom", "pagefind/pagefind.js",
)  # fmt: skip
SCRIPT = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "br"})
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("errors %%d\\n", e.connect + e.read + e.write + e.status + e.timeout))
  io.write(string.format("p99 %%.2f\\n", latency:percentile(99) / 1000))
  io.write(string.format("rate %%.0f\\n", summary.requests / summary.duration * 1e6))
  io.write(string.format("count %%d\\n", summary.requests))
  io.write(string.format("megabytes %%.0f\\n", summary.bytes / summary.duration))
end
"""


def main(seconds: int) -> int:
    """Build, serve, load, write the figure. Returns 1 where an answer was an error."""
    wrk = shutil.which("wrk")
    if wrk is None:
        print("load: wrk is not on this machine: apt-get install wrk", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = dict(os.environ) | {"SITE_URL": "https://example.org/record/"}
        assert build_site(folder / "site", environment, real_record()) == 0
        work = folder / "nginx"
        work.mkdir()
        with nginx(work, folder / "site", folder / "build" / "hosting", "/record/") as address:
            assets = sorted(
                path.relative_to(folder / "site").as_posix()
                for path in (folder / "site" / "assets").rglob("*")
                if path.suffix in (".css", ".js")
            )
            asked = ", ".join(f'"/record/{path}"' for path in (*PATHS, *assets))
            (folder / "wrk.lua").write_text(SCRIPT % asked, "utf-8")
            load = os.getloadavg()[0]
            command = [
                wrk,
                "-t",
                "1",
                "-c",
                "64",
                "-d",
                f"{seconds}s",
                "-s",
                str(folder / "wrk.lua"),
            ]
            run = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    got = dict(re.findall(r"^(errors|p99|rate|count|megabytes) (\S+)$", run.stdout, re.MULTILINE))
    line = (
        f"{int(got['count']):,} answers in {seconds} s, {int(got['rate']):,} a second, "
        f"{got['megabytes']} MB/s, 99 in 100 within {got['p99']} ms, {got['errors']} errors. "
        f"One process of nginx and one of wrk (64 connections) on {os.cpu_count()} cores of "
        f"{processor()}, {platform.system()} {platform.release()}; load before the run: {load:.0f}."
    )
    readme = ROOT / "benchmarks" / "README.md"
    text = readme.read_text("utf-8")
    pattern = re.compile(f"{MARKS[0]}.*{MARKS[1]}", re.DOTALL)
    readme.write_text(pattern.sub(lambda _: f"{MARKS[0]}\n\n{line}\n\n{MARKS[1]}", text), "utf-8")
    print(line)
    return int(got["errors"] != "0")


def processor() -> str:
    """The name of the processor, as the system says it."""
    try:
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.machine()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
