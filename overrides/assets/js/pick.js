// A button on every case that takes it into the comparison, and a tray that says what is in it.

import { number } from "asset:amounts.js";
import { MOST, query, read, write } from "asset:chosen.js";

const tray = document.querySelector("[data-tray]");
const said = tray.querySelector("[data-tray-text]");
const link = tray.querySelector("[data-tray-link]");
const target = link.getAttribute("href");

function show() {
  const ids = read();
  for (const place of document.querySelectorAll("[data-pick]")) {
    const made = place.querySelector("button") ?? button(place);
    const isChosen = ids.includes(place.dataset.pick);
    made.setAttribute("aria-pressed", String(isChosen));
    made.disabled = !isChosen && ids.length >= MOST;
    made.title = made.disabled ? tray.dataset.full : "";
  }
  tray.hidden = !ids.length;
  said.textContent = tray.dataset.says
    .replace("{count}", number.format(ids.length))
    .replace("{most}", number.format(MOST));
  link.href = `${target}?${query(ids)}`;
}

function button(place) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pick";
  const title = document.createElement("span");
  title.className = "visually-hidden";
  title.textContent = `: ${place.closest("article, tr").querySelector("h1, .card-title, th a").textContent.trim()}`;
  made.append(tray.dataset.label, title);
  made.addEventListener("click", () => {
    const [ids, id] = [read(), place.dataset.pick];
    write(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(0, MOST));
    show();
  });
  place.append(made);
  return made;
}

tray.querySelector("[data-tray-clear]").addEventListener("click", () => {
  write([]);
  show();
  document.querySelector("main").focus();
});
show();
addEventListener("pageshow", show); // the reader may come back to a page that the browser kept
document.addEventListener("cards", show); // the page of all cases has brought up more
