"use strict";
// Offer the video once it is drawn, without loading the page again while somebody reads it.
async function untilDrawn(line, there) {
  const answer = await fetch(line.dataset.asks).catch(() => null), told = answer?.ok ? await answer.json() : { coming: true };
  if (told.coming) { setTimeout(untilDrawn, 1500, line, there); return; }
  line.hidden = true;
  there.hidden = !told.drawn;
}
untilDrawn(document.getElementById("drawing"), document.getElementById("drawn"));
