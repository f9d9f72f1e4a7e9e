"use strict";
// Shared by all pages of the app: sending, and the sentence of a problem.
const $ = (id) => document.getElementById(id);
const settings = $("page").dataset, words = JSON.parse(settings.words);
let refusal = "";  // code of the last refusal

function amiss(sentence) {
  $("amiss").textContent = sentence;
  $("amiss").hidden = !sentence;
}

function lost(is) {
  $("lost").hidden = !is;
}

// A page of an earlier start has another secret, and loads itself again once.
function renewed(status) {
  if (status !== 403 || sessionStorage.getItem("renewed") === settings.secret) return false;
  sessionStorage.setItem("renewed", settings.secret);
  location.reload();
  return true;
}

async function send(path, body = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-Movescreen": settings.secret },
    });
  } catch {
    lost(true);
    return null;
  }
  lost(false);
  if (renewed(answer.status)) return null;
  const told = await answer.json();
  refusal = answer.ok ? "" : told.code;
  amiss(answer.ok ? "" : told.sentence);
  return answer.ok ? told : null;
}
