// The sheet: enlarge a still, edit the summary, save a copy, print the page.
"use strict";
(() => {
  const whole = document.documentElement.outerHTML;  // before any script changed it
  const summary = document.getElementById("summary");
  const large = document.getElementById("large");

  for (const button of document.querySelectorAll(".enlarge")) {
    button.addEventListener("click", () => {
      const shown = document.createElement("div");
      shown.className = "enlarged";
      for (const part of button.parentElement.querySelectorAll("img, .marks")) shown.append(part.cloneNode(true));
      large.querySelector(".enlarged")?.remove();
      large.append(shown);
      large.setAttribute("aria-label", button.querySelector("img").alt);
      large.showModal();
    });
  }
  large.addEventListener("click", () => large.close());
  document.getElementById("pdf").addEventListener("click", () => print());
  document.querySelector(".tools").hidden = false;
  if (!summary) return;  // a page of several recordings has no summary

  const before = summary.innerText;

  const edit = document.getElementById("edit");
  const words = { begin: edit.textContent, done: edit.dataset.done };
  edit.addEventListener("click", () => {
    const editing = !summary.hasAttribute("contenteditable");
    if (editing) {
      summary.setAttribute("contenteditable", "plaintext-only");
      if (summary.contentEditable !== "plaintext-only") summary.setAttribute("contenteditable", "true");
      summary.focus();
    } else {
      summary.removeAttribute("contenteditable");
    }
    edit.textContent = editing ? words.done : words.begin;
    edit.setAttribute("aria-pressed", editing);
  });
  summary.addEventListener("input", () => { document.getElementById("edited").hidden = summary.innerText === before; });

  // A copy is the original page with the current text, without anything that a script added.
  function copied() {
    const copy = new DOMParser().parseFromString(whole, "text/html");
    const text = summary.cloneNode(true);
    text.removeAttribute("contenteditable");
    for (const strange of text.querySelectorAll("script, style, link, iframe, object, img")) strange.remove();
    for (const part of text.querySelectorAll("*")) {
      for (const { name } of [...part.attributes]) if (name !== "class") part.removeAttribute(name);
    }
    for (const own of copy.querySelectorAll("body > nav, [data-app]")) own.remove();  // leads to addresses of this computer
    for (const policy of copy.querySelectorAll("meta[data-own]")) {
      policy.content = policy.dataset.own;
      policy.removeAttribute("data-own");
    }
    copy.getElementById("summary").replaceWith(text);
    copy.getElementById("edited").hidden = document.getElementById("edited").hidden;
    return `<!doctype html>\n${copy.documentElement.outerHTML}\n`;
  }

  const copy = document.getElementById("copy");
  copy.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([copied()], { type: "text/html" }));
    link.download = `${copy.dataset.name.replace(/[\\/:*?"<>|]/g, "-")}.html`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  const open = document.getElementById("open");
  open.addEventListener("click", () => { for (const more of document.querySelectorAll("details")) more.open = true; });
  open.hidden = false;
})();
