// The identifier check at work in a form: marks behind the words, and a list with choices under each
// field. What is found, and what a choice changes, is said by the wasm module (crate `checker`).

/** A pause in typing as long as this has the whole form read, counted and listed. */
const PAUSE = 400;

/** What decides where a word stands in a field. */
const METRICS = [
  "direction", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-stretch", "font-style",
  "font-variant", "font-weight", "letter-spacing", "line-height", "overflow-wrap", "padding-bottom", "padding-left",
  "padding-right", "padding-top", "tab-size", "text-align", "text-indent", "white-space", "word-spacing",
];

/** How a mark looks, by how certain it is. */
const MARKS = ["look", "likely", "certain"].map((name) => `aw-mark aw-mark--${name}`);

/** An element with attributes and children. Text goes in as text, never as markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const button = (label, attributes) => make("button", { type: "button", ...attributes }, label);

/**
 * The layer behind a field: the same words in the same places, of which only the marks can be seen. The
 * field itself is not touched, so the caret stays and nothing moves. Each line is a block of its own,
 * and what stays the same stays in the page: a key pressed in a long text lays one line out again.
 */
class Layer {
  constructor(area) {
    this.area = area;
    this.lines = [];
    this.words = make("div", { class: "aw-marked__words" });
    this.element = make("div", { class: "aw-marked__layer", "aria-hidden": "true" }, this.words);
    area.before(this.element);
    area.parentElement.classList.add("aw-marked--live");
    this.fit();
  }

  remove() {
    this.element.remove();
    this.area.parentElement.classList.remove("aw-marked--live");
  }

  /** Takes the field's measures: at first, and whenever its size changes. */
  fit() {
    const from = getComputedStyle(this.area);
    for (const name of METRICS) this.words.style.setProperty(name, from.getPropertyValue(name));
    this.element.style.borderTopWidth = from.borderTopWidth;
    this.element.style.borderLeftWidth = from.borderLeftWidth;
    this.words.style.width = `${this.area.clientWidth}px`; // without its scroll bar
    this.scroll();
  }

  scroll() {
    this.words.style.transform = `translateY(${-this.area.scrollTop}px)`;
  }

  /** Draws a text with its marks (start, end, certainty, in a row). */
  draw(text, marks) {
    const next = cut(text, marks);
    const [start, gone, come] = difference(this.lines, next, (old, line) => old.whole === line.whole);
    const kept = Math.min(gone, come);
    for (let at = start; at < start + kept; at++) {
      this.drawLine(this.lines[at], next[at]);
    }
    for (const line of this.lines.splice(start + kept, gone - kept)) line.element.remove();
    const before = this.lines[start + kept]?.element ?? null;
    const fresh = next.slice(start + kept, start + come).map((line) => {
      const made = { element: make("div", {}), pieces: [] };
      this.drawLine(made, line);
      this.words.insertBefore(made.element, before);
      return made;
    });
    this.lines.splice(start + kept, 0, ...fresh);
  }

  drawLine(line, next) {
    const [start, gone, come] = difference(line.pieces, next.pieces, same);
    const { element } = line;
    if (gone === 1 && come === 1 && line.pieces[start].mark === next.pieces[start].mark) {
      element.childNodes[start].textContent = next.pieces[start].text; // what typing changes, mostly
    } else {
      for (let count = 0; count < gone; count++) element.childNodes[start].remove();
      const before = element.childNodes[start] ?? null;
      for (const { text, mark } of next.pieces.slice(start, start + come)) {
        element.insertBefore(mark ? make("span", { class: mark }, text) : document.createTextNode(text), before);
      }
    }
    Object.assign(line, next);
  }

  /** Scrolls to the mark that holds a place. */
  show(place) {
    let at = 0;
    for (const { element, pieces } of this.lines) {
      for (const [number, { text }] of pieces.entries()) {
        at += text.length;
        if (at <= place) continue;
        const piece = element.childNodes[number];
        const found = piece.nodeType === 1 ? piece : element;
        const [seen, to] = [this.area.getBoundingClientRect(), found.getBoundingClientRect()];
        if (to.top < seen.top || to.bottom > seen.bottom) {
          this.area.scrollTop += to.top - (seen.top + seen.bottom) / 2;
          this.scroll();
        }
        found.scrollIntoView({ block: "nearest" });
        return;
      }
    }
  }
}

const same = (one, other) => one.text === other.text && one.mark === other.mark;

/** Cuts a text into lines, and each into pieces where marks begin and end. A line keeps its line end, so
 * that an empty one has its height. */
function cut(text, marks) {
  const lines = [];
  let [start, mark] = [0, 0];
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const pieces = [];
    let at = start;
    for (; mark < marks.length && marks[mark] < end; mark += 3) {
      const [from, to] = [Math.max(marks[mark], at), Math.min(marks[mark + 1], end)];
      if (from > at) pieces.push({ text: text.slice(at, from) });
      if (to > from) pieces.push({ text: text.slice(from, to), mark: MARKS[marks[mark + 2]] });
      at = Math.max(at, to);
      if (marks[mark + 1] > end + 1) break; // it goes on in the next line
    }
    pieces.push({ text: `${text.slice(at, end)}\n` });
    lines.push({ pieces, whole: pieces.map((piece) => (piece.mark ?? "") + piece.text).join("\0") });
    start = end + 1;
  }
  return lines;
}

/** Where two lists differ: from where, and how many of each. */
function difference(old, next, equal) {
  let start = 0;
  while (start < old.length && start < next.length && equal(old[start], next[start])) start++;
  let [gone, come] = [old.length, next.length];
  while (gone > start && come > start && equal(old[gone - 1], next[come - 1])) gone--, come--;
  return [start, gone - start, come - start];
}

/** The list under a field: folded away until it is wanted, so that nothing moves while somebody writes. */
class List {
  constructor(area) {
    this.summary = make("span", { class: "nhsuk-details__summary-text" });
    this.items = make("ul", { class: "aw-found__list" });
    const head = make("summary", { class: "nhsuk-details__summary" }, this.summary);
    this.element = make("details", { class: "nhsuk-details aw-found", hidden: "" }, head, this.items);
    this.done = make("p", { class: "aw-found__done", hidden: "" });
    area.parentElement.after(this.element, this.done);
    this.shown = "";
  }

  /** Shows what is open, six texts a thing, under a heading. */
  show(open, tally) {
    this.element.hidden = open.length === 0;
    const shown = open.join("\0");
    if (this.shown === shown) return;
    this.shown = shown;
    this.summary.textContent = tally;
    const items = [];
    for (let at = 0; at < open.length; at += 6) items.push(item(...open.slice(at, at + 6)));
    this.items.replaceChildren(...items);
  }

  /** Says what was done, with a button that takes it back; or nothing. */
  say(words) {
    this.done.hidden = !words;
    this.done.replaceChildren(...(words ? [`${words} `, button("Undo", { class: "aw-found__undo", "data-undo": "" })] : []));
  }

  hide() {
    this.element.hidden = true;
    this.say("");
  }

  /** Where to go on when an item is done with: the one in its place, the last, or Undo. */
  goOnAt(position) {
    const next = this.element.hidden ? undefined : (this.items.children[position] ?? this.items.lastElementChild);
    (next ?? this.done).querySelector("button")?.focus({ preventScroll: true });
  }
}

function item(key, certainty, words, reason, change, places) {
  const choice = (code, label) =>
    // "Cut" alone does not say what, to somebody who hears one button after another.
    button(label, {
      class: "nhsuk-button nhsuk-button--secondary nhsuk-button--small",
      "data-choice": code,
      "aria-label": `${label}: ${words}`,
    });
  const shown = make("span", { class: MARKS[certainty] }, words);
  const look = certainty === "0" ? "worth a look: " : "";
  const twins = places === "1" ? "" : `, in ${places} places`;
  return make(
    "li",
    { class: "aw-found__item", "data-key": key },
    make(
      "p",
      { class: "aw-found__what" },
      button(shown, { class: "aw-found__words", "data-show": "", "aria-label": `${words}: show it in the text` }),
      " ",
      make("span", { class: "aw-found__why" }, `${look}${reason}${twins}`),
    ),
    make(
      "div",
      { class: "aw-found__choices" },
      ...(change ? [choice("change", `Change to “${change}”`)] : []),
      choice("cut", "Cut"),
      choice("leave", "Leave it"),
    ),
  );
}

/**
 * Puts words in place of others as typing would, so that the browser's own undo knows of it. Where a
 * browser does not let a page type, the words are set, and the Undo button is what takes them back.
 */
function put(area, start, end, words) {
  const length = words.length;
  const caret = (at) => (at <= start ? at : at >= end ? at - end + start + length : start + length);
  const [from, to] = [caret(area.selectionStart), caret(area.selectionEnd)];
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
    area.setRangeText(words, start, end);
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(from, to);
}

/** The check over the fields of a form that are marked with `data-check`. */
export class LiveCheck {
  /** `check` is the wasm module's, made for as many fields; `count` is the line that says what was found. */
  constructor(form, count, makeCheck) {
    const areas = [...form.querySelectorAll("textarea[data-check]")];
    this.fields = areas.map((area) => ({ area, list: new List(area) }));
    this.check = makeCheck(areas.length);
    this.count = count;
    this.isOn = false;
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("click", (event) => this.clicked(event));
    const resized = new ResizeObserver(() => this.fields.forEach(({ layer }) => layer?.fit()));
    for (const field of this.fields) {
      field.area.addEventListener("scroll", () => field.layer?.scroll());
      resized.observe(field.area);
    }
  }

  turnOn() {
    this.isOn = true;
    for (const field of this.fields) field.layer = new Layer(field.area);
    this.settle();
  }

  turnOff() {
    this.isOn = false;
    clearTimeout(this.timer);
    for (const field of this.fields) {
      field.layer?.remove();
      field.layer = undefined;
      field.list.hide();
    }
  }

  /** A key was pressed: the marks follow at once, the rest in a pause. */
  typed({ target }) {
    const at = this.fields.findIndex(({ area }) => area === target);
    if (at < 0 || !this.isOn || this.isChoosing) return;
    this.check.typed(at, target.value);
    this.draw(at);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), PAUSE);
  }

  draw(at) {
    const { area, layer } = this.fields[at];
    layer.draw(area.value, this.check.marks(at));
  }

  /** Reads the whole form, marks it, lists it, and counts. `done` has just been done, and is told too. */
  settle(done = "") {
    this.fields.forEach(({ area }, at) => this.check.typed(at, area.value));
    this.check.settle();
    let isEmpty = true;
    this.fields.forEach(({ list }, at) => {
      this.draw(at);
      const open = this.check.open(at);
      list.show(open, this.check.tally(at));
      isEmpty &&= open.length === 0;
    });
    const more = isEmpty ? " The check misses things: read it once more as a stranger would." : "";
    const words = `${done}${this.check.tally()}.${more}`;
    if (this.count.textContent !== words) this.count.textContent = words; // told again only when it is news
    // Undo is offered as long as the words are those that the choice left.
    if (this.undo?.texts.some(({ area, after }) => area.value !== after)) this.forgetUndo();
  }

  forgetUndo() {
    this.undo = undefined;
    for (const { list } of this.fields) list.say("");
  }

  clicked({ target }) {
    const pressed = target.closest("button");
    const field = this.fields.find(({ list }) => list.element.contains(pressed) || list.done.contains(pressed));
    if (!pressed || !field) return;
    const item = pressed.closest("[data-key]");
    const key = item?.dataset.key;
    if (pressed.dataset.choice) this.choose(field, item, key, pressed.dataset.choice);
    else if (pressed.dataset.show !== undefined) this.show(field, key);
    else if (pressed.dataset.undo !== undefined) this.takeBack(field);
  }

  choose(field, item, key, choice) {
    const position = [...field.list.items.children].indexOf(item);
    const words = item.querySelector(".aw-mark").textContent;
    // What was typed since the last pause counts, too.
    this.settle();
    const at = this.fields.indexOf(field);
    const open = this.check.open(at);
    const thing = open.indexOf(key);
    if (thing < 0) return;
    const [change, places] = open.slice(thing + 4, thing + 6);
    const before = this.fields.map(({ area }) => ({ area, before: area.value }));
    const edits = this.check.choose(key, choice);
    this.withoutMoving(() => {
      for (let edit = 0; edit < edits.length; edit += 4) {
        const [number, start, end] = edits.slice(edit, edit + 3).map(Number);
        put(this.fields[number].area, start, end, edits[edit + 3]);
      }
    });
    const twins = places === "1" ? "" : ` in ${places} places`;
    const done = {
      change: `Changed “${words}” to “${change}”${twins}.`,
      cut: `Cut “${words}”${twins}.`,
      leave: `Left “${words}” as it is.`,
    }[choice];
    this.forgetUndo();
    const texts = before
      .map((text) => ({ ...text, after: text.area.value }))
      .filter((text) => text.before !== text.after);
    this.undo = { texts, left: choice === "leave" ? key : undefined };
    field.list.say(done);
    this.settle(`${done} `);
    field.list.goOnAt(position);
  }

  takeBack(field) {
    const { texts, left } = this.undo ?? { texts: [] };
    if (left) this.check.takeUpAgain(left);
    this.withoutMoving(() => {
      for (const { area, before, after } of texts) {
        const [start, gone, come] = difference(after, before, (one, other) => one === other);
        put(area, start, start + gone, before.slice(start, start + come));
      }
    });
    this.forgetUndo();
    this.settle("Taken back. ");
    field.list.goOnAt(0);
  }

  /** Selecting and typing moves the page to where that happens; it is put back before anybody sees. */
  withoutMoving(deed) {
    const [x, y] = [scrollX, scrollY];
    this.isChoosing = true;
    deed();
    this.isChoosing = false;
    scrollTo(x, y);
  }

  /** Selects the first place of a finding in its field. */
  show({ area, layer }, key) {
    const at = this.fields.findIndex((field) => field.area === area);
    const [start, end] = this.check.place(at, key);
    if (start === undefined) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    layer.show(start);
  }
}
