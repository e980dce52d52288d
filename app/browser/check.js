// The identifier check of a form. Its button asks the server for a list; with this script it becomes a
// switch that marks words as they are written, on this computer. What that takes (a wasm module and a
// lexicon) is fetched when the switch is first pressed. Where it cannot be had, the button asks the
// server after all.
const marks = document.getElementById("check-script").dataset;
const button = document.querySelector("[data-check-switch]");
const count = document.querySelector("[data-check-count]");
const listed = document.getElementById("check");
const about = "As you write, on this computer. Nothing is sent anywhere.";

let loading;
let live;
const load = async () => {
  const [{ LiveCheck, default: init, Check }, wasm, lexicon] = await Promise.all([
    import(marks.glue),
    fetch(marks.wasm),
    fetch(marks.lexicon),
  ]);
  if (!lexicon.ok) throw new Error("the lexicon did not come");
  await init({ module_or_path: wasm });
  const words = new Uint8Array(await lexicon.arrayBuffer());
  return new LiveCheck(button.form, count, (fields) => new Check(words, fields));
};

const turn = (on) => {
  button.setAttribute("aria-checked", on);
  if (listed) listed.hidden = on;
};

button.type = "button";
button.setAttribute("role", "switch");
turn(false);
count.textContent = about;
count.setAttribute("role", "status");
button.addEventListener("click", async (event) => {
  if (button.getAttribute("aria-checked") === "true") {
    turn(false);
    live?.turnOff();
    count.textContent = about;
    return;
  }
  turn(true);
  try {
    live = await (loading ??= load()); // once, however often it is pressed meanwhile
    // It may have been switched off again meanwhile.
    if (button.getAttribute("aria-checked") === "true") live.turnOn();
  } catch {
    button.type = "submit";
    button.form.requestSubmit(button);
  }
});
