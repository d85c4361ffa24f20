// The page on responsibilities: opens the period that a chosen day lies in. Without this
// script every period is a heading that opens by itself.
const form = document.querySelector("[data-periods]");
const all = [...document.querySelectorAll("details[data-from]")];

/** The period that a day lies in; days before the first belong to none. */
function periodOn(day) {
  return all.filter((period) => period.dataset.from <= day).at(-1);
}

function show(day) {
  const wanted = periodOn(day);
  for (const period of all) period.open = period === wanted;
  wanted?.scrollIntoView({ block: "nearest" });
}

if (form && all.length) {
  const field = form.elements.dag;
  const asked = new URLSearchParams(location.search).get("dag") ?? "";
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(field.value)) return;
    show(field.value);
    const address = new URL(location.href);
    address.searchParams.set("dag", field.value);
    history.replaceState(null, "", address);
  });
  form.hidden = false;
  if (/^\d{4}-\d{2}-\d{2}$/.test(asked)) {
    field.value = asked;
    show(asked);
  }
}
