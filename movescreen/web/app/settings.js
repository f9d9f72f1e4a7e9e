// Settings: the voice is kept in this browser, for the live page too; all others are kept in the library.
const said = JSON.parse($("said").dataset.said);
const keep = (name, value) => localStorage.setItem(name, value);

// Send a form, and show the result next to its button.
async function submitted(form, path, body, waiting = "") {
  const status = form.querySelector("[role=status]"), button = form.querySelector("button");
  status.textContent = waiting;
  button.disabled = true;
  const told = await send(path, body);
  button.disabled = false;
  status.textContent = told ? told.sentence ?? said.saved : "";
  if (!told) $("amiss").scrollIntoView({ block: "nearest" });
  return told;
}

function on(id, does) {
  $(id)?.addEventListener("submit", (event) => { event.preventDefault(); does(event.target); });
}

$("language").addEventListener("change", async () => {
  if (await send("/settings/pages", { language: $("language").value })) location.reload();
});

$("units").addEventListener("change", async () => {
  if (await send("/settings/units", { units: $("units").value })) location.reload();
});

on("camera", (form) => submitted(form, "/settings/camera", { number: Number($("number").value), width: Number($("width").value) }));
$("show")?.addEventListener("click", async () => {
  const status = $("camera").querySelector("[role=status]"), name = $("number").selectedOptions[0].text;
  status.textContent = said.looking;
  const answer = await fetch(`/settings/cameras/${$("number").value}/picture`).catch(() => null);
  status.textContent = "";
  if (!answer?.ok) { amiss(answer ? (await answer.json()).sentence : words.lost); return; }
  amiss("");
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    Object.assign($("picture"), { src: reader.result, alt: said.picture.replace("{name}", name), hidden: false });
  });
  reader.readAsDataURL(await answer.blob());
});

$("mirror").addEventListener("change", () => send("/manner", { mirrored: $("mirror").checked }));
$("speak").checked = localStorage.getItem("speak") === "yes";
$("speak").addEventListener("change", () => keep("speak", $("speak").checked ? "yes" : "no"));
function voices() {
  const here = (window.speechSynthesis?.getVoices() ?? []).filter((one) => one.localService);
  const local = here.filter((one) => one.lang.startsWith(document.documentElement.lang));
  const chosen = localStorage.getItem("voice");
  $("voice").replaceChildren(...local.map((one) => new Option(one.name, one.name, false, one.name === chosen)));
  $("voice").disabled = !local.length;
  $("silent").hidden = Boolean(local.length);
}
$("voice").addEventListener("change", () => keep("voice", $("voice").value));
window.speechSynthesis?.addEventListener?.("voiceschanged", voices);
voices();

on("measuring", (form) => {
  const body = { numbers: {}, lines: {}, uncertainties: {} };
  for (const field of form.querySelectorAll("input[data-name]")) {
    const factor = Number(field.dataset.factor ?? 1);  // inches are saved in metres
    const value = factor === 1 ? field.valueAsNumber : Math.round(field.valueAsNumber * factor * 1000) / 1000;
    if (field.value !== "") body[field.dataset.table][field.dataset.name] = value;
  }
  submitted(form, "/settings/measuring", body);
});

// A back-up and its reading go on in the background.
const COPYING = "/settings/copying", kinds = ["backup", "restore"];

async function copied(kind, body) {
  $("command").textContent = "";
  if (await send(`/settings/${kind}`, body)) follow(COPYING, (at) => copying(at, true));
}
on("backup", () => copied("backup", { file: $("file").value }));
on("restore", () => copied("restore", { file: $("from").value, folder: $("into").value }));
for (const kind of kinds) {
  $(kind).querySelector(".stop").addEventListener("click", () => send(`${COPYING}/stop`));
}

// Show the progress, and the end if it was begun on this page.
function copying(at, asked) {
  if (!kinds.includes(at.kind)) return;
  const form = $(at.kind), running = at.state === "running", status = form.querySelector("[role=status]");
  for (const kind of kinds) $(kind).querySelector("button").disabled = running;
  form.querySelector(".stop").hidden = !running;
  if (running && at.kind === "restore") form.closest("details").open = true;
  showShare(form.querySelector(".copying"), at);
  status.textContent = running ? said.working : asked && at.state === "done" ? at.result.sentence : "";
  if (asked && at.state === "done") $("command").textContent = at.result.command ?? "";
  if (asked) sayAmiss(at);
}
let watched = false;  // whether it was running when this page opened
follow(COPYING, (at) => { watched ||= at.state === "running"; copying(at, watched); });

$("quit").addEventListener("click", async () => {
  $("quit").disabled = true;
  if (await send("/quit")) $("ended").textContent = words.ended;
  else $("quit").disabled = false;
});
