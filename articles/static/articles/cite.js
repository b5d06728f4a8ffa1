// Citations: a button that copies, and the day of reading before an address. Without this they are there to be selected.

const today = new Date().toLocaleDateString("sv"); // 2026-11-26, of the reader's own clock

for (const readOn of document.querySelectorAll(".read-on")) {
  readOn.textContent = `[${today}]`;
}

for (const button of document.querySelectorAll(".cite button")) {
  const citation = button.parentElement.querySelector(".citation");
  const label = button.textContent;
  button.hidden = !navigator.clipboard; // only over https, or on this machine
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2000);
  });
}
