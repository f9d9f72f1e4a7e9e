"use strict";
const begin = document.getElementById("begin"), amiss = document.getElementById("amiss");

begin?.addEventListener("click", async () => {
  const headers = { "Content-Type": "application/json", "X-Movescreen": begin.dataset.secret };
  const answer = await fetch("/begin", { method: "POST", body: "{}", headers }).catch(() => null);
  if (answer?.ok) return location.reload();
  amiss.textContent = answer ? (await answer.json()).sentence : begin.dataset.noAnswer;
  amiss.hidden = false;
});
