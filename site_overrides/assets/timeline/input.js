// Hands and keys: wheel with Ctrl or ⌘, drag, pinch once the picture is chosen, and arrows.

/** Pointer and wheel. `act` moves, zooms, drags the cursor, opens and chooses. */
export function listenToPointers(holder, picture, act) {
  const pointers = new Map();
  let drag = null, moved = false;
  const place = (event) => {
    const box = picture.svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const along = ([x, y]) => (picture.up ? y : x);
  const day = (event, origin) => picture.scaleAt(origin ?? place(event)[1]).day(along(place(event)));

  holder.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const step = event.deltaMode ? event.deltaY * 16 : event.deltaY;
    act.zoomAt(Math.exp(Math.max(-120, Math.min(120, step)) * 0.003), day(event));
  }, { passive: false });

  holder.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button || (event.pointerType === "touch" && !act.chosen())) return;
    pointers.set(event.pointerId, event);
    const grip = event.target.closest("[data-cursor]");
    drag = { x: place(event), view: act.view(), cursor: grip };
    if (pointers.size === 2) drag.pinch = spread();
    if (grip) event.preventDefault();
  });
  const spread = () => {
    const [a, b] = [...pointers.values()].map(place);
    return { far: Math.max(20, Math.hypot(a[0] - b[0], a[1] - b[1])), middle: (along(a) + along(b)) / 2, y: (a[1] + b[1]) / 2 };
  };
  holder.addEventListener("pointermove", (event) => {
    if (!drag || !pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event);
    const now = place(event), far = Math.abs(now[0] - drag.x[0]) + Math.abs(now[1] - drag.x[1]);
    if (!moved && far < 5) return;
    if (!moved && event.pointerType !== "touch") holder.setPointerCapture(event.pointerId);
    moved = true;
    if (drag.cursor) return act.cursor(Math.round(day(event, drag.x[1])));
    if (pointers.size === 2 && drag.pinch) {
      const next = spread(), { from, to } = drag.view, s = picture.scaleAt(drag.pinch.y);
      const at = from + ((drag.pinch.middle - s.start) / s.length) * (to - from);
      const length = (to - from) * (drag.pinch.far / next.far);
      const start = at - ((next.middle - s.start) / s.length) * length;
      return act.window(start, start + length);
    }
    const shift = (along(drag.x) - along(now)) / picture.scaleAt(drag.x[1]).per;
    return act.shift(drag.view, shift);
  });
  const end = (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 1 && drag) drag = { x: place([...pointers.values()][0]), view: act.view() };
    else if (!pointers.size && drag) (drag = null), moved && act.settled();
  };
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end);

  holder.addEventListener("click", (event) => {
    if (moved) return event.preventDefault();
    act.choose();
    const item = event.target.closest(".tl-svg a");
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey || item.one.bar) return undefined;
    event.preventDefault();
    return act.open(item.one);
  });
  document.addEventListener("pointerdown", (event) => holder.contains(event.target) || act.leave());
}

/** Keys within the picture. Time runs along the arrows that point along it. */
export function listenToKeys(holder, picture, act) {
  holder.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const up = picture.up;
    const does = {
      [up ? "ArrowDown" : "ArrowRight"]: () => act.step(1),
      [up ? "ArrowUp" : "ArrowLeft"]: () => act.step(-1),
      [up ? "ArrowRight" : "ArrowDown"]: () => act.lane(1),
      [up ? "ArrowLeft" : "ArrowUp"]: () => act.lane(-1),
      Home: () => act.far(-1), End: () => act.far(1),
      "+": () => act.zoom(1 / 1.6), "=": () => act.zoom(1 / 1.6), "-": () => act.zoom(1.6),
      Enter: () => act.enter(), Escape: () => act.close(),
    }[event.key];
    if (!does || does() === false) return;
    event.preventDefault();
  });
}
