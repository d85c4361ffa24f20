// Elements without markup: text can never become a tag.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child || child === 0));
  return element;
}

export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** An element of markup that holds our own words only, never text of the record. */
export function made(markup) {
  const holder = document.createElement("div"); // a template would make a document of its own
  holder.innerHTML = markup;
  return holder.firstChild;
}

/** Sets the attributes that differ. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Writes markup into an element where it differs from what was written last. */
export function write(element, markup) {
  if (element.markup !== markup) element.innerHTML = element.markup = markup;
}

/** A badge: icon and word together. */
export const badge = (css, words) => h("span", { class: `badge ${css}` },
  svg("svg", { class: "badge-icon", "aria-hidden": "true" }, svg("use", { href: `#st-${css}` })), words);

/** Calls a function at most once for each frame. */
export function perFrame(run) {
  let waiting = 0;
  return () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), run())));
}

/** Calls a function when nothing has asked for a while. */
export function later(run, wait) {
  let timer = 0;
  return () => (clearTimeout(timer), (timer = setTimeout(run, wait)));
}
