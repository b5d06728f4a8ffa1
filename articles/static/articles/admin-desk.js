// The draft page: Ctrl+S saves, Ctrl+Enter saves and submits, leaving with unsaved changes asks first, typing keeps the login and the claim, leaving frees it, the raw lines open where the article begins, F2 changes between them and the printed page. The page works without it.

const lines = document.querySelector(".source .lines");
const own = document.querySelector(".source .own");

const showOwn = () => {
  if (lines && own && !location.hash.startsWith("#line-")) {
    lines.scrollTo({ top: own.offsetTop - lines.offsetTop - lines.clientHeight / 4, behavior: "instant" });
  }
};

showOwn();
window.addEventListener("hashchange", showOwn);

if (document.querySelector(".with-plate")) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F2") {
      event.preventDefault();
      const [typing, height] = [document.activeElement, window.scrollY];
      location.replace(lines.checkVisibility() ? "#printed" : "#raw-lines");
      typing.focus({ preventScroll: true });
      window.scrollTo({ top: height, behavior: "instant" });
    }
  });
}

const form = document.getElementById("draft-form");
const textOf = () => new URLSearchParams(new FormData(form)).toString();

if (form) {
  const conflict = document.querySelector(".conflict");
  const before = conflict ? "" : textOf();
  const claim = document.getElementById("claim");
  const renewal = 60 * 1000; // ms; a claim lasts a quarter of an hour, a login half an hour without a request
  let renewed = claim.textContent.trim() ? Date.now() : 0;
  let leaving = false;

  const stepping = (step) => {
    const body = new FormData();
    body.set("step", step);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return body;
  };
  const renew = async () => {
    try {
      const answer = await fetch(claim.dataset.claim, { method: "POST", body: stepping("renew") });
      const now = await answer.json();
      claim.classList.toggle("held", !now.is_his);
      claim.querySelector("[role=status]").textContent = now.is_his || !now.claim ? now.claim : `${now.claim} · ${claim.dataset.lost}`;
    } catch {
      renewed = 0; // the next key tries again
    }
  };

  form.addEventListener("submit", () => {
    leaving = true;
  });
  form.addEventListener("input", () => {
    if (Date.now() - renewed > renewal) {
      renewed = Date.now();
      renew();
    }
  });
  window.addEventListener("pagehide", () => {
    if (!leaving) {
      navigator.sendBeacon(claim.dataset.claim, stepping("release"));
      renewed = 0;
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && textOf() !== before) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    const name = { s: "_save", Enter: "_submit" }[event.key];
    const button = (event.ctrlKey || event.metaKey) && name && form.querySelector(`.bar button[name=${name}]`);
    if (button) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });
}
