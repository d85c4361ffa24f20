"""The pages that are measured: a floor, the libraries as their guides tell to use them, and ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks.timeline import ours
from benchmarks.timeline.events import FIRST, LANES, LAST, Made

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
COLOURS = ("#1b5e20", "#0d47a1", "#b71c1c", "#4a148c", "#e65100", "#006064", "#3e2723", "#37474f")
OURS, FLOOR = "ours", "floor"


@dataclass(frozen=True)
class Peer:
    """How one is measured: what shows that it is drawn, where hands go, and how it zooms."""

    name: str
    item: str
    """Matches one drawn event."""
    stage: str
    """What wheel and drag act on."""
    wheel_key: str = ""
    """The key that is held while the wheel zooms."""
    files: dict[str, str] | None = None
    """What to copy beside the page from node_modules: to, from."""
    page: Callable[[list[Made]], str] | None = None
    """The page; ours is made otherwise."""
    moves: bool = True
    """Does anything move under wheel and drag?"""


def shell(title: str, body: str, head: str = "") -> str:
    """A page with nothing but what a timeline needs."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,">'
        "<style>body{font:16px/1.4 system-ui,sans-serif;margin:0 1rem}h1{font-size:1.3rem}</style>"
        f"{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def as_json(events: list[Made]) -> list[dict[str, str]]:
    """The events as every library is given them."""
    return [
        {
            "id": event.id, "title": event.title, "text": event.text, "lane": event.lane,
            "start": event.start.isoformat(), **({"end": event.end.isoformat()} if event.end else {}),
        }
        for event in events
    ]  # fmt: skip


def floor(events: list[Made]) -> str:
    """The same events as plain HTML and a static SVG, without any script."""
    whole = (LAST - FIRST).days

    def at(day_number: int) -> float:
        return round(80 + day_number / whole * 1100, 1)

    drawn = "".join(f'<text x="2" y="{n * 24 + 17}" font-size="11">{lane}</text>'
                    for n, lane in enumerate(LANES))  # fmt: skip
    rows = ""
    for event in events:
        lane = LANES.index(event.lane)
        x = at((event.start - FIRST).days)
        wide = max(2, round(at((event.end - FIRST).days) - x, 1)) if event.end else 3
        drawn += (
            f'<rect x="{x}" y="{lane * 24 + 6}" width="{wide}" height="14" fill="{COLOURS[lane]}"/>'
        )
        last = f' – <time datetime="{event.end}">{event.end}</time>' if event.end else ""
        rows += (
            f'<li id="{event.id}"><time datetime="{event.start}">{event.start}</time>{last} '
            f"<b>{escape(event.title)}</b> <i>{event.lane}</i><p>{escape(event.text)}</p></li>\n"
        )
    name = f"Chart of {len(events)} events in 8 lanes; the same events are listed below"
    return shell(
        "Floor: plain HTML and static SVG",
        f'<div id="tl"><svg viewBox="0 0 1200 192" width="1200" height="192" role="img" '
        f'aria-label="{name}">{drawn}</svg><ol>{rows}</ol></div>',
    )


HIGH = '<div id="tl" style="height:640px"></div>'
VIS = """<div id="tl"></div><script>
fetch("events.json").then((r) => r.json()).then((events) => {
  const items = events.map((e) => ({ id: e.id, group: e.lane, content: e.title, title: e.text,
    start: e.start, end: e.end, type: e.end ? "range" : "box" }));
  new vis.Timeline(document.getElementById("tl"), new vis.DataSet(items),
    new vis.DataSet(LANES.map((id) => ({ id, content: id }))), { height: "640px" WINDOW });
});</script>"""
VIS_HEAD = '<link rel="stylesheet" href="vis.css"><script src="vis.js"></script>'
VIS_FILES = {
    "vis.js": "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js",
    "vis.css": "vis-timeline/styles/vis-timeline-graph2d.min.css",
}
KNIGHT = (
    HIGH
    + """<script>
const day = (text) => { const [year, month, day] = text.split("-"); return { year: +year, month: +month, day: +day }; };
fetch("events.json").then((r) => r.json()).then((events) => new TL.Timeline("tl", { events: events.map((e) => ({
  unique_id: e.id, start_date: day(e.start), end_date: e.end ? day(e.end) : undefined, group: e.lane,
  text: { headline: e.title, text: e.text } })) }, {}));</script>"""
)
ECHARTS = (
    HIGH
    + """<script type="module">
import "./echarts.js";
const lanes = LANES, colours = COLOURS, root = document.getElementById("tl");
const events = await (await fetch("events.json")).json();
const chart = echarts.init(root);
chart.on("finished", () => root.querySelector("canvas").setAttribute("data-ready", ""));
chart.setOption({
  tooltip: { formatter: (p) => p.data.name }, grid: { left: 80, right: 20, top: 20, bottom: 80 },
  xAxis: { type: "time" }, yAxis: { type: "category", data: lanes },
  dataZoom: [{ type: "slider" }, { type: "inside" }],
  series: [{ type: "custom", encode: { x: [0, 1], y: 2 },
    data: events.map((e) => ({ name: e.title, value: [Date.parse(e.start), Date.parse(e.end || e.start), lanes.indexOf(e.lane)] })),
    renderItem: (_, api) => {
      const [x, y] = api.coord([api.value(0), api.value(2)]), [right] = api.coord([api.value(1), api.value(2)]);
      const height = api.size([0, 1])[1] * 0.5;
      return { type: "rect", shape: { x, y: y - height / 2, width: Math.max(3, right - x), height }, style: { fill: colours[api.value(2)] } };
    } }],
});</script>"""
)


def _fixed(title: str, body: str, head: str = "") -> Callable[[list[Made]], str]:
    for name, value in (("LANES", LANES), ("COLOURS", COLOURS)):
        body = body.replace(name, json.dumps(value))
    return lambda _: shell(title, body, head)


def _one_year(events: list[Made]) -> str:
    """Opened on the year that holds most, as its tracker tells those who have many events."""
    ((year, _),) = Counter(event.start.year for event in events).most_common(1)
    window = f', start: "{year}-01-01", end: "{year + 1}-01-01"'
    return _fixed("vis-timeline", VIS.replace("WINDOW", window), VIS_HEAD)(events)


PEERS = (
    Peer(FLOOR, "#tl ol > li", "#tl", page=floor, moves=False),
    Peer(OURS, ".tl-svg .tl-plot a", ".tl-pic", "Control"),
    Peer("ECharts", "#tl canvas[data-ready]", "#tl", page=_fixed("ECharts", ECHARTS)),
    Peer("vis-timeline, all in view", "#tl .vis-item-content", "#tl .vis-center", files=VIS_FILES,
         page=_fixed("vis-timeline", VIS.replace("WINDOW", ""), VIS_HEAD)),
    Peer("vis-timeline, one year in view", "#tl .vis-item-content", "#tl .vis-center", files=VIS_FILES,
         page=_one_year),
    Peer("TimelineJS3", "#tl .tl-timemarker", "#tl .tl-timenav",
         files={"js": "@knight-lab/timelinejs/dist/js", "css": "@knight-lab/timelinejs/dist/css"},
         page=_fixed("TimelineJS3", KNIGHT, '<link rel="stylesheet" href="css/timeline.css"><script src="js/timeline.js"></script>')),
    Peer("react-chrono", '#tl [data-testid="timeline-card-content"], #tl .timeline-card-content', "#tl",
         page=_fixed("react-chrono", HIGH + '<script type="module" src="react-chrono.js"></script>',
                     '<link rel="stylesheet" href="react-chrono.css">'), moves=False),
    Peer("markwhen", "#app .eventBar, #app [class*=event]", "#app", page=lambda _: ""),
)  # fmt: skip


def write_pages(
    peers: tuple[Peer, ...], events: dict[int, list[Made]], built: Path, out: Path
) -> dict[tuple[str, int], str]:
    """One folder for each peer and size; returns the path of each page below `out`."""
    out.mkdir()
    sizes = []
    for number, made in events.items():
        sizes.append(out / f"{number}.json")
        sizes[-1].write_text(json.dumps(as_json(made)), "utf-8")
    bundles = out / "bundles"
    subprocess.run(["node", "bundle.mjs", str(bundles), *map(str, sizes)], cwd=HERE, check=True)
    found = {}
    for peer in peers:
        for number, made in events.items():
            folder = out / peer.name.replace(",", "").replace(" ", "-").lower() / str(number)
            path = _write(peer, number, made, folder=folder, bundles=bundles, built=built)
            found[peer.name, number] = folder.relative_to(out).as_posix() + "/" + path
    return found


def _write(
    peer: Peer, number: int, events: list[Made], *, folder: Path, bundles: Path, built: Path
) -> str:
    if peer.name == OURS:
        return ours.write(events, built, folder)
    folder.mkdir(parents=True)
    assert peer.page is not None
    page = peer.page(events)
    if peer.name == "markwhen":
        state = (bundles / f"markwhen-{number}.json").read_text("utf-8")
        page = (MODULES / "@markwhen/timeline/dist/index.html").read_text("utf-8")
        page = page.replace(
            "<head>", f"<head><script>window.__markwhen_initial_state={state}</script>", 1
        )
    (folder / "index.html").write_text(page, "utf-8")
    if peer.page is not floor:
        (folder / "events.json").write_text(json.dumps(as_json(events)), "utf-8")
    for to, source in (peer.files or {}).items():
        if (MODULES / source).is_dir():
            shutil.copytree(MODULES / source, folder / to)
        else:
            shutil.copy(MODULES / source, folder / to)
    for bundle in bundles.glob(f"{peer.name.lower()}.*"):
        shutil.copy(bundle, folder / bundle.name)
    return ""
