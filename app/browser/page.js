// For every page of somebody signed in: hide it quickly, and never show a remembered copy of it.
const page = document.documentElement;

// A page out of the back/forward cache was drawn before a lock or a sign-out: hide it, ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    page.classList.add("aw-hidden");
    location.reload();
  }
});

// The other tabs of this browser hide in the same moment. Each then presses its own button, so that
// an editor saves, or holds, what is typed in it. "Sign out" hides them too.
const others = "BroadcastChannel" in window ? new BroadcastChannel("hide") : undefined;
const hide = () => document.querySelector("[data-hide]")?.click();
others?.addEventListener("message", () => {
  page.classList.add("aw-hidden");
  hide();
});
addEventListener("click", (event) => {
  // A press by the script is one of those below, or an idle editor's own, which concerns it alone.
  if (event.isTrusted && event.target.closest?.("[data-hide], [data-sign-out]")) others?.postMessage("");
});

// Escape twice hides the page at once, then locks the session (the editor saves in the same step).
// Escape twice again shows it, should the network have been lost on the way.
let lastEscape = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const twice = event.timeStamp - lastEscape < 700;
  lastEscape = twice ? -Infinity : event.timeStamp;
  if (!twice) return;
  if (!page.classList.toggle("aw-hidden")) return;
  others?.postMessage("");
  hide();
});

// Buttons that only a script can serve stay hidden without one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
