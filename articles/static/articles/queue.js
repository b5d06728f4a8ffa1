// The queue: one box chooses all rows of the page, Shift chooses from the row before to this one, and the number chosen is said. The list works without it.

const boxes = [...document.querySelectorAll("#result_list .action-select")];
const all = document.getElementById("action-toggle");
const counter = document.querySelector(".action-counter");
let last = null;

const count = () => {
  const chosen = boxes.filter((box) => box.checked).length;
  for (const box of boxes) {
    box.closest("tr").classList.toggle("selected", box.checked);
  }
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && !all.checked;
  counter.textContent = chosen ? counter.dataset.said.replace("{n}", chosen) : "";
};

if (all && counter) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    count();
  });
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) {
          between.checked = box.checked;
        }
      }
      last = box;
      count();
    });
  }
  window.addEventListener("pageshow", count);
}
