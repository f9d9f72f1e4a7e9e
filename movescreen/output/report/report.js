// Slider, cursors in the curves and video show the same moment of the clip.
"use strict";
(() => {
  const video = document.querySelector("video");
  const player = document.querySelector(".player");
  const HALF = 0.5;

  // Some browsers seek only in a blob, not in a data address.
  function seekable(address) {
    const bytes = Uint8Array.from(atob(address.split(",")[1]), letter => letter.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
  }

  // The browser's own bar would hide the numbers at the bottom of the picture: another one stands below the video.
  function playable() {
    const play = player.querySelector(".play"), speed = player.querySelector(".speed");
    video.src = seekable(video.src);
    video.controls = false;
    player.hidden = false;
    const paced = () => { video.playbackRate = Number(speed.value); };
    video.defaultPlaybackRate = HALF;
    for (const event of ["loadedmetadata", "play"]) video.addEventListener(event, paced);
    speed.addEventListener("change", paced);
    const toggle = () => (video.paused ? video.play() : video.pause());
    play.addEventListener("click", toggle);
    video.addEventListener("click", toggle);
    for (const event of ["play", "pause", "ended"]) {
      video.addEventListener(event, () => { play.textContent = video.paused ? play.dataset.play : play.dataset.pause; });
    }
  }
  if (video) playable();

  const source = document.getElementById("data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const frames = data.time;
  const slider = document.getElementById("moment");
  const said = document.getElementById("said");
  const plots = [...document.querySelectorAll(".plot")].map(plot => made(plot, data.curves[plot.dataset.curve]));
  let at = -1;

  function element(values, kind, name) {
    const node = document.createElementNS(values.namespaceURI, kind);
    node.setAttribute("class", name);
    node.setAttribute("visibility", "hidden");
    values.append(node);
    return node;
  }

  function made(plot, curve) {
    const values = plot.querySelector(".values");
    const high = values.height.baseVal.value;
    const cursor = element(values, "line", "cursor");
    cursor.setAttribute("y1", 0);
    cursor.setAttribute("y2", high);
    const sides = [...plot.querySelectorAll(".line")].map(line => line.classList[1] || "");
    const dots = sides.map(side => element(values, "circle", side));
    dots.forEach(dot => dot.setAttribute("r", 4));
    return { plot, curve, high, cursor, dots, now: plot.parentNode.querySelector(".now") };
  }

  function written(value, decimals) {
    return value.toFixed(decimals).replace("-", "−").replace(".", data.decimal);
  }

  function filled(template, parts) {
    return template.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  }

  function told(line, unit) {
    const value = line.values[at];
    const amount = value === null ? data.words.not_seen
      : `${written(value, line.decimals)} ± ${written(line.unsure, line.decimals)}${unit}`;
    return line.name ? `${line.name} ${amount}` : amount;
  }

  function nearest(time) {
    let low = 0, high = frames.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (frames[middle] < time) low = middle + 1; else high = middle;
    }
    return low > 0 && time - frames[low - 1] < frames[low] - time ? low - 1 : low;
  }

  function show(index) {
    if (index === at) return;
    at = index;
    const x = `${100 * frames[at] / data.end}%`;
    for (const { curve, high, cursor, dots, now } of plots) {
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
      cursor.setAttribute("visibility", "visible");
      curve.lines.forEach((line, n) => {
        const value = line.values[at];
        dots[n].setAttribute("visibility", value === null ? "hidden" : "visible");
        dots[n].setAttribute("cx", x);
        dots[n].setAttribute("cy", (curve.most - (value ?? 0)) * high / (curve.most - curve.least));
      });
      now.textContent = curve.lines.map(line => told(line, curve.unit)).join(", ");
    }
    const parts = { time: written(frames[at], 2), rep: data.rep[at], phase: data.phases[data.phase[at]] };
    said.textContent = filled(parts.rep ? data.words.now_in : data.words.now, parts);
    slider.value = at;
    slider.setAttribute("aria-valuetext", said.textContent);
  }

  function go(index) {
    show(index);
    if (video) video.currentTime = frames[index];
  }

  function pointed(event) {
    const box = event.currentTarget.getBoundingClientRect();
    go(nearest((event.clientX - box.left) / box.width * data.end));
  }

  for (const { plot } of plots) {
    plot.addEventListener("pointerdown", event => {
      plot.setPointerCapture(event.pointerId);
      pointed(event);
    });
    plot.addEventListener("pointermove", event => { if (event.buttons) pointed(event); });
  }
  slider.max = frames.length - 1;
  slider.addEventListener("input", () => go(Number(slider.value)));
  for (const part of document.querySelectorAll(".slider, .steered")) part.hidden = false;
  for (const button of document.querySelectorAll(".go")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.getElementById("curves").closest("details").open = true;
      go(nearest(Number(button.dataset.time)));
      slider.focus({ preventScroll: true });
      document.getElementById("curves").scrollIntoView();
    });
  }
  if (video) {
    for (const step of player.querySelectorAll("[data-step]")) {
      step.addEventListener("click", () => {
        video.pause();
        go(Math.min(Math.max(at + Number(step.dataset.step), 0), frames.length - 1));
      });
    }
    const follow = () => show(nearest(video.currentTime));
    const along = () => { follow(); if (!video.paused && !video.ended) requestAnimationFrame(along); };
    video.addEventListener("play", along);
    for (const event of ["seeked", "timeupdate"]) video.addEventListener(event, follow);
  }
  go(nearest(data.start));
})();
