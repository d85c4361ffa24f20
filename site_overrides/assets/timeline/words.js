// Every wording of the interactive timeline, Swedish and English side by side.

const WORDS = {
  app: ["Interaktiv tidslinje", "Interactive timeline"],
  picture: [
    "Tidslinje. Allt står också i listan. Pilar stegar, plus och minus zoomar, Enter öppnar, Esc stänger.",
    "Timeline. All is also in the list. Arrows step, plus and minus zoom, Enter opens, Esc closes.",
  ],
  overview: ["Översikt: antal händelser per kvartal, och tiden som visas", "Overview: events per quarter, and the time shown"],
  group: ["Gruppera efter", "Group by"],
  theme: ["Tema", "Theme"],
  search: ["Sök händelse", "Search events"],
  filter: ["Filtrera", "Filter"],
  type: ["Typ av händelse", "Type of event"],
  confidence: ["Säkerhet", "Confidence"],
  party: ["Part", "Party"], subject: ["Ärende", "Subject"],
  all: ["Alla", "All"], others: ["Övriga", "Others"], none: ["Utan angivet ärende", "No subject given"],
  noParty: ["Utan angiven part", "No party given"],
  since: ["Från år", "From year"], until: ["Till år", "To year"],
  jump: ["Gå till år", "Go to year"],
  showAll: ["Visa alla", "Show all"],
  zoomIn: ["Zooma in", "Zoom in"], zoomOut: ["Zooma ut", "Zoom out"],
  earlier: ["Tidigare", "Earlier"], later: ["Senare", "Later"],
  fit: ["Visa urvalet", "Fit selection"], whole: ["Hela tiden", "All time"],
  empty: ["Inget matchar.", "Nothing matches."],
  emptyHelp: ["Ingen händelse passar alla filter på en gång.", "No event fits all filters at once."],
  noEvents: ["inga händelser", "no events"],
  today: ["i dag", "today"],
  end: ["Källorna slutar här", "The sources end here"],
  day: ["åååå-mm-dd", "yyyy-mm-dd"],
  asOf: ["Vad gällde den", "What applied on"],
  held: ["Vad som gällde", "What applied"], knownThen: ["Vad som var känt då", "What was known then"],
  close: ["Stäng", "Close"],
  sources: ["Källor", "Sources"], of: ["av", "of"], either: ["antingen", "either"],
  more: ["Visa fler", "Show more"],
  list: ["Händelserna i ordning", "The events in order"],
  wheel: ["Håll Ctrl (⌘) och rulla för att zooma.", "Hold Ctrl (⌘) and scroll to zoom."],
  touch: ["Tryck på bilden för att flytta den med fingret.", "Tap the picture to move it with a finger."],
  failed: ["Den interaktiva bilden gick inte att hämta.", "The interactive picture could not be loaded."],
};

export function wordsIn(lang) {
  const place = lang === "sv" ? 0 : 1;
  const t = Object.fromEntries(Object.entries(WORDS).map(([key, pair]) => [key, pair[place]]));
  const say = (swedish, english) => (place ? english : swedish);
  return {
    ...t, lang,
    count: (shown, all) => shown === all
      ? say(`Alla ${all} händelser visas.`, `All ${all} events are shown.`)
      : say(`${shown} av ${all} händelser visas.`, `${shown} of ${all} events are shown.`),
    cluster: (n) => say(`${n} händelser`, `${n} events`),
    heldOn: (day) => say(`Detta gällde ${day}`, `This applied on ${day}`),
    knownOn: (day) => say(`Detta var offentligt känt ${day}`, `This was publicly known on ${day}`),
    upTo: (date) => say(`enligt källor till och med ${date}`, `according to sources up to ${date}`),
    noSources: say("ingen källa var publicerad", "no source had been published"),
    beyond: (date) => say(
      `Källorna slutar ${date}. Raderna säger vad de senast visste.`,
      `The sources end ${date}. The lines say what they last knew.`),
    since_: (date) => say(`sedan ${date}`, `since ${date}`),
    latest: (date) => say(`Senaste källa om saken: ${date}.`, `Latest source on this: ${date}.`),
  };
}
