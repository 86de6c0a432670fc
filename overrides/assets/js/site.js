// What every page has beyond HTML: light or dark, and a language switch that keeps the place on the page.

const root = document.documentElement;
const toggle = document.querySelector("[data-theme-toggle]");

if (toggle) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const isDark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // A browser that keeps nothing still switches this page.
    }
  });
}

// Where cases can be taken into the comparison, and nowhere else, comes the script for it.
if (document.querySelector("[data-pick]")) import("asset:pick.js");

// The section last reached by a link or by reading, so that the other language opens there too.
function currentSection() {
  const reached = [...document.querySelectorAll("main section > h2[id]")].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 3,
  );
  return scrollY > 80 && reached.length ? `#${reached.at(-1).id}` : location.hash;
}

for (const link of document.querySelectorAll("[data-keep-fragment]")) {
  link.addEventListener("click", () => {
    const query = new URLSearchParams(location.search).toString();
    link.hash = currentSection();
    link.search = query;
  });
}

// "/" goes to the search, as readers of documentation expect.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const field = [...document.querySelectorAll("input[type=search]")].find((input) => input.offsetParent);
  if (field) field.focus();
  else location.href = document.querySelector("[data-search-link]").href;
});

// A worker keeps visited pages for when the line drops. It is told of the page that was open before it began.
const worker = document.querySelector("script[data-worker]")?.dataset.worker;
if (worker && "serviceWorker" in navigator) {
  addEventListener("load", async () => {
    const isFirst = !navigator.serviceWorker.controller;
    try {
      await navigator.serviceWorker.register(worker);
      const { active } = await navigator.serviceWorker.ready;
      const files = performance.getEntriesByType("resource").map((entry) => entry.name);
      if (isFirst) active.postMessage({ page: location.href.split("#")[0], files });
    } catch {
      // Where a browser allows no worker, the page is as good as ever.
    }
  });
}
