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
