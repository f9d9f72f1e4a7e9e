// Settings: what a browser keeps (mirror, voice) it keeps where the live page looks for it; all else is the library's.
const said = JSON.parse($("said").dataset.said);
const keep = (name, value) => localStorage.setItem(name, value);

// Send what a form says, and tell beside its button what came of it.
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
  keep("language", $("language").value);
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

for (const id of ["mirror", "speak"]) {
  $(id).checked = localStorage.getItem(id) === "yes";
  $(id).addEventListener("change", () => keep(id, $(id).checked ? "yes" : "no"));
}
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

// A back-up and its reading go on beside the page, which may be closed and opened again meanwhile.
const LOOK_MS = 500;
const copying = ["backup", "restore"];

async function copied(kind, body) {
  $("command").textContent = "";
  if (await send(`/settings/${kind}`, body)) look(kind);
}
on("backup", () => copied("backup", { file: $("file").value }));
on("restore", () => copied("restore", { file: $("from").value, folder: $("into").value }));
for (const kind of copying) {
  $(kind).querySelector(".stop").addEventListener("click", () => send("/settings/copying/stop"));
}

function left(seconds) {
  if (seconds < 90) return words.seconds.replace("{count}", Math.max(1, Math.round(seconds)));
  return words.minutes.replace("{count}", Math.round(seconds / 60));
}

function running(is) {
  for (const kind of copying) $(kind).querySelector("button:not(.stop)").disabled = is;
}

// How far it is; `asked` is what was begun on this page, whose end is said.
async function look(asked = "") {
  const answer = await fetch("/settings/copying").catch(() => null);
  if (!answer?.ok) { lost(true); setTimeout(look, 4 * LOOK_MS, asked); return; }
  lost(false);
  const at = await answer.json();
  if (!copying.includes(at.kind)) return;
  const form = $(at.kind), shows = at.state === "running", status = form.querySelector("[role=status]");
  running(shows);
  form.querySelector(".stop").hidden = form.querySelector(".copying").hidden = !shows;
  if (shows) {
    const share = at.of ? at.done / at.of : 0, bar = form.querySelector("progress");
    if (at.kind === "restore") form.closest("details").open = true;
    bar.value = 100 * share;
    const rest = share > 0.02 ? `, ${words.left.replace("{time}", left(at.seconds * (1 - share) / share))}` : "";
    form.querySelector(".copying span").textContent = `${Math.floor(100 * share)} %${rest}`;
    status.textContent = said.working;
    setTimeout(look, LOOK_MS, at.kind);
  } else if (asked) {
    status.textContent = at.state === "done" ? at.result.sentence : "";
    if (at.result?.command) $("command").textContent = at.result.command;
    amiss(at.state === "amiss" ? problems[at.code] ?? at.sentence : "");
    if (at.state === "amiss") $("amiss").scrollIntoView({ block: "nearest" });
  }
}
look();

$("quit").addEventListener("click", async () => {
  $("quit").disabled = true;
  if (await send("/quit")) $("ended").textContent = words.ended;
  else $("quit").disabled = false;
});
