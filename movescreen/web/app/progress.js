// Progress of background work: the page may be closed and opened again meanwhile.
const LOOK_MS = 500;

function left(seconds) {
  if (seconds < 90) return words.seconds.replace("{count}", Math.max(1, Math.round(seconds)));
  return words.minutes.replace("{count}", Math.round(seconds / 60));
}

// Ask an address for the progress until the work has ended; `show` gets each answer.
async function follow(place, show) {
  const answer = await fetch(place).catch(() => null);
  lost(!answer?.ok);
  const at = answer?.ok ? await answer.json() : { state: "running" };
  if (answer?.ok) show(at);
  if (at.state === "running") setTimeout(follow, LOOK_MS, place, show);
}

// Show the share and the remaining time in a paragraph with a bar.
function showShare(paragraph, at) {
  const share = at.of ? at.done / at.of : 0;
  paragraph.hidden = at.state !== "running";
  paragraph.querySelector("progress").value = 100 * share;
  const rest = share > 0.02 ? `, ${words.left.replace("{time}", left(at.seconds * (1 - share) / share))}` : "";
  paragraph.querySelector("span").textContent = `${Math.floor(100 * share)} %${rest}`;
}

// Show the problem that ended the work, if there was one.
function sayAmiss(at) {
  amiss(at.state === "amiss" ? at.sentence : "");
  if (at.state === "amiss") $("amiss").scrollIntoView({ block: "nearest" });
}
