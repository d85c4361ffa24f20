// How the tests hold the built pages to HTML. Every rule of the standard set is on, except for
// those below, each with its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Both are HTML; ours and the theme's are lower case throughout.
    "doctype-style": ["error", { style: "lowercase" }],
    // The theme's toggles are named `__search` and the like, which HTML allows.
    "valid-id": ["error", { relaxed: true }],
    // A table that turns into cards on a phone (`display: block`) loses its roles in some
    // readers, so they are said once more.
    "no-redundant-role": "off",
    // The title of a decision is a sentence; search engines cut it, readers do not.
    "long-title": "off",
    // A technique, not a demand. The choice of colours is a form without anything to send.
    "wcag/h32": "off",
    // A list has a name where it is the legend of a picture; ARIA 1.2 allows names on lists.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
