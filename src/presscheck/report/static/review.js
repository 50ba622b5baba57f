const VERDICTS = ["real", "not real", "unsure"];
const main = document.getElementById("main");
const items = [...document.querySelectorAll("li[data-fingerprint]")];
const told = make("span", { class: "small", role: "status" });
let current = -1;
const keyOf = item => `presscheck.verdict.${item.dataset.rule}.${item.dataset.fingerprint}`;
function kept(item) { try { return JSON.parse(store.get(keyOf(item))) || {} } catch { return {} } }
function show(item) {
  const { verdict } = kept(item);
  for (const button of item.querySelectorAll(".verdict button")) button.setAttribute("aria-pressed", button.dataset.verdict === verdict);
}
function count() { told.textContent = `${items.filter(item => kept(item).verdict).length} of ${items.length} decided` }
function decide(item, verdict) {
  const before = kept(item), note = item.querySelector(".verdict input").value.trim();
  const chosen = verdict === before.verdict ? null : verdict || before.verdict || null;
  const line = chosen && JSON.stringify({ article_id: main.dataset.article, source: main.dataset.source, rule: item.dataset.rule,
    fingerprint: item.dataset.fingerprint, verdict: chosen, note, run: main.dataset.run, decided: new Date().toISOString() });
  const saved = store.set(keyOf(item), line);
  show(item); count();
  if (!saved) told.textContent = "This browser keeps nothing for this page: the verdict is lost when it is closed.";
}
for (const item of items) {
  item.tabIndex = -1;
  const name = `${item.dataset.rule}, finding ${item.id.slice(1)}`;
  const box = make("div", { class: "verdict", role: "group", "aria-label": `Verdict on ${name}` });
  VERDICTS.forEach((verdict, n) => {
    const button = make("button", { type: "button", "data-verdict": verdict, "aria-pressed": "false", title: `Key ${n + 1}` }, verdict);
    button.addEventListener("click", () => decide(item, verdict));
    box.append(button);
  });
  const note = make("input", { type: "text", "aria-label": `Note on ${name}`, placeholder: "Note", maxlength: "500" });
  note.value = kept(item).note || "";
  note.addEventListener("change", () => { if (kept(item).verdict) decide(item) });
  box.append(note);
  item.append(box);
  item.addEventListener("focusin", () => { current = items.indexOf(item) });
  show(item);
}
function step(by) {
  if (!items.length) return;
  current = Math.min(items.length - 1, Math.max(0, current + by));
  const folded = items[current].closest("details");
  if (folded) folded.open = true;
  items[current].focus({ preventScroll: true });
  items[current].scrollIntoView({ block: "nearest" });
  const place = document.getElementById(items[current].dataset.anchor);
  const around = place && place.closest("details");
  if (around) around.open = true;
  if (place && place.offsetParent) place.scrollIntoView({ block: "center" });
}
const judge = n => () => current < 0 ? false : decide(items[current], VERDICTS[n]);
if (items.length) document.querySelector("[data-keys]").append(told, exporter());
count();
keyboard({
  j: () => step(1), k: () => step(-1), "]": () => follow("a[rel=next]"), "[": () => follow("a[rel=prev]"),
  u: () => follow(".where a"), "/": () => follow("a[data-explorer]"), 1: judge(0), 2: judge(1), 3: judge(2),
  r() { const clean = document.getElementById("clean"); (clean.checked ? document.querySelector("input[name=view]:not(#clean)") : clean).checked = true },
}, [["j k", "next and previous finding"], ["] [", "next and previous article"], ["1 2 3", "real, not real, unsure; again to take it back"],
  ["r", "page as it came, or clean text"], ["u", "up to the overview"], ["/", "explorer"], ["?", "this list"]]);
