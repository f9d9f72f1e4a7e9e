// Clips: sent one after the other, and listed with their state on the server.
const PERIOD_MS = 700, IDLE_MS = 3000;
const whose = $("whose"), asked = new URLSearchParams(location.search).get("client");
if (asked && [...whose.options].some((option) => option.value === asked)) whose.value = asked;
let sends = Promise.resolve(), sending = 0, listed = "";

function element(name, text = "", values = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, values);
}

function row(list, name, key) {
  let found = list.querySelector(`[data-key="${key}"]`);
  if (!found) {
    found = element("li");
    found.dataset.key = key;
    found.append(element("span", name), element("span", "", { className: "does" }));
    found.append(element("p", "", { className: "say soft" }));
    list.prepend(found);
  }
  return found;
}

function bar(at, share, name) {
  let shown = at.querySelector("progress");
  if (share === null) { shown?.remove(); return; }
  if (!shown) {
    shown = element("progress", "", { max: 1 });
    shown.setAttribute("aria-label", name);
    at.append(shown);
  }
  shown.value = share;
}

function say(at, text) {
  const line = at.querySelector(".say");
  if (line.textContent !== text) line.textContent = text;
}

// Sending.

let counted = 0;
function add(files) {
  amiss("");
  for (const file of files) {
    const at = row($("sending"), file.name, `send${counted += 1}`), about = {
      client: whose.value, screen: $("screen").value, view: $("view").value, keep: $("keep").checked ? "" : "no",
      paused: words.paused,
    };
    say(at, words.waiting);
    const upload = new Upload(file, about, settings.secret, ({ share, sentence }) => {
      bar(at, share, file.name);
      say(at, sentence || words.uploading);
    });
    const remove = element("button", words.remove, { type: "button" });
    remove.addEventListener("click", () => { upload.end(); at.remove(); shown(); });
    at.querySelector(".does").append(remove);
    sending += 1;
    sends = sends.then(() => upload.run()).then((whole) => { if (whole) at.remove(); }).finally(() => {
      sending -= 1;
      look();
    });
  }
  shown();
}

const drop = $("drop");
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
}
document.addEventListener("drop", (event) => add(event.dataTransfer.files));
$("files").addEventListener("change", () => { add($("files").files); $("files").value = ""; });
$("clips").addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

// Measuring.

function left(seconds) {
  if (seconds === null) return "";
  const time = seconds < 90 ? words.seconds.replace("{count}", Math.max(1, seconds))
    : words.minutes.replace("{count}", Math.round(seconds / 60));
  return `, ${words.left.replace("{time}", time)}`;
}

function button(text, does) {
  const made = element("button", text, { type: "button" });
  made.addEventListener("click", async () => { made.disabled = true; await does(); made.disabled = false; look(); });
  return made;
}

function entry(one) {
  const name = [one.client_name, one.name].filter(Boolean).join(": "), at = row($("entries"), name, one.session);
  bar(at, one.state === "measuring" ? one.share : null, name);
  const stated = words[one.state] + (one.state === "measuring" ? left(one.left_s) : "");
  say(at, [one.found || stated, one.sentence].filter(Boolean).join(". "));
  if (at.dataset.state === one.state) return;
  if (at.dataset.state && !["waiting", "measuring"].includes(one.state)) $("news").textContent = `${name}: ${words[one.state]}`;
  at.dataset.state = one.state;
  const does = at.querySelector(".does");
  does.replaceChildren();
  if (one.report) does.append(element("a", words.report, { className: "button first", href: `/sessions/${one.session}` }));
  if (one.state === "asks") does.append(...asks(one));
  if (["amiss", "stopped"].includes(one.state)) {
    does.append(button(words.retry, () => send(`/sessions/${one.session}/again`)));
  }
  if (["amiss", "stopped", "asks", "waiting", "measuring"].includes(one.state) && !one.report) {
    does.append(button(words.remove, () => send(`/sessions/${one.session}/delete`)));
  }
  if (one.state === "done") {
    does.append(element("a", words.correct, { className: "button", href: `/sessions/${one.session}/change` }));
  }
}

function asks(one) {
  const choice = $("choices").content.firstElementChild.cloneNode(true);
  return [choice, button(words.measure_as, () => send(`/sessions/${one.session}/again`, { screen: choice.value }))];
}

function waits(one) {
  const at = row($("waiting"), one.name, one.id);
  say(at, [one.size, one.when].filter(Boolean).join(", "));
  if (at.dataset.state) return;
  at.dataset.state = "there";
  at.querySelector(".does").append(
    button(words.take, async () => {
      if (!whose.value) { amiss(words.whose); whose.focus(); return; }
      await send(`/inbox/${one.id}/take`, { client: Number(whose.value), screen: $("screen").value, view: $("view").value });
    }),
    button(words.remove, () => send(`/inbox/${one.id}/remove`)),
  );
}

function pair(one) {
  const at = row($("pairs"), one.said, `${one.front}-${one.side}`);
  if (at.dataset.state) return;
  at.dataset.state = "there";
  at.querySelector(".does").append(button(words.join, async () => {
    const joined = await send(`/pairs/${one.front}/${one.side}`);
    if (joined) location.assign(`/sessions/${joined.session}`);
  }));
}

function keep(list, keys) {
  for (const at of [...list.children]) if (!keys.includes(at.dataset.key)) at.remove();
}

function phone(told) {
  $("phone").hidden = $("phone-off").hidden = !told;
  $("phone-on").hidden = Boolean(told);
  if (!told) return;
  if ($("code").src !== told.code) $("code").src = told.code;
  [$("address").textContent, $("phone-until").textContent, $("phone-whose").textContent] = [told.address, told.until, told.whose];
}

$("phone-on").addEventListener("click", async () => { await send("/phone/on", { client: Number(whose.value) }); look(); });
$("phone-off").addEventListener("click", async () => { await send("/phone/off"); look(); });

function shown() {
  $("nothing").hidden = $("sending").children.length + $("entries").children.length > 0;
  $("inbox").hidden = !$("waiting").children.length;
  $("offers").hidden = !$("pairs").children.length;
}

let timer = 0, looking = false;
async function look() {
  clearTimeout(timer);
  if (looking) return;
  looking = true;
  let told = null;
  try {
    const answer = await fetch("/adding");
    if (answer.ok) told = await answer.json();
  } catch { /* lost() shows it */ }
  looking = false;
  lost(!told);
  if (told) {
    const text = JSON.stringify(told);
    if (text !== listed) {
      listed = text;
      for (const one of [...told.entries].reverse()) entry(one);
      told.waiting.forEach(waits);
      told.pairs.forEach(pair);
      keep($("entries"), told.entries.map((one) => String(one.session)));
      keep($("waiting"), told.waiting.map((one) => one.id));
      keep($("pairs"), told.pairs.map((one) => `${one.front}-${one.side}`));
      phone(told.phone);
    }
    shown();
  }
  const busy = sending || told?.phone || told?.entries.some((one) => ["waiting", "measuring"].includes(one.state));
  if (!document.hidden) timer = setTimeout(look, busy ? PERIOD_MS : IDLE_MS);
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
look();
