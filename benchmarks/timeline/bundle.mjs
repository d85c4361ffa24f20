// Bundles what a careful integrator of each library would ship, and reads events as markwhen
// text into the state that its page starts from. Usage: node bundle.mjs OUT SIZE.json…

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { parse } from "@markwhen/parser";

const [out, ...sizes] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const ECHARTS = `
import { init, use } from "echarts/core";
import { CustomChart } from "echarts/charts";
import { AriaComponent, DataZoomComponent, GridComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
use([CustomChart, GridComponent, TooltipComponent, DataZoomComponent, AriaComponent, CanvasRenderer]);
globalThis.echarts = { init };`;
const CHRONO = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Chrono } from "react-chrono";
import "react-chrono/dist/style.css";
const events = await (await fetch("events.json")).json();
const items = events.map((e) => ({ id: e.id, title: e.end ? e.start + " – " + e.end : e.start, date: e.start,
  cardTitle: e.title, cardSubtitle: e.lane, cardDetailedText: e.text }));
createRoot(document.getElementById("tl")).render(createElement(Chrono, { items }));`;

for (const [name, contents] of [["echarts", ECHARTS], ["react-chrono", CHRONO]]) {
  await build({
    stdin: { contents, resolveDir: import.meta.dirname ?? ".", loader: "js" }, outfile: join(out, `${name}.js`),
    bundle: true, minify: true, format: "esm", define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "dataurl", ".woff": "dataurl" }, logLevel: "error",
  });
}

for (const file of sizes) {
  const events = JSON.parse(readFileSync(file, "utf8"));
  const lanes = [...new Set(events.map((event) => event.lane))].sort();
  const line = (event) => `${event.start}${event.end ? ` / ${event.end}` : ""}: ${event.title}\n${event.text}\n`;
  const rawText = "title: Events\n\n" + lanes.map((lane) =>
    `section ${lane}\n${events.filter((event) => event.lane === lane).map(line).join("\n")}\nend section\n`).join("\n");
  const parsed = parse(rawText);
  const state = { rawText, parsed, transformed: parsed.events };
  writeFileSync(join(out, `markwhen-${basename(file)}`), JSON.stringify(state).replaceAll("<", "\\u003c"));
}
