// The finder on the start page: go straight to the page of the chosen
// municipality. Without this script the form opens the list of all of them.
(function () {
  var form = document.querySelector("form.finder");
  if (!form) return;
  var input = form.querySelector("input");
  var fold = function (text) {
    return text.trim().toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  };
  var target = function () {
    var wanted = fold(input.value);
    var options = Array.from(form.querySelectorAll("option"));
    var starts = options.filter(function (o) { return fold(o.value).startsWith(wanted); });
    var exact = starts.filter(function (o) { return fold(o.value) === wanted; });
    var hit = exact.length === 1 ? exact : starts;
    return wanted && hit.length === 1 ? hit[0].dataset.href : null;
  };
  form.addEventListener("submit", function (event) {
    var href = target();
    if (!href) return;
    event.preventDefault();
    location.href = href;
  });
})();
