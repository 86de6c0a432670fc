// The gateway's table, narrowed to who one is, what one needs and where. The choice stands in the address.

import { counted } from "asset:amounts.js";

const page = document.querySelector("[data-gateway]");
const form = page.querySelector("form");
const count = page.querySelector("[data-count]");
const unsure = page.querySelector("[data-unsure]");
const forms = JSON.parse(count.dataset.counted);

function narrow() {
  const chosen = Object.fromEntries(new FormData(form));
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(chosen)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
  for (const cell of page.querySelectorAll("[data-state]")) {
    cell.hidden = Boolean(chosen.state) && cell.dataset.state !== chosen.state;
  }
  for (const row of page.querySelectorAll("[data-task]")) {
    row.hidden = Boolean(chosen.task) && row.dataset.task !== chosen.task;
  }
  let shown = 0;
  let anyUnsure = false;
  for (const entry of page.querySelectorAll("[data-audience]")) {
    // Where no source says who may use a channel, it is shown all the same, and marked.
    const audience = entry.dataset.audience;
    entry.hidden = Boolean(chosen.who) && audience !== "" && !audience.split(" ").includes(chosen.who);
    entry.classList.toggle("is-unsure", Boolean(chosen.who) && audience === "");
    const isShown = !entry.hidden && !entry.closest("[data-state]").hidden && !entry.closest("[data-task]").hidden;
    shown += isShown ? 1 : 0;
    anyUnsure ||= isShown && entry.classList.contains("is-unsure");
  }
  unsure.hidden = !anyUnsure;
  count.textContent = counted(forms, shown);
}

const given = new URLSearchParams(location.search);
for (const field of form.elements) {
  const value = given.get(field.name) ?? "";
  if ([...(field.options ?? [])].some((option) => option.value === value)) field.value = value;
}
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", narrow);
form.hidden = false;
narrow();
