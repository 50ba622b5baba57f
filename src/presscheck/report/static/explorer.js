/* Rows come from classic scripts, since a page that is opened from disk may not fetch. See explorer.py for their shape. */
const KINDS = ["rule", "family", "severity", "outlet", "date", "is", "story", "has", "lang"];
const SEVERITIES = ["error", "warning", "info"];
const rows = [], texts = [];
let heads = null, shown = [], selected = 0, rowHeight = 58;
const narrow = matchMedia("(max-width: 30rem)"), printed = matchMedia("print"), PRINTED = 500;
globalThis.presscheckHeads = given => { heads = given };
globalThis.presscheckRows = given => { for (const row of given) rows.push(row) };
const at = id => document.getElementById(id);
/* `-rule:BP01 "two words" word` to [{kind, value, not}]. */
function parse(query) {
  const tokens = [];
  for (const [, not, kind, quoted, bare] of query.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
    const known = KINDS.includes(kind), value = quoted ?? bare;
    tokens.push({ kind: known ? kind : "", value: (known || !kind ? value : `${kind}:${value}`).toLowerCase(), not: not === "-" });
  }
  return tokens;
}
/* Numbers of kinds of findings, [rule, severity], that a token names. */
function named({ kind, value }) {
  const wanted = new Set();
  heads.kinds.forEach(([code, name, severity], n) => {
    const of = { rule: [code.toLowerCase(), name], family: [code.slice(0, 2).toLowerCase()], severity: [SEVERITIES[severity]] }[kind];
    if (of.includes(value)) wanted.add(n);
  });
  return wanted;
}
function test({ kind, value }) {
  switch (kind) {
    case "outlet": { const is = heads.outlets.map(name => name.toLowerCase().includes(value)); return row => is[row[3]] }
    case "date": { const [from, to = from] = value.split("..");
      return row => row[4] !== "" && (!from || row[4] >= from.slice(0, 10)) && (!to || row[4].slice(0, to.length) <= to) }
    case "is": return { new: row => row[7] > 0, undated: row => !row[4], clean: row => !row[5].length, copied: row => row[6] >= 0,
      decided: row => decided.has(row[0]) }[value] || (() => false);
    case "story": return row => row[6] >= 0 && heads.stories[row[6]].startsWith(value);
    case "lang": return row => heads.languages[row[8]] === value;
    case "has": { const least = parseInt(value, 10) || 0, more = value.endsWith("+");
      return row => { let n = 0; for (let i = 1; i < row[5].length; i += 2) n += row[5][i]; return more ? n >= least : n === least } }
    case "": return (row, n) => texts[n].includes(value);
  }
}
const decided = new Set();
/* Kinds of tokens all hold, values of one kind in turn suffice, words all hold; what is named with - must not be. Rule, family
   and severity are asked of one and the same finding. */
function filter(query) {
  const tokens = parse(query), of = new Map(), not = [];
  let finding = null;
  for (const token of tokens) {
    if (["rule", "family", "severity"].includes(token.kind)) {
      const wanted = named(token);
      if (token.not) not.push(row => { for (let i = 0; i < row[5].length; i += 2) if (wanted.has(row[5][i])) return true; return false });
      else { const key = `finding ${token.kind}`; of.set(key, new Set([...(of.get(key) || []), ...wanted])) }
    } else if (token.not) not.push(test(token));
    else { const key = token.kind || `word ${token.value}`; of.set(key, [...(of.get(key) || []), test(token)]) }
  }
  const any = [];
  for (const [key, values] of of) {
    if (key.startsWith("finding ")) finding = finding ? new Set([...finding].filter(n => values.has(n))) : values;
    else any.push(values);
  }
  const found = [];
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n];
    if (finding) { let hit = false; for (let i = 0; i < row[5].length && !hit; i += 2) hit = finding.has(row[5][i]); if (!hit) continue }
    if (any.every(values => values.some(each => each(row, n))) && !not.some(each => each(row, n))) found.push(n);
  }
  return found;
}
const count = (n, one) => `${n.toLocaleString("en")} ${n === 1 || one === "info" ? one : one + "s"}`;
function totals() {
  const sums = [0, 0, 0], outlets = new Set(), stories = new Set();
  for (const n of shown) {
    const row = rows[n];
    for (let i = 0; i < row[5].length; i += 2) sums[heads.kinds[row[5][i]][2]] += row[5][i + 1];
    outlets.add(row[3]);
    if (row[6] >= 0) stories.add(row[6]);
  }
  const said = [`${shown.length.toLocaleString("en")} of ${count(rows.length, "article")}`, ...SEVERITIES.map((word, n) => count(sums[n], word)),
    count(outlets.size, "outlet"), stories.size === 1 ? "1 story" : `${stories.size.toLocaleString("en")} stories`];
  at("totals").textContent = said.join(", ");
}
const address = ([id, page]) => page === 0 ? `articles/${id}.html` : page > 0 ? `windows/${String(page).padStart(4, "0")}.html#${id}` : "";
function line(place) {
  const row = rows[shown[place]], href = address(row), title = row[2];
  const head = make(href ? "a" : "span", href ? { href } : {}, title);
  const found = make("span", { class: "codes" });
  for (let i = 0; i < row[5].length; i += 2) {
    const [code, name, severity] = heads.kinds[row[5][i]];
    found.append(make("span", { class: `code ${SEVERITIES[severity]}`, title: `${name}, ${SEVERITIES[severity]}` }, row[5][i + 1] > 1 ? `${code}\u00d7${row[5][i + 1]}` : code), " ");
  }
  const item = make("li", { class: place === selected ? "selected" : "", "aria-posinset": place + 1, "aria-setsize": shown.length },
    make("p", { dir: "auto", lang: heads.languages[row[8]] || "" }, head), make("p", { class: "small" }, make("bdi", {}, heads.outlets[row[3]] || "no outlet"), `, ${row[4] || "undated"}${row[7] ? `, ${row[7]} new` : ""} `, found));
  item.style.top = `${place * rowHeight}px`;
  return item;
}
function draw() {
  rowHeight = narrow.matches ? 80 : 58;
  const list = at("list"), view = at("view"), top = printed.matches ? 0 : Math.max(0, Math.floor(view.scrollTop / rowHeight) - 8);
  const inside = list.contains(document.activeElement);
  const end = Math.min(shown.length, printed.matches ? PRINTED : top + Math.ceil(view.clientHeight / rowHeight) + 16);
  at("printed").textContent = shown.length > PRINTED ? `The first ${PRINTED} of ${count(shown.length, "article")} are printed.` : "";
  list.style.height = `${shown.length * rowHeight}px`;
  list.replaceChildren(...Array.from({ length: Math.max(0, end - top) }, (_, n) => line(top + n)));
  if (inside) focus();
}
/* The row that has the focus is the selected one: drawing the rows anew gives the focus back to it. */
function focused({ target }) {
  const item = target.closest("li");
  selected = item.getAttribute("aria-posinset") - 1;
  for (const each of at("list").children) each.classList.toggle("selected", each === item);
}
function focus() { const link = at("list").querySelector(".selected a"); if (link) link.focus({ preventScroll: true }) }
function select(place) {
  if (!shown.length) return;
  selected = Math.min(shown.length - 1, Math.max(0, place));
  const view = at("view"), top = selected * rowHeight;
  if (top < view.scrollTop) view.scrollTop = top;
  if (top + rowHeight > view.scrollTop + view.clientHeight) view.scrollTop = top + rowHeight - view.clientHeight;
  draw(); focus();
}
function update() {
  const start = performance.now();
  shown = filter(at("query").value);
  at("nothing").hidden = shown.length > 0;
  at("view").hidden = !shown.length;
  selected = 0; at("view").scrollTop = 0;
  totals(); draw();
  document.body.dataset.ms = (performance.now() - start).toFixed(1);
}
function keep() {
  const query = at("query").value.trim();
  history.replaceState(null, "", query ? `#${encodeURIComponent(query)}` : location.pathname + location.search);
}
function asked() { try { return decodeURIComponent(location.hash.slice(1)) } catch { return "" } }
document.addEventListener("DOMContentLoaded", () => {
  const missing = at("missing");
  if (!heads || rows.length !== heads.articles) {
    missing.hidden = false;
    missing.textContent = `${rows.length.toLocaleString("en")} of ${count(heads ? heads.articles : 0, "article")} were found: the folder explorer/ has to lie beside this page, whole.`;
    if (!heads) return;
  }
  for (const row of rows) texts.push(`${row[2]} ${heads.outlets[row[3]]} ${row[0]} ${row[9] || ""}`.toLowerCase());
  try { for (const text of exported()) decided.add(JSON.parse(text).article_id) } catch { /* nothing is kept here */ }
  at("query").value = asked();
  at("query").disabled = false;
  at("query").addEventListener("input", () => { update(); keep() });
  addEventListener("hashchange", () => { at("query").value = asked(); update() });
  at("list").addEventListener("focusin", focused);
  at("view").addEventListener("scroll", () => requestAnimationFrame(draw));
  addEventListener("resize", draw);
  printed.addEventListener("change", draw);
  document.querySelector("[data-keys]").append(exporter());
  keyboard({ j: () => select(document.activeElement.closest("#list") ? selected + 1 : selected), k: () => select(selected - 1), u: () => follow(".where a"),
    "/": () => at("query").focus() }, [["j k", "next and previous article"], ["Enter", "open it"], ["/", "to the box"], ["Escape", "out of the box"],
    ["u", "up to the overview"], ["?", "this list"]]);
  update();
  document.body.dataset.ready = "yes";
});
