// Runs in every page before anything of its own: when is it drawn, when is it quiet, how long
// are its frames. Long tasks and changes of the tree are what the reader waits for.

(item) => {
  if (location.href === "about:blank") return;
  const QUIET = 1000;
  const seen = { drawn: 0, changed: 0, busy: 0, longest: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.busy = Math.max(seen.busy, startTime + duration);
      seen.longest = Math.max(seen.longest, duration);
    }
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => (seen.changed = performance.now())).observe(document, { childList: true, subtree: true });
  const after = (run) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = run;
    port2.postMessage(0);
  };
  const look = () => requestAnimationFrame(() =>
    document.querySelector(item) ? requestAnimationFrame(() => after(() => (seen.drawn = performance.now()))) : look());
  look();

  let frames = [], run = 0;
  globalThis.probe = {
    /** When it was drawn and, after a second without long task or change of the tree, usable. */
    usable: async () => {
      for (;;) {
        await new Promise((done) => setTimeout(done, 120));
        const last = Math.max(seen.drawn, seen.changed, seen.busy);
        if (seen.drawn && performance.now() - last > QUIET)
          return { drawn: seen.drawn, usable: last, longest: seen.longest, items: document.querySelectorAll(item).length, nodes: document.getElementsByTagName("*").length };
      }
    },
    watch: () => {
      frames = [];
      const mine = ++run;
      const frame = (now) => {
        if (mine !== run) return;
        frames.push(now);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    },
    frames: () => {
      run++;
      return frames.slice(1).map((now, place) => now - frames[place]);
    },
  };
}
