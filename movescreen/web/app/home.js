// Clients: a new one, and a search among many.
let refused = "";
$("client").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = $("name").value, same = name === refused;  // asked for once more, another one of the name is wanted
  refused = name;
  const client = await send("/clients", { name, consent: $("consent").value, same });
  if (client) location.assign(`/clients/${client.id}`);
});

$("search")?.addEventListener("input", () => {
  const wanted = $("search").value.trim().toLowerCase();
  for (const card of document.querySelectorAll("#clients > li")) card.hidden = !card.dataset.name.includes(wanted);
});
