// Clients: a new one, and a search among many.
async function add(same) {
  const client = await send("/clients", { name: $("name").value, height: $("height").value, consent: $("consent").value, same });
  $("same").hidden = refusal !== "namesake";
  if (client) location.assign(`/clients/${client.id}`);
}

$("client").addEventListener("submit", (event) => { event.preventDefault(); add(false); });
$("same").addEventListener("click", () => add(true));
$("name").addEventListener("input", () => { $("same").hidden = true; });

$("search")?.addEventListener("input", () => {
  const wanted = $("search").value.trim().toLowerCase();
  for (const card of document.querySelectorAll("#clients > li")) card.hidden = !card.dataset.name.includes(wanted);
});

// Recordings that were interrupted, also by the end of the program; what is left of them is measured in a moment.
const LOOK_MS = 1000;

function offer(one, number) {
  const shown = $("offer").content.cloneNode(true), is = (name) => shown.querySelector(`[data-is="${name}"]`);
  shown.querySelector("p").textContent = one.sentence;
  is("watch").href = `/sessions/${one.session}`;
  is("watch").hidden = !one.session;
  is("dismiss").addEventListener("click", async () => { if (await send("/dismiss", { number })) interrupted(); });
  return shown;
}

async function interrupted() {
  const answer = await fetch("/interrupted");
  if (!answer.ok) return;
  const told = await answer.json();
  $("interrupted").replaceChildren(...told.found.map(offer));
  $("interrupted").hidden = !told.found.length;
  if (told.looking) setTimeout(interrupted, LOOK_MS);
}
interrupted();
