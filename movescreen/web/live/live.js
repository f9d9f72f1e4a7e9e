"use strict";
// The live page: it draws what the engine sends, and sends the coach's actions. The engine has all state.
const main = document.querySelector("main"), words = JSON.parse(main.dataset.words);
const $ = (id) => document.getElementById(id);
const canvas = $("picture"), pen = canvas.getContext("2d");
const LEFT = [[12, 14], [14, 16], [12, 24], [24, 26], [26, 28], [28, 30], [30, 32], [28, 32]];
const ACROSS = [[12, 13], [24, 25]];
const SURE = 0.5, LONGEST_INSTRUCTION = 12000, LAST_WORD = 2000;  // ms
const kept = (name, otherwise) => localStorage.getItem(name) ?? otherwise;
const keep = (name, value) => localStorage.setItem(name, value);
let phase = "idle", shownCount = "", spoken = "", spokenAt = 0, newest = null, drawing = false, socket = null;
let instructed = 0;  // latest time until which the instruction is spoken
let told5 = 0, event = null, hides = 0, sleeps = false;

// The coach's actions.

async function send(path, body = {}) {
  const answer = await fetch(path, {
    method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-Movescreen": main.dataset.secret },
  });
  const told = await answer.json();
  amiss(answer.ok ? "" : told.sentence);
  $("same").hidden = told.code !== "namesake";
  return answer.ok ? told : null;
}

function amiss(sentence) {
  $("amiss").textContent = sentence;
  $("amiss").hidden = !sentence;
}

$("wish").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  send("/prepare", {
    client: Number($("client").value), screen: $("screen").value, view: $("view").value, plan: $("plan").value,
    repetitions: Number($("repetitions").value), keep_video: $("keep").checked,
    hold_s: $("holds").hidden ? 0 : Number($("hold").value), support: $("supports").hidden ? "" : $("support").value,
  });
});

async function add(same) {
  const client = await send("/clients", { name: $("name").value, consent: $("consent").value, height: $("height").value, same });
  if (!client) return;
  const option = new Option(client.name, client.id, true, true);
  option.dataset.agreed = client.agreed;
  $("client").add(option);
  $("wish").classList.remove("nobody");
  $("name").value = $("height").value = "";
  $("new").open = false;
  keep("wish client", client.id);
  chosen();
  $("client").focus();
}
$("add").addEventListener("click", () => add(false));
$("same").addEventListener("click", () => add(true));

$("name").addEventListener("keydown", (pressed) => {
  if (pressed.key === "Enter") { pressed.preventDefault(); $("add").click(); }
});

function chosen() {
  const client = $("client").value, agreed = $("client").selectedOptions[0]?.dataset.agreed ?? "";
  $("sessions").hidden = !client;
  $("sessions").href = `/clients/${client}`;
  $("consented").hidden = !client || !$("keep").checked;
  text("consented", agreed);
  const screen = $("screen").selectedOptions[0].dataset, plan = $("plan").value;
  $("one").hidden = Boolean(plan);
  $("holds").hidden = plan ? plan === "squat" : !("lies" in screen);
  $("supports").hidden = Boolean(plan) || !("oneLeg" in screen);
}

// The form keeps its choices for the next recording.
for (const id of ["plan", "screen", "view", "repetitions", "hold", "support", "keep", "client"]) {
  const field = $(id), tick = field.type === "checkbox", before = kept(`wish ${id}`, null);
  if (before !== null && tick) field.checked = before === "yes";
  else if (before !== null && (field.tagName !== "SELECT" || [...field.options].some((one) => one.value === before))) field.value = before;
  field.addEventListener("change", () => { keep(`wish ${id}`, tick ? (field.checked ? "yes" : "no") : field.value); chosen(); });
}

$("search")?.addEventListener("input", () => {
  const wanted = $("search").value.trim().toLocaleLowerCase();
  const fitting = [...$("client").options].filter((one) => {
    one.hidden = one.disabled = Boolean(one.value) && !one.text.toLocaleLowerCase().includes(wanted);
    return one.value && !one.hidden;
  });
  if (wanted && fitting.length) { $("client").value = fitting[0].value; $("client").dispatchEvent(new Event("change")); }
  amiss(wanted && !fitting.length ? words.none_found : "");
});

for (const button of document.querySelectorAll("[data-folder]")) {
  button.addEventListener("click", async () => {
    const client = Number($("client").value);
    if (!client) { amiss(words.whose); $("client").focus(); return; }
    const claim = { folder: button.dataset.folder, client, screen: $("screen").value, view: $("view").value };
    if (await send("/unclaimed", claim)) button.replaceWith(words.taken_back);
  });
}

for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.addEventListener("click", async () => {
    if (await send("/dismiss", { number: Number(button.dataset.dismiss) })) location.assign(location.pathname);
  });
}
for (const button of document.querySelectorAll("[data-again]")) {
  button.addEventListener("click", async () => {
    if (await send("/prepare", JSON.parse(button.dataset.again))) send("/dismiss", { number: Number(button.dataset.number) });
  });
}

for (const button of document.querySelectorAll("[data-does]")) {
  button.addEventListener("click", () => send(button.dataset.does));
}

// The wish of a link on another page, which may not act by itself.
async function asked() {
  const wanted = new URLSearchParams(location.search), number = Number(wanted.get("again") ?? wanted.get("measure"));
  if (!number) return;
  history.replaceState(null, "", location.pathname);
  if (wanted.has("again")) { send("/again", { session: number, view: wanted.get("view") ?? "" }); return; }
  amiss(words.measuring_again);
  const otherwise = { view: wanted.get("view") ?? "", screen: wanted.get("screen") ?? "" };
  if (await send(`/sessions/${number}/measure`, otherwise)) location.replace(`/sessions/${number}`);
}

document.addEventListener("keydown", (pressed) => {
  if (phase === "idle" || pressed.repeat) return;
  const busy = pressed.target.closest("input, textarea, select, button");
  const does = { placing: "/start", recording: "/stop" }[phase];
  if (pressed.key === "Escape" && ["placing", "countdown"].includes(phase)) send("/cancel");
  else if (pressed.key === " " && does && !busy) { pressed.preventDefault(); send(does); }
});

// A click chooses the person among several; the picture fills its place.
canvas.addEventListener("click", (clicked) => {
  if (phase !== "placing" || $("choose").hidden) return;
  const box = canvas.getBoundingClientRect(), scale = Math.min(box.width / canvas.width, box.height / canvas.height);
  const x = (clicked.clientX - box.x - box.width / 2) / (canvas.width * scale) + 0.5;
  const y = (clicked.clientY - box.y - box.height / 2) / (canvas.height * scale) + 0.5;
  if (Math.min(x, y) >= 0 && Math.max(x, y) <= 1) send("/person", { x: $("mirror").checked ? 1 - x : x, y });
});

$("speak").checked = kept("speak", "no") === "yes";
$("speak").addEventListener("change", () => { keep("speak", $("speak").checked ? "yes" : "no"); spoken = ""; });
$("mirror").addEventListener("change", () => { spoken = ""; send("/manner", { mirrored: $("mirror").checked }); });

async function speaks(language) { if (await send("/manner", { language })) location.reload(); }
$("language").addEventListener("change", () => speaks($("language").value));

if ($("number")) {
  const camera = () => send("/camera", { number: Number($("number").value), width: Number($("width").value) });
  $("number").addEventListener("change", camera);
  $("width").addEventListener("change", camera);
}

// Sound: only voices of this machine, so that nothing leaves it; a tone if there is no voice.

function local() {
  const here = (window.speechSynthesis?.getVoices() ?? []).filter((one) => one.localService);
  return here.filter((one) => one.lang.startsWith(document.documentElement.lang));
}

function voice() { return local().find((one) => one.name === $("voice").value) ?? local()[0]; }

let tones = null;
function tone(high) {
  tones ??= new AudioContext();
  const sound = tones.createOscillator(), volume = tones.createGain(), now = tones.currentTime;
  sound.frequency.value = high ? 880 : 520;
  volume.gain.setValueAtTime(0.2, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.25);
  sound.connect(volume).connect(tones.destination);
  sound.start(now);
  sound.stop(now + 0.25);
}

// Advice waits for current speech, a number interrupts it, and the `last` word is queued. The instruction is spoken to
// its end: no countdown is spoken meanwhile, and "Go." comes after it.
function say(text, how = "advice") {
  if (!text || !$("speak").checked) return;
  const waited = performance.now() - spokenAt, instructing = performance.now() < instructed;
  if (instructing && phase === "countdown") return;
  if (how === "advice" && (waited < 2500 || (text === spoken && waited < 6000) || window.speechSynthesis?.speaking)) return;
  [spoken, spokenAt] = [text, performance.now()];
  if (!voice()) { if (how !== "advice") tone(how === "number"); return; }
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice();
  if (how === "number" && !instructing) speechSynthesis.cancel();
  if (how === "instruction") {
    instructed = performance.now() + LONGEST_INSTRUCTION;
    utterance.onend = utterance.onerror = () => { instructed = 0; };
  }
  speechSynthesis.speak(utterance);
}

function voices() {
  $("voice").replaceChildren(...local().map((one) => new Option(one.name, one.name, false, one.name === kept("voice", ""))));
  $("voice").disabled = !voice();
  $("beeps").hidden = Boolean(voice());
}
$("voice").addEventListener("change", () => keep("voice", $("voice").value));
window.speechSynthesis?.addEventListener?.("voiceschanged", voices);
voices();

// The picture and figures.

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
  if (phase === "placing" && before !== "countdown") say([told.turn, told.instruction].filter(Boolean).join(" "), "instruction");
  if (phase === "recording") [told5, event] = [0, told.event.number];
  if (phase === "recording" && before === "countdown") say(words.go, "number");
}

// The last repetition and the end are spoken before the report opens, if there is a voice.
function over(told) {
  if (phase === "measuring") say(words.finished, "last");
  if (phase !== "done") return;
  const to = told.joined?.length ? `/joined/${told.joined.join("+")}` : `/sessions/${told.session}`, begun = performance.now();
  const leave = () => {
    const talking = $("speak").checked && voice() && window.speechSynthesis?.speaking;
    if (talking && performance.now() - begun < LAST_WORD) setTimeout(leave, 50);
    else location.assign(to);
  };
  leave();
}

function tell(told) {
  if (told.start && told.start !== main.dataset.start) { location.reload(); return; }
  // A result from before this page opened is a link; the page begins anew.
  const stale = told.phase === "done" && phase === "idle", before = phase;
  enter(stale ? "idle" : told.phase, told);
  if (phase === "idle" && told.interrupted > Number(main.dataset.interrupted)) { location.assign(location.pathname); return; }
  $("latest").hidden = !stale;
  if (stale) $("latest").href = `/sessions/${told.session}`;
  if (told.phase === "idle" && told.trouble) amiss(told.trouble);
  const camera = told.camera;
  $("trouble").hidden = !camera.trouble;
  text("trouble", camera.trouble);
  text("camera", camera.line);
  for (const place of document.querySelectorAll(".who")) place.textContent = told.client ?? "";
  for (const place of document.querySelectorAll(".step")) place.textContent = told.step ?? "";
  if (phase === "placing") place(told);
  if (phase === "recording" || phase === "measuring" || phase === "done") read(told);
  count(told);
  if (phase !== before) over(told);
}

function place(told) {
  text("say", told.say);
  say(told.say);
  $("choose").hidden = !told.choose;
  list($("checks"), told.checks.map((one) => ["li", one.state, ["span", one.name], ["small", one.say]]));
}

function count(told) {
  const number = phase === "countdown" ? String(told.count) : "";
  if (phase === "countdown") text("instruction", told.instruction);
  if (number === shownCount) return;
  shownCount = number;
  text("count", number);
  if (number) say(number, "number");
}

function read(told) {
  const reps = told.planned ? `${told.repetitions} / ${told.planned}` : String(told.repetitions);
  text("reps", reps);
  list($("figures"), told.figures.map((one) => ["p", "", ["span", one.value], ["small", one.length ? `${one.name}, ${one.length}` : one.name]]));
  list($("findings"), told.findings.map((one) => ["li", "", ["span", one.name], ["span", one.word, `state ${one.state}`]]));
  text("unshown", told.unshown);
  text("finished", told.say ?? "");
  happened(told);
  held(told);
}

// An ended movement: a large tick and its number, or why it does not count.
function happened(told) {
  if (event === null || told.event.number === event) { event = told.event.number; return; }
  event = told.event.number;
  const counted = told.event.kind === "counted";
  say(counted ? String(told.repetitions) : told.event.say, counted ? "number" : "last");
  $("tick").hidden = !counted;
  $("event").hidden = counted;
  text("event", told.event.say);
  clearTimeout(hides);
  hides = setTimeout(() => { $("tick").hidden = true; $("event").hidden = true; }, counted ? 1500 : 6000);
}

// Speak every fifth second of a hold, and the prescribed one.
function held(told) {
  if (told.held < 1) { told5 = 0; return; }
  const due = [5 * Math.floor(told.held / 5), told.hold_s && told.held >= told.hold_s ? told.hold_s : 0];
  const now = Math.max(...due);
  if (now > told5) { told5 = now; say(String(now), "number"); }
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

// Messages. A frame that is older than an earlier message is not drawn.

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
  socket = new WebSocket(`ws://${location.host}/stream`);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => {
    const length = new DataView(data).getUint32(0);
    const told = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    newest = [told, new Blob([new Uint8Array(data, 4 + length)], { type: "image/jpeg" })];
    next();
  };
  socket.onclose = () => {
    if (sleeps) return;
    text("trouble", words.lost);
    $("trouble").hidden = false;
    setTimeout(connect, 1000);
  };
}

// The camera may rest while nobody looks at this page and nobody is recorded.
document.addEventListener("visibilitychange", () => {
  if (document.hidden && phase === "idle" && !sleeps) {
    sleeps = true;
    text("camera", words.camera_off);
    socket.close();
  } else if (!document.hidden && sleeps) {
    sleeps = false;
    connect();
  }
});

enter("idle", {});
chosen();
connect();
asked();

// Choose what the address names: the client, and for one recording screen and view.
const wanted = new URLSearchParams(location.search);
for (const id of ["client", "screen", "view"]) {
  const value = wanted.get(id);
  if (!value || ![...$(id).options].some((option) => option.value === value)) continue;
  $(id).value = value;
  if (id !== "client") $("plan").value = "";
}
chosen();
