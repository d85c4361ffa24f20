// Lighthouse on pages, mobile with simulated throttling, interleaved so that what else the
// machine does falls on all of them alike. Reads a list of {name, address, whole} from a file;
// prints for each its runs: scores, largest contentful paint, bytes, and what failed.
import { readFileSync } from "node:fs";
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [file, times] = process.argv.slice(2);
const pages = JSON.parse(readFileSync(file, "utf8"));
const found = Object.fromEntries(pages.map((page) => [page.name, []]));
for (let run = 0; run < Number(times); run++) {
  for (const { name, address, whole } of pages) {
    const chrome = await launch({
      chromePath: process.env.CHROME_PATH,
      chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
    });
    try {
      const onlyCategories = whole ? undefined : ["performance"];
      const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories });
      found[name].push({
        scores: Object.fromEntries(Object.entries(lhr.categories).map(([key, { score }]) => [key, Math.round(score * 100)])),
        lcp: lhr.audits["largest-contentful-paint"].numericValue,
        tbt: lhr.audits["total-blocking-time"].numericValue,
        cls: lhr.audits["cumulative-layout-shift"].numericValue,
        bytes: lhr.audits["total-byte-weight"].numericValue,
        requests: lhr.audits["network-requests"].details.items.length,
        failed: Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 1 && Object.values(lhr.categories).some((category) => category.auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0))).map((audit) => audit.id),
      });
      console.error(run, name, JSON.stringify(found[name].at(-1)));
    } finally {
      await chrome.kill();
    }
  }
}
console.log(JSON.stringify(found));
