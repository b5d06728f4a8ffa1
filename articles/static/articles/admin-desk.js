// The draft page: Ctrl+S saves, Ctrl+Enter saves and submits, leaving with unsaved changes asks first, typing keeps the login, the raw lines open where the article begins, F2 changes between them and the printed page. The page works without it.

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
  const renewal = 5 * 60 * 1000; // ms; a login ends after half an hour without a request
  let renewed = Date.now();
  let leaving = false;

  form.addEventListener("submit", () => {
    leaving = true;
  });
  form.addEventListener("input", () => {
    if (Date.now() - renewed > renewal) {
      renewed = Date.now();
      fetch(location.pathname, { method: "HEAD" }).catch(() => {});
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
