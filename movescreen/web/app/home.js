// Clients: a new one, and a search among many.
$("client").addEventListener("submit", async (event) => {
  event.preventDefault();
  const client = await send("/clients", { name: $("name").value, consent: $("consent").value });
  if (client) location.assign(`/clients/${client.id}`);
});

$("search")?.addEventListener("input", () => {
  const wanted = $("search").value.trim().toLowerCase();
  for (const card of document.querySelectorAll("#clients > li")) card.hidden = !card.dataset.name.includes(wanted);
});
