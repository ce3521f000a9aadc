"use strict";
// Filter, sort and search of the matrix; the picture of a page over the facts. Without it all stays readable.

function matrix() {
  const table = document.getElementById("matrix");
  const form = document.getElementById("filters");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const chosen = (name) => form.elements.namedItem(name).value;

  function fits(row) {
    const search = chosen("search").trim().toLowerCase();
    if (search && !row.cells[0].textContent.toLowerCase().includes(search)) return false;
    if (chosen("drug") && row.dataset.drug !== chosen("drug")) return false;
    if (chosen("type") && row.dataset.type !== chosen("type")) return false;
    const cells = Array.from(row.cells).slice(2);
    const column = chosen("indication");
    const asked = column === "" ? cells : [cells[Number(column)]];
    const stance = chosen("stance");
    return !stance || asked.some((cell) => cell.dataset.stance === stance);
  }

  function filter() {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      if (!row.hidden) shown += 1;
    }
    document.getElementById("shown").textContent = shown + " of " + rows.length + " rows";
  }

  function key(row, column, kind) {
    const cell = row.cells[column];
    return kind === "rank" ? Number(cell.dataset.rank) : cell.textContent.trim().toLowerCase();
  }

  function sort(head, column) {
    const kind = head.dataset.sort;
    const before = head.getAttribute("aria-sort");
    const first = kind === "rank" ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = before === first ? other : first;
    for (const one of table.tHead.rows[0].cells) one.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const ranked = rows.map((row, place) => [key(row, column, kind), place, row]);
    ranked.sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1] - b[1]));
    for (const one of ranked) body.append(one[2]);
  }

  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, column));
    head.replaceChildren(button);
  });
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

function viewer() {
  const dialog = document.getElementById("viewer");
  if (!dialog || !dialog.showModal) return;
  for (const link of document.querySelectorAll("a.evidence")) {
    link.addEventListener("click", (event) => {
      const box = document.getElementById(link.dataset.box);
      if (!box) return;
      event.preventDefault();
      show(dialog, box);
    });
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function show(dialog, box) {
  const paper = box.closest(".paper").cloneNode(true);
  let marked = null;
  for (const one of paper.querySelectorAll(".box")) {
    if (one.id === box.id) marked = one;
    one.removeAttribute("id");
    one.removeAttribute("href");
  }
  marked.classList.add("is-shown");
  const image = paper.querySelector("img");
  image.loading = "eager";
  dialog.querySelector(".view").replaceChildren(paper);
  dialog.showModal();
  const centre = () => marked.scrollIntoView({ block: "center", inline: "start" });
  if (image.complete) centre();
  else image.addEventListener("load", centre);
}

matrix();
viewer();
