// Send clips in pieces by the protocol tus 1.0. A lost upload goes on where it stopped, also after the page was loaded
// again: the address of each upload is kept under the name, size and date of its file.
const SMALLEST = 64 * 1024, LARGEST = 8 * 1024 * 1024, QUICK_MS = 700, SLOW_MS = 3000, AGAIN_MS = 2000, LATEST_MS = 15000;
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (ms) => new Promise((go) => { setTimeout(go, ms); addEventListener("online", go, { once: true }); });

class Gone extends Error {}

class Upload {
  constructor(file, about, secret, told) {
    Object.assign(this, { file, about, secret, told, offset: 0, piece: 4 * SMALLEST, ended: false });
    this.key = `upload ${file.name} ${file.size} ${file.lastModified} ${about.client ?? ""}`;
  }

  ask(path, method, headers = {}, body = undefined) {
    return fetch(path, { method, body, headers: { "Tus-Resumable": "1.0.0", "X-Movescreen": this.secret, ...headers } });
  }

  // The sentence of the server's refusal, in the language of the page.
  async refusal(answer) {
    return (await answer.json().catch(() => ({}))).sentence;
  }

  async run() {
    let patience = AGAIN_MS;
    while (!this.ended) {
      try {
        await this.begin();
        while (this.offset < this.file.size && !this.ended) {
          await this.next();
          patience = AGAIN_MS;
        }
        if (this.ended) return false;
        localStorage.removeItem(this.key);
        this.told({ share: 1, sentence: "" });
        return true;
      } catch (error) {
        if (error instanceof Gone) { this.told({ share: null, sentence: error.message }); return false; }
        this.piece = Math.max(this.piece / 2, SMALLEST);  // smaller pieces may arrive in time
        this.told({ share: this.offset / this.file.size, sentence: error.sentence ?? this.about.paused });
        await pause(patience);
        patience = Math.min(2 * patience, LATEST_MS);
      }
    }
    return false;
  }

  async begin() {
    this.place = localStorage.getItem(this.key) ?? "";
    if (this.place) {
      const known = await this.ask(this.place, "HEAD");
      if (known.ok) { this.offset = Number(known.headers.get("Upload-Offset")); return; }
      localStorage.removeItem(this.key);
    }
    const { filename, client, screen, view, keep } = { filename: this.file.name, ...this.about };
    const told = { filename, client, screen, view, keep, lastModified: String(this.file.lastModified) };
    const pairs = Object.entries(told).filter(([, value]) => value).map(([key, value]) => `${key} ${base64(value)}`);
    const answer = await this.ask("/uploads", "POST", {
      "Upload-Length": String(this.file.size), "Upload-Metadata": pairs.join(","),
    });
    if (!answer.ok) throw new Gone(await this.refusal(answer));
    this.place = answer.headers.get("Location");
    localStorage.setItem(this.key, this.place);
    const known = await this.ask(this.place, "HEAD");
    this.offset = known.ok ? Number(known.headers.get("Upload-Offset")) : 0;
  }

  async next() {
    const began = performance.now(), body = this.file.slice(this.offset, this.offset + this.piece);
    const answer = await this.ask(this.place, "PATCH", {
      "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(this.offset),
    }, body);
    if (answer.status === 409) { this.offset = Number(answer.headers.get("Upload-Offset")); return; }
    if (answer.status === 507) throw Object.assign(new Error(), { sentence: await this.refusal(answer) });
    if (answer.status >= 400 && answer.status < 500) {
      localStorage.removeItem(this.key);
      throw new Gone(await this.refusal(answer) ?? this.about.paused);
    }
    if (!answer.ok) throw new Error();
    this.offset = Number(answer.headers.get("Upload-Offset"));
    const took = performance.now() - began;
    if (took < QUICK_MS) this.piece = Math.min(2 * this.piece, LARGEST);
    if (took > SLOW_MS) this.piece = Math.max(this.piece / 2, SMALLEST);
    this.told({ share: this.offset / this.file.size, sentence: "" });
  }

  async end() {
    this.ended = true;
    localStorage.removeItem(this.key);
    if (this.place) await this.ask(this.place, "DELETE").catch(() => null);
  }
}
