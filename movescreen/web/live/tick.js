"use strict";
// Save the coach's own ticks, which the report shows from then on.
document.getElementById("ticks").addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const form = submitted.target, unkept = document.getElementById("unkept"), ticks = {};
  for (const choice of form.querySelectorAll("input:checked")) if (choice.value) ticks[choice.name] = choice.value;
  const answer = await fetch(`/sessions/${form.dataset.session}/ticks`, {
    method: "POST", body: JSON.stringify({ ticks, note: document.getElementById("ticked").value }),
    headers: { "Content-Type": "application/json", "X-Movescreen": form.dataset.secret },
  });
  const told = await answer.json();
  if (answer.ok) { location.reload(); return; }
  unkept.textContent = told.sentence;
  unkept.hidden = false;
});
