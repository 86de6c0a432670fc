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
  const field = document.querySelector("input[type=search]");
  if (field) field.focus();
  else location.href = document.querySelector("[data-search-link]").href;
});
