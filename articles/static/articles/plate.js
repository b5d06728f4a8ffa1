// The printed page: arrow keys go from zone to zone, list and zones light up together, sizes change in place. The page works without it.

const frame = document.querySelector(".plate-frame");
const zones = [...document.querySelectorAll(".zones a")];
const stories = new Map();

for (const link of document.querySelectorAll(".page-stories .headline a")) {
  stories.set(new URL(link.href).pathname, link.closest(".story"));
}

const storyOf = (zone) => stories.get(new URL(zone.href.baseVal, location.href).pathname);

const light = (zone, isLit) => {
  zone.classList.toggle("is-lit", isLit);
  storyOf(zone)?.classList.toggle("is-lit", isLit);
};

const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

zones.forEach((zone, place) => {
  for (const lit of [zone, storyOf(zone)].filter(Boolean)) {
    lit.addEventListener("pointerenter", () => light(zone, true));
    lit.addEventListener("pointerleave", () => light(zone, false));
    lit.addEventListener("focusin", () => light(zone, true));
    lit.addEventListener("focusout", () => light(zone, false));
  }
  zone.addEventListener("keydown", (event) => {
    const next = zones[place + (step[event.key] ?? 0)];
    if (event.key in step) {
      event.preventDefault();
      next?.focus();
    }
  });
});

for (const link of document.querySelectorAll(".zooms a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const sheet = frame.firstElementChild;
    const across = (frame.scrollLeft + frame.clientWidth / 2) / sheet.clientWidth;
    const down = (frame.scrollTop + frame.clientHeight / 2) / sheet.clientHeight;
    frame.dataset.zoom = link.dataset.zoom;
    sheet.querySelector("img").sizes = `${sheet.clientWidth}px`;
    frame.scrollTo(across * sheet.clientWidth - frame.clientWidth / 2, down * sheet.clientHeight - frame.clientHeight / 2);
    document.querySelector(".zooms [aria-current]").removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    history.replaceState(null, "", link.href);
  });
}
