// Ratings: new studies, raters, and the progress of copies.
const said = JSON.parse($("said").dataset.said);
const form = $("study"), recordings = [...document.querySelectorAll("#recordings li")];

// Show only what fits the movement; list recordings, or name a folder.
function fit() {
  const screen = $("screen").value, folder = $("source").value === "folder";
  for (const one of recordings) one.hidden = one.dataset.screen !== screen;
  for (const list of form.querySelectorAll("[data-items]")) list.hidden = list.dataset.items !== screen;
  $("recordings").hidden = folder;
  $("folder-row").hidden = !folder;
  $("folder").required = folder;
  $("no-recording").hidden = recordings.some((one) => !one.hidden);
  $("choose").hidden = !$("no-recording").hidden;
}
$("screen").addEventListener("change", fit);
$("source").addEventListener("change", fit);

function ticked(boxes) {
  return [...boxes].filter((box) => box.checked).map((box) => box.value);
}

function tickAll(is) {
  for (const one of recordings) if (!one.hidden) one.querySelector("input").checked = is;
}
$("all").addEventListener("click", () => tickAll(true));
$("nobody").addEventListener("click", () => tickAll(false));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const screen = $("screen").value, folder = $("source").value === "folder";
  const shown = form.querySelectorAll("#recordings li:not([hidden]) input");
  const body = {
    screen, folder: folder ? $("folder").value : "", sessions: folder ? [] : ticked(shown).map(Number),
    items: ticked(form.querySelectorAll(`[data-items="${screen}"] input`)),
    repeats: $("repeats").valueAsNumber / 100, occasions: $("occasions").valueAsNumber,
    washout_days: $("washout").valueAsNumber,
  };
  $("making").textContent = "";
  if (await send("/rating/studies", body)) follow("/rating/making", (at) => made(at, true));
  else $("amiss").scrollIntoView({ block: "nearest" });
});
$("stop").addEventListener("click", () => send("/rating/making/stop"));

function made(at, asked) {
  const running = at.state === "running";
  showShare($("copying"), at);
  form.querySelector("button.first").disabled = running;
  $("stop").hidden = !running;
  if (running) $("making").textContent = said.preparing;
  else if (asked && at.state === "done") { sessionStorage.setItem("made", at.result.sentence); location.reload(); }
  else if (asked) { $("making").textContent = ""; sayAmiss(at); }
}

for (const one of document.querySelectorAll("form.rater")) {
  one.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = await send(one.dataset.place, { name: one.querySelector("input").value });
    if (told) location.assign(told.place);
  });
}

let does = "";
for (const button of document.querySelectorAll("[data-does]")) {
  button.addEventListener("click", () => { does = button.dataset.does; $("ask").showModal(); });
}
$("no").addEventListener("click", () => $("ask").close());
$("yes").addEventListener("click", async () => {
  $("ask").close();
  if (await send(does)) location.reload();
});

// The message from before the page was loaded again.
const before = sessionStorage.getItem("made");
sessionStorage.removeItem("made");
if (before) {
  $("making").textContent = before;
  document.querySelector("form.rater input")?.focus();
}
fit();
let watched = false;  // whether copies were being made when this page opened
follow("/rating/making", (at) => { watched ||= at.state === "running"; made(at, watched); });
