// A button on every case that takes it into the comparison, and a tray that says what is in it.

import { MOST, query, read, write } from "asset:chosen.js";

const tray = document.querySelector("[data-tray]");
const said = tray.querySelector("[data-tray-text]");
const link = tray.querySelector("[data-tray-link]");
const target = link.getAttribute("href");
const number = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en");
const buttons = [];

function show() {
  const ids = read();
  for (const { button, id } of buttons) {
    const isChosen = ids.includes(id);
    button.setAttribute("aria-pressed", String(isChosen));
    button.disabled = !isChosen && ids.length >= MOST;
    button.title = button.disabled ? tray.dataset.full : "";
  }
  tray.hidden = !ids.length;
  said.textContent = tray.dataset.says
    .replace("{count}", number.format(ids.length))
    .replace("{most}", number.format(MOST));
  link.href = `${target}?${query(ids)}`;
}

for (const place of document.querySelectorAll("[data-pick]")) {
  const id = place.dataset.pick;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pick";
  const title = document.createElement("span");
  title.className = "visually-hidden";
  title.textContent = `: ${place.closest("article, tr").querySelector("h1, .card-title, th a").textContent.trim()}`;
  button.append(tray.dataset.label, title);
  button.addEventListener("click", () => {
    const ids = read();
    write(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(0, MOST));
    show();
  });
  place.append(button);
  buttons.push({ button, id });
}
tray.querySelector("[data-tray-clear]").addEventListener("click", () => {
  write([]);
  show();
  document.querySelector("main").focus();
});
show();
addEventListener("pageshow", show); // the reader may come back to a page that the browser kept
