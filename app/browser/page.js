// For every page of somebody signed in: hide it quickly, and never show a remembered copy of it.
const page = document.documentElement;

// A page out of the back/forward cache was drawn before a lock or a sign-out: hide it, ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    page.classList.add("aw-hidden");
    location.reload();
  }
});

// Escape twice hides the page at once, then locks the session (the editor saves in the same step).
// Escape twice again shows it, should the network have been lost on the way.
let lastEscape = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const twice = event.timeStamp - lastEscape < 700;
  lastEscape = twice ? -Infinity : event.timeStamp;
  if (!twice) return;
  if (page.classList.toggle("aw-hidden")) document.querySelector("[data-hide]")?.click();
});

// Buttons that only a script can serve stay hidden without one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
