"use strict";
// Two sessions in step: moving one moves the other to the same depth in the same phase.
const { sides, words, effort } = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const HALF = 0.5, WITHIN_S = 0.002; // of the usual speed; a moment inside a frame, past its edge
let playing = 0, led = 0, clock = 0, before = 0;

function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

// The repetition of a moment, counted from 0, and -1 between repetitions.
function repetition(side, time) {
  return side.reps.findIndex((rep) => time >= rep.start && time <= rep.end);
}

function frameAt(side, time) {
  let low = 0, high = side.last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (side.time[middle] <= time) low = middle; else high = middle - 1;
  }
  return low;
}

sides.forEach((side, number) => Object.assign(side, {
  film: $(`film${number}`), still: $(`still${number}`), slider: $(`at${number}`), said: $(`said${number}`),
  amiss: $(`amiss${number}`), frame: 0, wanted: null,
}));

function seek(side, time) {
  if (side.film.readyState < 1 || side.film.seeking) { side.wanted = time; return; }
  side.wanted = null;
  side.film.currentTime = time + WITHIN_S;
}

function showStill(side) {
  if (!side.stills.length) { side.still.hidden = true; return; }
  const time = side.time[side.frame];
  const away = (one) => Math.abs((side.reps[one.number - 1]?.bottom ?? 0) - time);
  const still = side.stills.reduce((best, one) => (away(one) < away(best) ? one : best));
  if (side.still.dataset.number !== String(still.number)) {
    Object.assign(side.still, { src: still.src, width: still.width, height: still.height });
    side.still.alt = filled(words.still, { name: side.name, number: still.number });
    side.still.dataset.number = still.number;
  }
  side.still.hidden = false;
}

function show(number, frame, plays = false) {
  const side = sides[number], rep = repetition(side, side.time[frame]);
  side.frame = frame;
  side.slider.value = frame;
  const said = rep < 0 ? words.between : filled(words.at, { number: rep + 1, effort, depth: side.depth[frame] });
  side.said.textContent = said;
  side.slider.setAttribute("aria-valuetext", said);
  if (!side.film) showStill(side);
  else if (!plays) seek(side, side.time[frame]);
}

function lead(number, frame, plays = false) {
  led = number;
  const side = sides[number], at = Math.max(0, Math.min(side.last, frame));
  show(number, at, plays);
  show(1 - number, side.to[at]);
}

function pause() {
  if (!playing) return;
  cancelAnimationFrame(playing);
  playing = 0;
  sides[led].film?.pause();
  $("play").textContent = words.play;
}

function tick(now) {
  const side = sides[led], end = side.time[side.last];
  clock = side.film ? side.film.currentTime : clock + HALF * (now - before) / 1000;
  before = now;
  lead(led, frameAt(side, clock), true);
  if (clock >= end || side.film?.ended) { pause(); return; }
  playing = requestAnimationFrame(tick);
}

function play() {
  if (playing) { pause(); return; }
  const side = sides[led];
  if (side.frame >= side.last) lead(led, 0);
  clock = side.time[side.frame];
  before = performance.now();
  if (side.film) { side.film.playbackRate = HALF; side.film.play().catch(pause); }
  $("play").textContent = words.pause;
  playing = requestAnimationFrame(tick);
}

// Stills and a reason replace a video that cannot be shown.
async function without(side) {
  if (!side.film) return;
  pause();
  const answer = await fetch(side.film.src, { headers: { Range: "bytes=0-0" } }).catch(() => null);
  const code = answer && !answer.ok ? (await answer.json().catch(() => ({}))).code : "";
  if (!side.film) return;
  side.film.remove();
  side.film = null;
  side.amiss.textContent = code === "no_session" ? words.deleted : answer?.ok ? words.unplayable : words.gone;
  if (!side.stills.length) side.amiss.textContent += ` ${words.no_still}`;
  showStill(side);
}

sides.forEach((side, number) => {
  side.slider.addEventListener("input", () => { pause(); lead(number, Number(side.slider.value)); });
  side.slider.addEventListener("keydown", (pressed) => {
    if (pressed.key === " ") { pressed.preventDefault(); play(); }
  });
  if (!side.film) {
    if (!side.stills.length) side.amiss.textContent += ` ${words.no_still}`;
    return;
  }
  const again = () => { if (side.wanted !== null) seek(side, side.wanted); };
  side.film.addEventListener("seeked", again);
  side.film.addEventListener("loadedmetadata", again);
  side.film.addEventListener("error", () => without(side));
  if (side.film.error) without(side);
});
$("play").addEventListener("click", play);
$("back").addEventListener("click", () => { pause(); lead(led, sides[led].frame - 1); });
$("on").addEventListener("click", () => { pause(); lead(led, sides[led].frame + 1); });
for (const button of document.querySelectorAll("[data-rep]")) {
  button.addEventListener("click", () => { pause(); lead(0, frameAt(sides[0], sides[0].reps[button.dataset.rep].bottom)); });
}
// Both begin at the depth of the shallower first repetition.
const bottoms = sides.map((side) => frameAt(side, side.reps[0].bottom));
const shallow = sides[0].depth[bottoms[0]] <= sides[1].depth[bottoms[1]] ? 0 : 1;
lead(shallow, bottoms[shallow]);
led = 0;
