"use strict";
// A client's page: buttons that delete ask first, in the page itself.
const settings = document.getElementById("page").dataset;

async function send(button, body = {}) {
  const answer = await fetch(button.dataset.does, {
    method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-Movescreen": settings.secret },
  });
  const told = await answer.json();
  if (answer.ok) {
    if (button.dataset.then) location.assign(button.dataset.then);
    else location.reload();
    return;
  }
  say(told.sentence);
  button.disabled = false;
}

function say(sentence) {
  const amiss = document.getElementById("amiss");
  amiss.textContent = sentence;
  amiss.hidden = false;
  amiss.scrollIntoView({ block: "nearest" });
}

function ask(button) {
  const dialog = document.createElement("dialog");
  const sentence = document.createElement("p"), yes = document.createElement("button"), no = document.createElement("button");
  [sentence.textContent, yes.textContent, no.textContent] = [button.dataset.sure, settings.yes, settings.no];
  dialog.append(sentence, no, " ", yes);
  dialog.addEventListener("close", () => dialog.remove());
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => { dialog.close(); button.disabled = true; send(button); });
  document.body.append(dialog);
  dialog.showModal();
}

document.getElementById("rename").addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, { name: document.getElementById("name").value });
});
document.getElementById("stature").addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, { height: document.getElementById("height").value });
});
for (const form of document.querySelectorAll("form.move")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, { client: Number(form.querySelector("select").value) });
  });
}
for (const form of document.querySelectorAll("form.note")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, { notes: form.querySelector("textarea").value });
  });
}
for (const form of document.querySelectorAll("form.beside")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [one, other] = [...form.querySelectorAll("select")].map((choice) => choice.value);
    if (one === other) say(form.dataset.same);
    else location.assign(`/sessions/${one}/beside/${other}`);
  });
}

for (const button of document.querySelectorAll("button[data-does]")) {
  button.addEventListener("click", () => {
    if (button.dataset.sure) ask(button);
    else { button.disabled = true; send(button); }
  });
}
