// Light or dark as the reader's system asks, before anything is painted. Nothing is stored.
(function () {
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var set = function () {
    document.documentElement.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
  };
  set();
  dark.addEventListener("change", set);
})();
