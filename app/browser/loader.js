// Wakes the islands of a page. Only pages that have islands load this file, and they work without it.
const marks = document.getElementById("loader").dataset;
// leptos reads these; we send no resources, so they are empty.
window.__RESOLVED_RESOURCES = [];
window.__SERIALIZED_ERRORS = [];
window.__INCOMPLETE_CHUNKS = [];
const islands = await import(marks.glue);
await islands.default({ module_or_path: marks.wasm });
islands.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  islands[island.dataset.component]?.(island);
}
