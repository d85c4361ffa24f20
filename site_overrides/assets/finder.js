// The finder of members: goes straight to the page of the chosen one, and lists what matches
// while one types, with å ä ö folded (“amal” finds Åmål). Without this script the form opens
// the list of all of them.
(function () {
  const form = document.querySelector("form.finder");
  if (!form) return;
  const input = form.querySelector("input");
  const fold = (text) =>
    text.trim().toLocaleLowerCase("sv").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[-\s]+/g, " ");
  const names = Array.from(form.querySelectorAll("option"), (option) => ({
    name: option.value,
    href: option.dataset.href,
    folded: fold(option.value),
  }));
  const MOST = 8;

  const list = document.createElement("ul");
  list.className = "matches";
  list.id = "finder-matches";
  list.setAttribute("aria-label", form.dataset.hits || "");
  const status = document.createElement("p");
  status.className = "meta";
  status.setAttribute("role", "status");
  input.closest("div").after(status, list);
  input.removeAttribute("list"); // its own suggestions do not fold å ä ö
  input.setAttribute("aria-controls", list.id);

  function matches() {
    const wanted = fold(input.value);
    if (!wanted) return [];
    const exact = names.filter((each) => each.folded === wanted);
    if (exact.length) return exact;
    const starts = names.filter((each) => each.folded.startsWith(wanted));
    return starts.length ? starts : names.filter((each) => each.folded.includes(wanted));
  }

  function show() {
    const hits = matches();
    const links = hits.slice(0, MOST).map((hit) => {
      const link = document.createElement("a");
      link.href = hit.href;
      link.textContent = hit.name;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    list.replaceChildren(...links);
    const empty = fold(input.value) && !hits.length;
    const many = hits.length > 1 ? `${form.dataset.hits}: ${hits.length}` : "";
    status.textContent = empty ? form.dataset.none : many;
  }

  input.addEventListener("input", show);
  form.addEventListener("keydown", (event) => {
    const links = Array.from(list.querySelectorAll("a"));
    const stops = [input, ...links];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || at < 0 || !links.length) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  });
  form.addEventListener("submit", (event) => {
    const hits = matches();
    if (!hits.length) {
      if (fold(input.value)) {
        event.preventDefault();
        show();
      }
      return;
    }
    event.preventDefault();
    if (hits.length === 1) location.href = hits[0].href;
    else {
      show();
      list.querySelector("a").focus();
    }
  });

  const asked = new URLSearchParams(location.search).get("namn");
  if (asked) {
    input.value = asked;
    show();
  }
})();
