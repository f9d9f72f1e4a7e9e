// The page on the phone: it sends clips, one after the other.
const $ = (id) => document.getElementById(id), told = $("page").dataset, words = JSON.parse(told.words);
let sends = Promise.resolve();

function add(files) {
  for (const file of files) {
    const at = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress");
    const line = document.createElement("p");
    [name.textContent, line.textContent, bar.max, bar.value] = [file.name, words.waiting, 1, 0];
    bar.setAttribute("aria-label", file.name);
    line.setAttribute("role", "status");
    at.append(name, bar, line);
    $("sending").append(at);
    const upload = new Upload(file, { paused: words.paused }, told.secret, ({ share, sentence }) => {
      if (share !== null) bar.value = share;
      line.textContent = sentence || (share === 1 ? words.phone_sent : words.uploading);
    });
    sends = sends.then(() => upload.run());
  }
}

for (const id of ["film", "files"]) $(id).addEventListener("change", () => { add($(id).files); $(id).value = ""; });
