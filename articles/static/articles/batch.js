// The page of a batch that is at work: the bar moves, and the page comes anew when something else begins. Without it there is a link to look again.

const pause = 1500; // ms
const box = document.querySelector("[data-progress]");

const show = (told) => {
  const bar = box.querySelector("progress");
  bar.max = Math.max(1, told.total);
  bar.value = told.taken;
  box.querySelector(".taken").textContent = told.taken;
  box.querySelector(".total").textContent = told.total;
  document.querySelector(".counts").textContent = told.counts;
};

const look = async () => {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected) {
      location.reload(); // the login has ended
      return;
    }
    const told = await answer.json();
    if (told.state !== box.dataset.state) {
      location.reload();
      return;
    }
    show(told);
  } catch {
    // The server is away for a moment: the next look may find it.
  }
  setTimeout(look, pause);
};

if (box) {
  setTimeout(look, pause);
}
