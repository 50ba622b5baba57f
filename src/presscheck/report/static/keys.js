"use strict";
/* Keys for both pages that have a script. A key does nothing while a field has the focus, or when they are switched off. */
const store = { get(key) { try { return localStorage.getItem(key) } catch { return null } },
  set(key, value) { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); return true } catch { return false } } };
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
function keyboard(keys, told) {
  const box = make("input", { type: "checkbox", id: "keys" });
  const list = make("dl", { class: "figures", id: "key-list" });
  for (const [key, what] of told) list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, what));
  const help = make("details", { class: "keys-help" }, make("summary", {}, "Keys"), list);
  box.checked = store.get("presscheck.keys") !== "off";
  box.addEventListener("change", () => store.set("presscheck.keys", box.checked ? null : "off"));
  document.querySelector("[data-keys]").append(make("label", {}, box, " keyboard shortcuts"), help);
  document.addEventListener("keydown", event => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (event.key === "Escape" && typing) return typing.blur();
    if (typing) return;
    if (event.key === "Escape") { help.open = false; return }
    if (event.key === "?") { help.open = !help.open; if (help.open) help.firstChild.focus(); return event.preventDefault() }
    if (Object.hasOwn(keys, event.key) && keys[event.key]() !== false) event.preventDefault();
  });
}
function follow(selector) { const link = document.querySelector(selector); if (!link) return false; location.href = link.href }
/* All verdicts that this browser keeps, a JSON object a line. */
function exported() {
  const lines = [];
  for (let n = 0; n < localStorage.length; n++) {
    const key = localStorage.key(n);
    if (key.startsWith("presscheck.verdict.")) lines.push(localStorage.getItem(key));
  }
  return lines.sort();
}
function exporter() {
  const button = make("button", { type: "button", id: "export" }, "Export decisions.jsonl");
  button.addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([exported().map(line => line + "\n").join("")], { type: "application/jsonl" }));
    make("a", { href: url, download: "decisions.jsonl" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });
  return button;
}
