// The page desk: keys, lines chosen by mouse and arrows on picture or text and dragged to an article, and either side showing the other. The page works without it; page-desk-saving.js saves as one types.

const form = document.getElementById("page-desk");
const lines = form.querySelector(".desk-lines");
const boxes = [...form.querySelectorAll(".line input")];
const marks = new Map([...form.querySelectorAll(".mark")].map((mark) => [mark.dataset.line, mark]));
const cards = [...form.querySelectorAll(".card")];
const chosen = form.querySelector(".chosen output");
const dialog = document.getElementById("desk-keys");

// Lines: each stands in the text with a box, and on the picture with a mark

let anchor = 0;
const count = () => {
  for (const box of boxes) {
    marks.get(box.value)?.classList.toggle("on", box.checked);
  }
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
const chooseNone = () => choose(0, boxes.length - 1, false);
const boxAt = (target) => {
  const number = target.closest?.(".mark")?.dataset.line ?? target.closest?.(".line")?.querySelector("input").value;
  return boxes.findIndex((box) => box.value === number);
};
const clicked = (event, at) => {
  if (event.shiftKey) {
    choose(anchor, at);
  }
  anchor = at;
  count();
};

lines.addEventListener("click", (event) => {
  const at = boxes.indexOf(event.target);
  if (at >= 0) {
    clicked(event, at);
  } else if (event.target.matches(".mark")) {
    const over = boxAt(event.target);
    boxes[over].checked = !boxes[over].checked;
    clicked(event, over);
  }
});

// Shift and the mouse would mark text, and a label with marked text gives no click to its box.
lines.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());

// The mouse held down chooses lines; on chosen ones it takes them along to an article.
let from = -1;
let carried = null;
const carry = (event) => {
  carried ??= Object.assign(document.createElement("p"), { className: "carried", textContent: chosen.textContent });
  form.append(carried);
  carried.style.left = `${event.clientX + 12}px`;
  carried.style.top = `${event.clientY + 8}px`;
  for (const card of cards) {
    card.classList.toggle("over", card.contains(event.target) && Boolean(card.querySelector("[data-card-key=h]")));
  }
};
let carrying = false;
form.addEventListener("pointerdown", (event) => {
  from = event.button === 0 && !event.target.matches("input") ? boxAt(event.target) : -1;
  carrying = from >= 0 && Boolean(chosen) && boxes[from].checked && !event.shiftKey;
});
form.addEventListener("pointermove", (event) => {
  if (event.buttons !== 1 || from < 0) {
    return;
  }
  const at = boxAt(event.target);
  if (at !== from) {
    lines.classList.add("choosing");
  }
  if (carrying && (carried || at !== from)) {
    carry(event);
  } else if (at >= 0 && at !== from) {
    choose(from, at);
  }
});
document.addEventListener("pointerup", (event) => {
  const over = carried && event.target.closest?.(".card.over");
  carried?.remove();
  from = -1;
  carried = null;
  lines.classList.remove("choosing");
  over?.querySelector("[data-card-key=h]").click();
});
lines.addEventListener("dragstart", (event) => event.preventDefault()); // the picture itself is no thing to drag

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

// Each side shows the other: at once by its colour, and when one stays on it, in view

let lit = "";
const light = (key) => {
  if (key !== lit) {
    lit = key;
    for (const part of form.querySelectorAll("[data-article]")) {
      part.classList.toggle("lit", part.dataset.article === key);
    }
  }
};
// Only the list on the other side scrolls: what is under the mouse must not move away.
const bringUp = (list, part) => {
  const [frame, place] = [list.getBoundingClientRect(), part?.getBoundingClientRect()];
  if (part && (place.bottom < frame.top + 40 || place.top > frame.bottom - 40)) {
    list.scrollTop += place.top - frame.top - 20;
  }
};
const showOther = (target) => {
  const cardList = form.querySelector(".cards");
  if (cardList.contains(target)) {
    bringUp(lines, [...lines.querySelectorAll(".run.lit, a.lit")].find((part) => part.checkVisibility()));
  } else if (lines.contains(target)) {
    bringUp(cardList, cardList.querySelector(".card.lit"));
  }
};
const dwell = 350; // ms
let staying = 0;
form.addEventListener("pointerover", (event) => {
  const key = event.target.closest?.("[data-article]")?.dataset.article;
  if (key && from < 0) {
    light(key);
    clearTimeout(staying);
    staying = setTimeout(() => showOther(event.target), dwell);
  }
});
form.addEventListener("focusin", (event) => {
  const key = event.target.closest("[data-article]")?.dataset.article;
  if (key) {
    light(key);
    showOther(event.target);
  }
});

// After an action one goes on where one was

const placeOf = (target) => target.closest(".line")?.id ?? (target.id || hereCard()?.id);
form.addEventListener("submit", (event) => {
  const goesUp = event.submitter?.value.startsWith("merge");
  const left = cards.indexOf(hereCard()) - (goesUp ? 1 : 0); // who goes on in another article goes on there
  const places = [window.scrollY, lines.scrollTop, form.querySelector(".cards").scrollTop, placeOf(document.activeElement), left, zoom?.getAttribute("aria-pressed")];
  sessionStorage.setItem("desk-place", JSON.stringify([location.pathname, ...places]));
});
const zoom = form.querySelector(".zoom");
const zooming = (on) => {
  zoom.setAttribute("aria-pressed", on);
  form.querySelector(".desk-plate").classList.toggle("zoomed", on);
};
if (zoom) {
  zoom.hidden = false;
  zoom.addEventListener("click", () => zooming(zoom.getAttribute("aria-pressed") !== "true"));
}
const [path, page, list, side, at, left, isZoomed] = JSON.parse(sessionStorage.getItem("desk-place") ?? "[]");
sessionStorage.removeItem("desk-place");
if (path === location.pathname) {
  const place = document.getElementById(at) ?? cards[left];
  (place?.querySelector("h3 a") ?? place?.querySelector("input") ?? place)?.focus({ preventScroll: true });
  const isTold = form.querySelector(".trouble"); // it stands above all, to be seen
  window.scrollTo({ top: isTold ? 0 : page, behavior: "instant" });
  if (zoom) {
    zooming(isZoomed === "true");
  }
  lines.scrollTop = list;
  form.querySelector(".cards").scrollTop = side;
}

// Keys

const isOn = () => localStorage.getItem("desk-keys") !== "off";
const isTyping = (target) => target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
const hereCard = () => document.activeElement.closest(".card") ?? form.querySelector(".card.lit");
const buttonOf = (key) => {
  const find = (place, name) => [...place.querySelectorAll(`[${name}]`)].find((button) => button.getAttribute(name) === key);
  const card = hereCard();
  return find(form, "data-key") ?? (card && find(card, "data-card-key"));
};
// Where no line is chosen a key means the one that has the focus, or else the one under the mouse.
const pointAt = (button) => {
  const here = boxes.indexOf(document.activeElement);
  const at = here >= 0 ? here : boxAt(lines.querySelector(".line:hover, .mark:hover") ?? lines);
  if (button.matches(".desk-actions button:not(.undo)") && !boxes.some((box) => box.checked) && at >= 0) {
    choose(at, at);
  }
};
const isShown = (button) => button && !button.hidden;

const nameOf = (button) => button.getAttribute("aria-label") ?? [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join("").trim();
const keyList = dialog.querySelector("dl");
const told = new Set();
for (const button of form.querySelectorAll("[data-key], [data-card-key]")) {
  const key = button.dataset.key ?? button.dataset.cardKey;
  if (!told.has(key)) {
    told.add(key);
    const [term, meaning, shown] = ["dt", "dd", "kbd"].map((name) => document.createElement(name));
    shown.textContent = key;
    term.append(shown);
    meaning.textContent = nameOf(button);
    keyList.append(term, meaning);
    if (button.dataset.key && !button.classList.contains("help")) {
      button.setAttribute("aria-keyshortcuts", key.replace("Ctrl", "Control"));
    }
  }
}

const help = form.querySelector(".help");
help.hidden = false;
help.addEventListener("click", () => dialog.showModal());
const keysOn = document.getElementById("keys-on");
const showKeys = () => document.body.classList.toggle("keys-off", !isOn());
keysOn.checked = isOn();
showKeys();
keysOn.addEventListener("change", () => {
  localStorage.setItem("desk-keys", keysOn.checked ? "on" : "off");
  showKeys();
});

const goTo = (card) => {
  card?.querySelector("h3 a").focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
};
const nextCard = (step) => {
  const at = cards.indexOf(hereCard());
  goTo(cards[at < 0 ? 0 : Math.min(Math.max(at + step, 0), cards.length - 1)]);
};
const MOVES = {
  ",": () => nextCard(-1),
  ".": () => nextCard(1),
  l: () => {
    (form.querySelector("#view-lines") ?? {}).checked = true;
    (form.querySelector(".run.lit input") ?? boxes[0])?.focus();
  },
  Escape: chooseNone,
  F2: () => form.querySelector("[name=view]:not(:checked)")?.click(),
};
const toArticle = (event) => {
  const number = event.shiftKey && /^Digit[1-9]$/.test(event.code) && Number(event.code.at(-1));
  return number && cards[number - 1]?.querySelector("[data-card-key=h]");
};

document.addEventListener("keydown", (event) => {
  if (dialog.open || !isOn() || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (isTyping(event.target) && !event.ctrlKey) {
    if (event.key === "Escape") {
      goTo(event.target.closest(".card"));
    }
    return;
  }
  const button = toArticle(event) || buttonOf(event.ctrlKey ? `Ctrl+${event.key}` : event.key);
  if (isShown(button)) {
    event.preventDefault();
    pointAt(button);
    button.click();
  } else if (!event.ctrlKey && Object.hasOwn(MOVES, event.key)) {
    event.preventDefault();
    MOVES[event.key]();
  } else if (event.key.startsWith("Arrow") && walk(event)) {
    event.preventDefault();
  }
});

count();
