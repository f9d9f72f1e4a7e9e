// Settings: end the app.
$("quit").addEventListener("click", async () => {
  $("quit").disabled = true;
  if (await send("/quit")) $("ended").textContent = words.ended;
  else $("quit").disabled = false;
});
