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
on("backup", (form) => submitted(form, "/settings/backup", { file: $("file").value }, said.working));
on("restore", async (form) => {
  $("command").textContent = "";
  const told = await submitted(form, "/settings/restore", { file: $("from").value, folder: $("into").value }, said.working);
  if (told) $("command").textContent = told.command;
});

$("quit").addEventListener("click", async () => {
  $("quit").disabled = true;
  if (await send("/quit")) $("ended").textContent = words.ended;
  else $("quit").disabled = false;
});
