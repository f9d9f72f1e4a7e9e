// Change what a measured clip shows, and when it was recorded.
const session = $("shows").dataset;

$("shows").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send(`/sessions/${session.session}/again`, { screen: $("screen").value, view: $("view").value })) {
    location.assign("/add");
  }
});

$("dated").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send(`/sessions/${session.session}/date`, { at: $("date").value })) {
    location.assign(`/clients/${session.client}`);
  }
});
