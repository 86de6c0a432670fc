// Before the first paint, or a reader who chose dark would see a flash of light. No module: those come after it.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") || "";
} catch {
  // A browser that keeps nothing follows the system.
}
