// The page desk: keys, lines chosen by mouse and arrows, article and lines that show each other, and saving as one types. The page works without it.

const form = document.getElementById("page-desk");
const lines = form.querySelector(".desk-lines");
const boxes = [...form.querySelectorAll(".line input")];
const chosen = form.querySelector(".chosen output");
const dialog = document.getElementById("desk-keys");
const seen = form.elements.seen;
const idle = 2000; // ms without a keystroke, then it is saved

// Lines

let anchor = 0;
const count = () => {
  if (chosen) {
    chosen.textContent = boxes.filter((box) => box.checked).length;
  }
};
const choose = (from, to, on = true) => {
  for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) {
    boxes[at].checked = on;
  }
  count();
};

lines.addEventListener("click", (event) => {
  const at = boxes.indexOf(event.target);
  if (at >= 0) {
    if (event.shiftKey) {
      choose(anchor, at, true);
    }
    anchor = at;
    count();
  }
});

let dragging = -1;
form.addEventListener("pointerdown", (event) => {
  const line = event.button === 0 && event.target.closest?.(".line .raw-text, .line .number");
  dragging = line ? boxes.indexOf(line.parentElement.querySelector("input")) : -1;
});
form.addEventListener("pointerover", (event) => {
  const line = event.buttons === 1 && dragging >= 0 && event.target.closest?.(".line");
  if (line) {
    choose(dragging, boxes.indexOf(line.querySelector("input")));
  }
});
document.addEventListener("pointerup", () => {
  dragging = -1;
});

const walk = (event) => {
  const at = boxes.indexOf(document.activeElement);
  const next = at + { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || !boxes[next]) {
    return false;
  }
  if (event.shiftKey) {
    choose(at, next);
  }
  boxes[next].focus();
  anchor = next;
  return true;
};

// Each side shows the other

let lit = "";
const light = (key) => {
  if (key !== lit) {
    lit = key;
    for (const part of form.querySelectorAll("[data-article]")) {
      part.classList.toggle("lit", part.dataset.article === key);
    }
  }
};
// Only the list scrolls: a button that is being pressed must not move away from under the mouse.
const bringUp = (run) => {
  const [top, bottom] = [lines.scrollTop, lines.scrollTop + lines.clientHeight];
  const place = run ? run.offsetTop - lines.offsetTop : top;
  if (run && (place + run.offsetHeight < top || place > bottom - 60)) {
    lines.scrollTop = place - 20;
  }
};
const show = (event) => light(event.target.closest?.("[data-article]")?.dataset.article ?? lit);
form.addEventListener("pointerover", show);
form.addEventListener("focusin", (event) => {
  show(event);
  if (event.target.closest(".card")) {
    bringUp(form.querySelector(".run.lit"));
  }
});

// Saving as one types

const waiting = new Map();
let saving = Promise.resolve();
let busy = 0;
const say = (card, words, bad) => {
  const place = card.querySelector(".saved");
  place.textContent = words;
  place.classList.toggle("bad", bad);
};
const sent = (card) => {
  const fields = new FormData();
  fields.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fields.set("act", "save");
  fields.set("seen", seen.value);
  for (const field of card.querySelectorAll("input[name], textarea")) {
    fields.set(field.name, field.value);
  }
  return fields;
};
const save = async (card) => {
  waiting.delete(card);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: sent(card), headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) {
      const versions = new Map(`${seen.value} ${told.versions}`.trim().split(" ").map((pair) => pair.split(":")));
      seen.value = [...versions].map((pair) => pair.join(":")).join(" ");
      card.classList.toggle("unsaved", waiting.has(card));
    }
    say(card, waiting.has(card) ? form.dataset.unsaved : told.said, !answer.ok);
  } catch {
    say(card, form.dataset.lost, true);
  }
};

form.addEventListener("input", (event) => {
  const card = event.target.closest(".card");
  if (card) {
    card.classList.add("unsaved");
    clearTimeout(waiting.get(card));
    say(card, form.dataset.unsaved, false);
    waiting.set(card, setTimeout(() => {
      busy += 1;
      saving = saving.then(() => save(card)).then(() => {
        busy -= 1;
      });
    }, idle));
  }
});

// Sending waits for what is being saved; then it takes along what is not saved yet.
let leaving = false;
form.addEventListener("submit", (event) => {
  for (const timer of waiting.values()) {
    clearTimeout(timer);
  }
  leaving = true;
  sessionStorage.setItem("desk-scroll", `${location.pathname} ${window.scrollY} ${lines.scrollTop}`);
  if (busy) {
    event.preventDefault();
    const button = event.submitter;
    saving.then(() => setTimeout(() => form.requestSubmit(button))); // not within this event: it would be ignored
  }
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && form.querySelector(".card.unsaved")) {
    event.preventDefault();
  }
});
const [path, page, list] = (sessionStorage.getItem("desk-scroll") ?? "").split(" ");
sessionStorage.removeItem("desk-scroll");
if (path === location.pathname && !form.querySelector(".trouble")) {
  window.scrollTo({ top: Number(page), behavior: "instant" });
  lines.scrollTop = Number(list);
}

// Keys

const isOn = () => localStorage.getItem("desk-keys") !== "off";
const isTyping = (target) => target.matches("textarea, select, input:not([type=checkbox])");
const buttonOf = (key) => {
  const card = document.activeElement.closest(".card") ?? form.querySelector(".card.lit");
  const find = (place, name) => [...place.querySelectorAll(`[${name}]`)].find((button) => button.getAttribute(name) === key);
  return find(form, "data-key") ?? (card && find(card, "data-card-key"));
};

const keyList = dialog.querySelector("dl");
const told = new Set();
for (const button of form.querySelectorAll("[data-key], [data-card-key]")) {
  const key = button.dataset.key ?? button.dataset.cardKey;
  if (!told.has(key)) {
    told.add(key);
    const [term, meaning, shown] = ["dt", "dd", "kbd"].map((name) => document.createElement(name));
    shown.textContent = key;
    term.append(shown);
    meaning.textContent = [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join("").trim();
    keyList.append(term, meaning);
    if (button.dataset.key && !button.classList.contains("help")) {
      button.setAttribute("aria-keyshortcuts", key);
    }
  }
}

const help = form.querySelector(".help");
help.hidden = false;
help.addEventListener("click", () => dialog.showModal());
const keysOn = document.getElementById("keys-on");
keysOn.checked = isOn();
keysOn.addEventListener("change", () => localStorage.setItem("desk-keys", keysOn.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (dialog.open || !isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }
  const button = buttonOf(event.key);
  if (button) {
    event.preventDefault();
    button.click();
  } else if (event.key.startsWith("Arrow") && walk(event)) {
    event.preventDefault();
  }
});

count();
