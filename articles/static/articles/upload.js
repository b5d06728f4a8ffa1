// The upload page: files and folders can be dropped, what is too large is told before it is sent. The page works without it.

const form = document.querySelector("form.upload");
const input = form.querySelector("input[type=file]");
const drop = form.querySelector(".drop");
const told = form.querySelector(".errornote");
const shown = 20; // names
let paths = [];

const refusal = (files) => {
  const { most, mostOfAPage, mostFiles, tooMuch, tooLarge } = form.dataset;
  const large = files.find((file) => file.size > Number(mostOfAPage) && !/\.zip$/i.test(file.name));
  if (large) {
    return `${large.name} ${tooLarge} ${Math.round(Number(mostOfAPage) / 1048576)} MB`;
  }
  const whole = files.reduce((sum, file) => sum + file.size, 0);
  return whole > Number(most) || files.length > Number(mostFiles) ? tooMuch : "";
};

const show = () => {
  const files = [...input.files];
  told.textContent = refusal(files);
  told.hidden = !told.textContent;
  const names = files.slice(0, shown).map((file, at) => paths[at] || file.name);
  const left = files.length > shown ? [`… (${files.length})`] : [];
  form.querySelector(".chosen").replaceChildren(
    ...[...names, ...left].map((name) => Object.assign(document.createElement("li"), { textContent: name })),
  );
};

// A dropped folder gives its entries a hundred at a time.
const entriesIn = (folder) =>
  new Promise((resolve, reject) => {
    const reader = folder.createReader();
    const all = [];
    const next = () =>
      reader.readEntries((some) => (some.length ? (all.push(...some), next()) : resolve(all)), reject);
    next();
  });

const filesOf = async (entry) => {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return entry.name.startsWith(".") ? [] : [[entry.fullPath.slice(1), file]];
  }
  return (await Promise.all((await entriesIn(entry)).map(filesOf))).flat();
};

const take = async (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const plain = [...transfer.files].map((file) => [file.name, file]);
  const found = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : plain;
  const chosen = new DataTransfer();
  found.forEach(([, file]) => chosen.items.add(file));
  input.files = chosen.files;
  paths = found.map(([path]) => path);
  show();
};

form.querySelector(".hint").hidden = false;
input.addEventListener("change", () => {
  paths = [];
  show();
});
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  take(event.dataTransfer);
});
form.addEventListener("submit", (event) => {
  if (refusal([...input.files])) {
    event.preventDefault();
    told.scrollIntoView();
    return;
  }
  [...paths].reverse().forEach((path) => {
    form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "path", value: path }));
  });
  form.querySelector("progress").hidden = false;
});
