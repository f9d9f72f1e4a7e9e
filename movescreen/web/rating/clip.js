"use strict";
// A rater's clip, with playback and ticks. A tick is kept here until the server confirms it.
const $ = (id) => document.getElementById(id);
const { base, words, showing, times, ticks } = JSON.parse($("data").textContent);
const video = $("clip"), KEEP = `movescreen ${showing}`, AGAIN = 2000, SPEEDS = [1, 0.5, 0.25, 0.1];
const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
const LANGUAGE = document.documentElement.lang, DECIMALS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const seconds = (time) => time.toLocaleString(LANGUAGE, DECIMALS);

// The clip.

const last = times.at(-1) + (times.length > 1 ? times.at(-1) - times.at(-2) : 0);
let from = 0, to = last, looping = true;
let aim = null; // the frame to which steps have come while its picture is still loading
let plays = false; // the rater's wish: in some browsers a clip that is stepped to its end has "ended" too

async function come() {
  const answer = await fetch(`${base}/clips/${showing}`).catch(() => null);
  $("coming").textContent = answer?.ok ? "" : words.no_clip;
  if (!answer?.ok) return setTimeout(come, AGAIN);
  video.src = URL.createObjectURL(await answer.blob());
  $("time").max = last;
}

function frameAt(time) {
  let frame = times.findLastIndex((shown) => shown <= time + 1e-4);
  return Math.max(frame, 0);
}

function go(time) {
  video.currentTime = Math.min(Math.max(time, 0), last - 1e-3);
  show();
}

function stop() {
  plays = false;
  video.pause();
}

function toFrame(frame) {
  stop();
  frame = aim = Math.min(Math.max(frame, 0), times.length - 1);
  go((times[frame] + (times[frame + 1] ?? last)) / 2); // the middle of its time, so that no neighbour is shown
}

function step(frames) {
  toFrame((aim ?? frameAt(video.currentTime)) + frames);
}

function play() {
  if (!video.paused) return stop();
  plays = true;
  if (video.currentTime < from - 1e-3 || video.currentTime >= to - 1e-3) go(from);
  video.play();
}

function slower() {
  video.playbackRate = SPEEDS[(SPEEDS.indexOf(video.playbackRate) + 1) % SPEEDS.length];
}

function part(begins, ends) {
  [from, to] = begins < ends ? [begins, ends] : [begins, last];
  looping = true;
  show();
}

function loop() {
  looping = !looping;
  show();
}

function show() {
  const time = video.currentTime, frame = frameAt(time);
  $("time").value = time;
  $("now").textContent = filled(words.now, { time: seconds(times[frame]), frame: frame + 1, frames: times.length });
  $("part").textContent = from > 0 || to < last ? filled(words.part, { start: seconds(from), end: seconds(to) }) : "";
  $("loop").setAttribute("aria-pressed", looping);
}

function follow() {
  if (!video.paused && video.currentTime >= to - 1e-3) {
    if (looping) go(from);
    else video.pause();
  }
  show();
  if (!video.paused) requestAnimationFrame(follow);
}

function paused() {
  $("play").firstElementChild.textContent = video.paused ? words.play : words.pause;
}

video.addEventListener("play", () => { paused(); requestAnimationFrame(follow); });
video.addEventListener("pause", () => { paused(); show(); });
video.addEventListener("seeked", () => { if (!video.seeking) aim = null; show(); });
video.addEventListener("ended", () => { if (plays && looping) { go(from); video.play(); } });
video.addEventListener("ratechange", () => {
  $("speed").querySelector("output").textContent = `${video.playbackRate.toLocaleString(LANGUAGE)}×`;
});
$("time").addEventListener("input", () => { stop(); go(Number($("time").value)); });

// The ticks.

const items = [...document.querySelectorAll("fieldset")];
const waiting = new Map(Object.entries(JSON.parse(localStorage.getItem(KEEP) ?? "{}")));
const STARTED = [0, 403]; // no server, or a restarted one, whose secret the page gets when it is reloaded
const NEVER = ["not_asked", "not_yours"];
let sending = false, leaving = false, trouble = "";

// Send to the server; return the status (0 without an answer) and the sentence of a refusal.
async function send(path, body) {
  const headers = { "Content-Type": "application/json", "X-Movescreen": $("data").dataset.secret };
  try {
    const answer = await fetch(base + path, { method: "POST", body: JSON.stringify(body), headers });
    return { status: answer.status, ...await answer.json() };
  } catch {
    return { status: 0, sentence: words.no_answer };
  }
}

function keep() {
  if (waiting.size) localStorage.setItem(KEEP, JSON.stringify(Object.fromEntries(waiting)));
  else localStorage.removeItem(KEEP);
  for (const field of items) {
    const told = ticks[field.dataset.item];
    for (const input of field.querySelectorAll("input")) input.checked = input.value === told;
    for (const label of field.querySelectorAll("label")) label.classList.toggle("unsaved", waiting.has(field.dataset.item));
  }
  const count = missing();
  $("missing").textContent = count ? filled(words.left_to_tick, { count }) : words.all_ticked;
  $("next").disabled = count > 0;
  amiss(trouble);
}

function missing() {
  return items.filter((field) => !(field.dataset.item in ticks)).length;
}

function amiss(sentence) {
  $("amiss").textContent = filled(sentence, { count: waiting.size });
  $("amiss").hidden = !sentence;
}

function tick(item, value) {
  ticks[item] = value;
  waiting.set(item, value);
  keep();
  hand();
}

async function hand() {
  if (sending) return;
  sending = true;
  while (waiting.size && await handed()) keep();
  sending = false;
  keep();
  if (leaving && !waiting.size) leave();
}

// Send one tick; return whether to go on with the others.
async function handed() {
  const [item, value] = waiting.entries().next().value;
  const { status, code, sentence } = await send("/ticks", { showing, item, value });
  trouble = status === 200 ? "" : STARTED.includes(status) ? words.unsaved : sentence;
  if (NEVER.includes(code)) {
    waiting.clear();
    return false;
  }
  if (status === 200) {
    if (waiting.get(item) === value) waiting.delete(item);
    return true;
  }
  keep();
  await new Promise((resolve) => setTimeout(resolve, AGAIN));
  if (status === 403) location.reload();
  return true;
}

function next() {
  leaving = !missing();
  if (leaving) hand();
}

async function leave() {
  const { status, sentence } = await send("/done", { showing });
  leaving = false;
  if (status === 200 || status === 403) location.reload();
  else amiss(trouble = sentence);
}

function focusOn(field) {
  (field.querySelector("input:checked") ?? field.querySelector("input")).focus({ preventScroll: true });
}

function untouched(from = 0) {
  return items.slice(from).find((field) => !(field.dataset.item in ticks));
}

function move(by) {
  const at = items.indexOf(document.activeElement?.closest("fieldset"));
  const field = items[at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)];
  focusOn(field);
  field.scrollIntoView({ block: "nearest" });
}

function choose(number) {
  const at = document.activeElement?.closest("fieldset") ?? untouched() ?? items[0];
  const input = at.querySelectorAll("input")[number - 1];
  if (!input) return;
  tick(at.dataset.item, input.value);
  const after = untouched(items.indexOf(at) + 1);
  if (after) focusOn(after);
  else input.focus();
  (after ?? at).scrollIntoView({ block: "nearest" });
}

for (const field of items) {
  field.addEventListener("change", (event) => tick(field.dataset.item, event.target.value));
}

// The keys.

const DOES = {
  " ": play, s: slower, l: loop, w: () => part(0, last),
  a: () => part(times[frameAt(video.currentTime)], to), b: () => part(from, video.currentTime),
  ArrowLeft: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => move(-1), ArrowDown: () => move(1), Enter: next,
};
const BUTTONS = { back: "ArrowLeft", play: " ", forward: "ArrowRight", speed: "s", start: "a", end: "b", loop: "l", whole: "w" };

for (const [id, key] of Object.entries(BUTTONS)) $(id).addEventListener("click", DOES[key]);
$("next").addEventListener("click", next);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if ([" ", "Enter"].includes(event.key) && event.target.closest("button, summary")) return;
  const does = { ArrowLeft: () => go(video.currentTime - 1), ArrowRight: () => go(video.currentTime + 1) };
  const action = /^[1-9]$/.test(event.key) ? () => choose(Number(event.key))
    : event.shiftKey && does[event.key] || DOES[event.key] || DOES[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
});
// A button that was clicked releases the keyboard.
document.addEventListener("pointerup", (event) => event.target.closest("button")?.blur());

Object.assign(ticks, Object.fromEntries(waiting));
video.dispatchEvent(new Event("ratechange"));
keep();
show();
focusOn(untouched() ?? items[0]);
come();
hand();
