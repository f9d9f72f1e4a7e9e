"use strict";
const begin = document.getElementById("begin"), amiss = document.getElementById("amiss");

begin?.addEventListener("click", async () => {
  const headers = { "Content-Type": "application/json", "X-Movescreen": begin.dataset.secret };
  try {
    const answer = await fetch(`${begin.dataset.base}/begin`, { method: "POST", body: "{}", headers });
    const { sentence } = await answer.json();
    if (answer.ok || answer.status === 403) return location.reload();
    amiss.textContent = sentence;
  } catch {
    amiss.textContent = begin.dataset.noAnswer;
  }
  amiss.hidden = false;
});
