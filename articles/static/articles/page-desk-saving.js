// The page desk saves what is typed after two idle seconds, claims the article meanwhile, and shows both texts where somebody else came first. Without it the buttons save.

const form = document.getElementById("page-desk");
const seen = form.elements.seen;
const undo = form.querySelector(".undo");
const idle = 2000; // ms without a keystroke, then it is saved
const renewal = 60 * 1000; // ms; a claim lasts a quarter of an hour

const waiting = new Map(); // cards that were typed into since they were last saved
let saving = Promise.resolve();
let busy = 0;
let leaving = false;

const say = (card, words, bad = false) => {
  const place = card.querySelector(".saved");
  place.textContent = words;
  place.classList.toggle("bad", bad);
};
const fieldsOf = (card) => [...card.querySelectorAll("input[name], textarea")];
// Only what differs from what was saved last is sent, so that nobody's field goes over another's; data-typed: the server could not save it.
const typedIn = (card) => fieldsOf(card).filter((field) => "typed" in card.dataset || field.value !== field.defaultValue);
const posting = (pairs) => {
  const body = new FormData();
  for (const [name, value] of [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ...pairs]) {
    body.set(name, value);
  }
  return body;
};
const see = (versions) => {
  const known = new Map(`${seen.value} ${versions}`.trim().split(" ").map((pair) => pair.split(":")));
  seen.value = [...known].map((pair) => pair.join(":")).join(" ");
};
const isDecided = (card) => !card.querySelector(".both-texts").hasChildNodes();

const saved = (card, told, typed) => {
  see(told.versions);
  for (const [name, value] of typed) {
    form.elements[name].defaultValue = value;
  }
  delete card.dataset.typed;
  card.classList.toggle("unsaved", waiting.has(card));
  if (undo && told.undo) {
    undo.value = told.undo.act;
    undo.querySelector("small").textContent = told.undo.said;
    undo.title = told.undo.who;
    undo.hidden = false;
  }
};
const save = async (card) => {
  waiting.delete(card);
  const typed = typedIn(card).map((field) => [field.name, field.value]);
  const pairs = [["act", "save"], ["seen", seen.value], ...typed];
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: posting(pairs), headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) {
      saved(card, told, typed);
    } else if (told.html) {
      offer(card, told);
    }
    say(card, waiting.has(card) ? form.dataset.unsaved : told.said, !answer.ok);
  } catch {
    say(card, form.dataset.lost, true);
  }
};
const saveSoon = (card, wait) => {
  clearTimeout(waiting.get(card));
  waiting.set(card, setTimeout(() => {
    busy += 1;
    saving = saving.then(() => save(card)).then(() => {
      busy -= 1;
    });
  }, wait));
};

// Both texts, until one is chosen; nothing of the card is saved meanwhile
const offer = (card, told) => {
  const both = card.querySelector(".both-texts");
  both.innerHTML = told.html; // the server's own template, what people typed in it escaped
  both.querySelector(".keep-mine").addEventListener("click", () => {
    both.replaceChildren();
    see(told.versions);
    saveSoon(card, 0);
  });
  both.querySelector(".take-theirs").addEventListener("click", () => {
    both.replaceChildren();
    see(told.versions);
    for (const field of fieldsOf(card)) {
      field.value = told.fields[field.name] ?? field.value;
      field.defaultValue = field.value;
    }
    delete card.dataset.typed;
    card.classList.remove("unsaved");
    say(card, "");
  });
  both.querySelector(".keep-mine").focus();
};

// Claims
const claimed = new Map([...form.querySelectorAll("[data-mine]")].map((card) => [card, 0])); // with when it was renewed
const claim = async (card) => {
  claimed.set(card, Date.now());
  try {
    const answer = await fetch(card.dataset.claim, { method: "POST", body: posting([["step", "renew"]]) });
    const now = await answer.json();
    if (!now.is_his && now.claim) {
      say(card, now.claim, true);
    }
  } catch {
    claimed.delete(card); // the next key tries again
  }
};
window.addEventListener("pagehide", () => {
  for (const card of leaving ? [] : claimed.keys()) {
    navigator.sendBeacon(card.dataset.claim, posting([["step", "release"]]));
  }
});

form.addEventListener("input", (event) => {
  const card = event.target.closest(".card");
  if (!card) {
    return;
  }
  card.classList.add("unsaved");
  if (Date.now() - (claimed.get(card) ?? 0) > renewal) {
    claim(card);
  }
  if (isDecided(card)) {
    say(card, form.dataset.unsaved);
    saveSoon(card, idle);
  }
});

// Sending waits for what is being saved; then it takes along what is not saved yet, and only that.
form.addEventListener("submit", (event) => {
  for (const timer of waiting.values()) {
    clearTimeout(timer);
  }
  leaving = true;
  if (busy) {
    event.preventDefault();
    const button = event.submitter;
    saving.then(() => setTimeout(() => form.requestSubmit(button))); // not within this event: it would be ignored
  }
});
form.addEventListener("formdata", (event) => {
  for (const card of form.querySelectorAll(".card")) {
    const typed = typedIn(card);
    for (const field of fieldsOf(card).filter((each) => !typed.includes(each))) {
      event.formData.delete(field.name);
    }
  }
});
form.addEventListener("click", (event) => {
  const way = event.target.closest("a[data-key]");
  if (way && waiting.size) {
    event.preventDefault();
    for (const card of [...waiting.keys()]) {
      saveSoon(card, 0);
    }
    setTimeout(() => saving.then(() => form.querySelector(".card.unsaved") ?? location.assign(way.href)));
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
