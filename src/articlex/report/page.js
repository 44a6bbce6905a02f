"use strict";
// The table is complete without this script; it adds the filters and the way from a mark to its row.
const form = document.getElementById("filters");
const search = document.getElementById("search");
const selects = [...form.querySelectorAll("select")];
const groups = [...document.querySelectorAll("tbody")].map((body) => ({
  body,
  rows: [...body.querySelectorAll("tr.claim")].map((row) => ({ row, words: row.textContent.toLowerCase() })),
}));
const all = groups.flatMap((group) => group.rows);

for (const select of selects) {
  const counts = new Map();
  for (const { row } of all) {
    const value = row.dataset[select.dataset.field];
    if (value) counts.set(value, (counts.get(value) || 0) + 1);
  }
  const values = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [value, count] of values) select.append(new Option(`${value} (${count})`, value));
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { body, rows } of groups) {
    let any = false;
    for (const { row, words: text } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        selects.every((select) => !select.value || row.dataset[select.dataset.field] === select.value);
      row.hidden = !fits;
      any ||= fits;
      shown += fits;
    }
    body.hidden = !any && (words.length > 0 || selects.some((select) => select.value));
  }
  document.getElementById("count").value = `${shown} of ${all.length} claims`;
}

document.getElementById("texts").addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark) return;
  const link = document.querySelector(`a[href="#${CSS.escape(mark.id)}"]`);
  link?.scrollIntoView({ block: "center" });
  link?.focus();
});
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();
