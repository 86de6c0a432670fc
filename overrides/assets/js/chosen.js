// The cases chosen for the comparison, kept in this tab. An id is a country and a name: oman/tajawob.

export const MOST = 4;
const KEY = "compare";
const ID = /^[a-z-]+\/[a-z0-9-]+$/;

export function clean(ids) {
  return [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST);
}

export function read() {
  try {
    return clean(JSON.parse(sessionStorage.getItem(KEY)) ?? []);
  } catch {
    return []; // a browser that keeps nothing
  }
}

export function write(ids) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // The address holds them on the page that compares.
  }
}

export function query(ids) {
  return ids.map((id) => `c=${encodeURIComponent(id).replace("%2F", "/")}`).join("&");
}
