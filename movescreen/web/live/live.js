"use strict";
// The page of a session: it draws what the studio sends, and sends what the coach does. All state is the studio's.
const main = document.querySelector("main"), words = JSON.parse(main.dataset.words);
const $ = (id) => document.getElementById(id);
const canvas = $("picture"), pen = canvas.getContext("2d");
const LEFT = [[12, 14], [14, 16], [12, 24], [24, 26], [26, 28], [28, 30], [30, 32], [28, 32]];
const ACROSS = [[12, 13], [24, 25]];
const SURE = 0.5;
const kept = (name, otherwise) => localStorage.getItem(name) ?? otherwise;
let phase = "idle", shownCount = "", spoken = "", spokenAt = 0, session = null, newest = null, drawing = false;

// What the coach does.

async function send(path, body = {}) {
  const answer = await fetch(path, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-Movescreen": main.dataset.secret },
  });
  const told = await answer.json();
  amiss(answer.ok ? "" : told.sentence);
  return answer.ok ? told : null;
}

function amiss(sentence) {
  $("amiss").textContent = sentence;
  $("amiss").hidden = !sentence;
}

$("wish").addEventListener("submit", (event) => {
  event.preventDefault();
  send("/prepare", {
    client: Number($("client").value), screen: $("screen").value, view: $("view").value,
    repetitions: Number($("repetitions").value), keep_video: $("keep").checked,
  });
});

$("add").addEventListener("click", async () => {
  const client = await send("/clients", { name: $("name").value, consent: $("consent").value });
  if (!client) return;
  $("client").add(new Option(client.name, client.id, true, true));
  $("wish").classList.remove("nobody");
  $("name").value = "";
  $("new").open = false;
  chosen();
  $("client").focus();
});

$("name").addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); $("add").click(); }
});

function chosen() {
  $("sessions").hidden = !$("client").value;
  $("sessions").href = `/clients/${$("client").value}`;
}
$("client").addEventListener("change", chosen);

for (const button of document.querySelectorAll("[data-folder]")) {
  button.addEventListener("click", async () => {
    const client = Number($("client").value);
    if (!client) { amiss(words.whose); $("client").focus(); return; }
    const claim = { folder: button.dataset.folder, client, screen: $("screen").value, view: $("view").value };
    if (await send("/unclaimed", claim)) button.replaceWith(words.taken_back);
  });
}

for (const button of document.querySelectorAll("[data-does]")) {
  button.addEventListener("click", () => send(button.dataset.does));
}

document.addEventListener("keydown", (event) => {
  if (phase === "idle" || event.repeat) return;
  const busy = event.target.closest("input, textarea, select, button");
  const does = { placing: "/start", recording: "/stop" }[phase];
  if (event.key === "Escape" && ["placing", "countdown"].includes(phase)) send("/cancel");
  else if (event.key === " " && does && !busy) { event.preventDefault(); send(does); }
});

for (const id of ["mirror", "speak"]) {
  $(id).checked = kept(id, "no") === "yes";
  $(id).addEventListener("change", () => { localStorage.setItem(id, $(id).checked ? "yes" : "no"); spoken = ""; });
}
if ($("number")) {
  const camera = () => send("/camera", { number: Number($("number").value), width: Number($("width").value) });
  $("number").addEventListener("change", camera);
  $("width").addEventListener("change", camera);
}

// What is heard: only by voices of this machine, so that nothing leaves it.

function voice() {
  const here = (window.speechSynthesis?.getVoices() ?? []).filter((one) => one.localService);
  return here.find((one) => one.lang.startsWith("en")) ?? here[0];
}

function say(text, now = false) {
  if (!text || !$("speak").checked || !voice()) return;
  const waited = performance.now() - spokenAt;
  if (!now && (waited < 2500 || (text === spoken && waited < 6000))) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice();
  if (now) speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  [spoken, spokenAt] = [text, performance.now()];
}

function voices() { $("voiceless").hidden = Boolean(voice()); }
window.speechSynthesis?.addEventListener?.("voiceschanged", voices);
voices();

// What is shown.

function list(place, rows) {
  const text = JSON.stringify(rows);
  if (place.dataset.rows === text) return;
  place.dataset.rows = text;
  place.replaceChildren(...rows.map((parts) => {
    const row = document.createElement(parts[0]);
    row.className = parts[1];
    for (const [tag, content, kind] of parts.slice(2)) {
      if (!content) continue;
      const part = document.createElement(tag);
      part.textContent = content;
      part.className = kind ?? "";
      row.append(part);
    }
    return row;
  }));
}

function text(id, content) { if ($(id).textContent !== content) $(id).textContent = content; }

function enter(next, told) {
  const before = phase;
  phase = next;
  main.dataset.phase = phase;
  for (const part of document.querySelectorAll("[data-shows]")) {
    part.classList.toggle("now", part.dataset.shows.split(" ").includes(phase));
  }
  if (before === phase) return;
  const heading = document.querySelector("section.now [tabindex='-1']");
  if (before !== "idle" || phase !== "idle") heading?.focus({ preventScroll: true });
  if (phase === "recording" && before === "countdown") say(`${words.go} ${told.instruction}`, true);
  if (phase === "measuring") say(words.finished, true);
  if (phase === "done") location.assign(`/sessions/${told.session}`);
}

function tell(told) {
  // A result of before this page was opened is a link; the page begins anew.
  const stale = told.phase === "done" && phase === "idle";
  enter(stale ? "idle" : told.phase, told);
  $("latest").hidden = !stale;
  if (stale) $("latest").href = `/sessions/${told.session}`;
  if (told.phase === "idle" && told.trouble) amiss(told.trouble);
  const camera = told.camera;
  $("trouble").hidden = !camera.trouble;
  text("trouble", camera.trouble);
  text("camera", camera.line);
  if (phase === "placing") place(told);
  if (phase === "recording" || phase === "measuring" || phase === "done") read(told);
  count(told);
}

function place(told) {
  text("say", told.say);
  say(told.say);
  list($("checks"), told.checks.map((one) => ["li", one.state, ["span", one.name], ["small", one.say]]));
}

function count(told) {
  const number = phase === "countdown" ? String(told.count) : "";
  if (phase === "countdown") text("instruction", told.instruction);
  if (number === shownCount) return;
  shownCount = number;
  text("count", number);
  say(number, true);
}

function read(told) {
  const reps = told.planned ? `${told.repetitions} / ${told.planned}` : String(told.repetitions);
  if ($("reps").textContent !== reps && told.repetitions) say(String(told.repetitions), true);
  text("reps", reps);
  list($("figures"), told.figures.map((one) => ["p", "", ["span", one.value], ["small", one.name]]));
  list($("findings"), told.findings.map((one) => ["li", "", ["span", one.name], ["span", one.word, `state ${one.state}`]]));
  text("finished", told.say ?? "");
}

function draw(picture, points) {
  if (canvas.width !== picture.width) [canvas.width, canvas.height] = [picture.width, picture.height];
  pen.save();
  if ($("mirror").checked) { pen.translate(canvas.width, 0); pen.scale(-1, 1); }
  pen.drawImage(picture, 0, 0);
  if (points.length) skeleton(points);
  pen.restore();
}

function skeleton(points) {
  const at = (n) => points[n] && points[n][0] !== null && points[n][2] >= SURE && [points[n][0] * canvas.width, points[n][1] * canvas.height];
  pen.lineWidth = Math.max(3, canvas.width / 250);
  pen.lineCap = "round";
  const line = (a, b, colour) => {
    const [one, other] = [at(a), at(b)];
    if (!one || !other) return;
    pen.strokeStyle = colour;
    pen.beginPath(); pen.moveTo(...one); pen.lineTo(...other); pen.stroke();
  };
  for (const [a, b] of ACROSS) line(a, b, "#ffffff");
  for (const [a, b] of LEFT) line(a + 1, b + 1, "#f6a765");
  for (const [a, b] of LEFT) line(a, b, "#6ab8f7");
}

// What comes in. A frame that is older than one that has come is not drawn.

async function next() {
  if (drawing || !newest) return;
  drawing = true;
  const [told, jpeg] = newest;
  newest = null;
  tell(told);
  if (jpeg.size) {
    const picture = await createImageBitmap(jpeg);
    draw(picture, told.points);
    picture.close();
  }
  drawing = false;
  next();
}

function connect() {
  const socket = new WebSocket(`ws://${location.host}/stream`);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => {
    const length = new DataView(data).getUint32(0);
    const told = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    newest = [told, new Blob([new Uint8Array(data, 4 + length)], { type: "image/jpeg" })];
    next();
  };
  socket.onclose = () => {
    text("trouble", words.lost);
    $("trouble").hidden = false;
    setTimeout(connect, 1000);
  };
}

enter("idle", {});
chosen();
connect();

// A client that the address names is chosen.
const named = new URLSearchParams(location.search).get("client");
if (named && [...$("client").options].some((option) => option.value === named)) {
  $("client").value = named;
  chosen();
}
