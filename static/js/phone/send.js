/* Between phone and server: signing the phone on, fetching one's households, handing over what waits.
   Records go first and together, photos after them in small pieces; what the server refuses stays, with the reason,
   and holds nothing else up. Network errors and faults of the server are tried again for ever. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const BATCH = 10;
  const PIECE = 64 * 1024;
  const FIRST_PAUSE = 3000;
  const LONGEST_PAUSE = 300000;
  const PATIENCE = 60000;
  const PACK_AGE = 10 * 60000;
  let pause = FIRST_PAUSE;
  let timer = 0;
  let doubt = false; // something was held: are the households still this person's?

  class Away extends Error {} // no network, or the server is at fault: later

  async function ask(address, options) {
    if (!navigator.onLine) throw new Away("offline");
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(address, { credentials: "same-origin", signal: stop.signal, redirect: "manual", ...options });
      if (answer.status >= 500 || answer.status === 429 || answer.status === 408 || !answer.status) throw new Away(String(answer.status));
      return answer;
    } catch (error) {
      throw error instanceof Away ? error : new Away(error.message);
    } finally {
      clearTimeout(late);
    }
  }

  function csrf() {
    const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    const field = document.querySelector("[name=csrfmiddlewaretoken]");
    return (field && field.value) || (found ? found[1] : "");
  }
  Phone.csrf = csrf;

  function phoneName() {
    const model = /Android [\d.]+; ([^;)]+)/.exec(navigator.userAgent);
    return (model ? model[1].replace(/ Build.*/, "") : navigator.platform || "").slice(0, 60);
  }

  /* Sign this phone on for whoever is signed in; null where that is not possible now. */
  async function signOn(user, deviceId) {
    const device = await Phone.store.ofDevice();
    const answer = await ask("/api/v1/devices/", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ device_id: deviceId || device.id, name: phoneName() }),
    });
    return answer.ok ? answer.json() : null;
  }

  async function header(safe) {
    const device = await safe.get("cache", "device");
    return device ? { "X-Device": device.value.id + ":" + device.value.secret } : {};
  }

  /* Ask as this phone. A secret that is no longer known (the phone was signed on elsewhere since, from a backup) is
     replaced by a new one where its owner is signed in on this page. */
  async function askAsPhone(safe, address, options) {
    const send = async () => ask(address, { ...options, headers: { ...(options || {}).headers, ...(await header(safe)) } });
    const answer = await send();
    const user = document.documentElement.dataset.user;
    if (answer.status !== 401 || !user) return answer;
    const told = await signOn(user);
    if (!told || told.owner !== safe.owner) return answer;
    await safe.put("cache", "device", { id: told.device_id, secret: told.secret });
    return send();
  }

  /* Fetch one's households unless that was done a moment ago. 401 and 403 mean: no longer yours. */
  async function fetchPack(safe, always) {
    const known = await safe.get("cache", "pack");
    const language = document.documentElement.lang;
    if (!always && known && known.value.language === language && Date.now() - known.at < PACK_AGE) return;
    const asked = Date.now();
    const answer = await askAsPhone(safe, "/m/pack/");
    if (answer.status === 401 || answer.status === 403) return revoked(safe);
    if (!answer.ok) return;
    const pack = await answer.json();
    const now = Date.now();
    pack.language = language;
    /* How far the phone's clock is off: the day of a visit is the server's day. */
    pack.skew = Math.round(Date.parse(pack.as_of) - (asked + now) / 2);
    await safe.put("cache", "pack", pack, { at: now });
    await safe.prolong((Date.parse(pack.expires_at) - Date.parse(pack.as_of)) / 3600000);
    Phone.tellWork();
  }

  /* The right is gone: away with the households at once, hand over the work, then lock. */
  async function revoked(safe) {
    const device = await safe.get("cache", "device");
    const names = (await safe.db.getAllKeys("cache")).filter((name) => name !== "device");
    await safe.write([], names.map((name) => ["cache", name]));
    Phone.revoked = true;
    Phone.tellWork();
    if (device) await flush(safe);
    const left = await Phone.work.counts(safe);
    if (left.waiting || left.photos) return;
    await Phone.store.lock(safe.owner);
    document.dispatchEvent(new CustomEvent("phone:locked"));
  }

  /* Hand over everything that waits; one tab at a time. */
  async function flush(safe) {
    clearTimeout(timer);
    if (!navigator.onLine) return Phone.tellWork();
    if (!navigator.locks) return guarded(safe);
    return navigator.locks.request("phone-send", { ifAvailable: true }, (got) => got && guarded(safe));
  }

  async function guarded(safe) {
    try {
      await sendRecords(safe);
      await sendPhotos(safe);
      pause = FIRST_PAUSE;
      if (doubt) await fetchPack(safe, true);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      timer = setTimeout(() => flush(safe).catch(Phone.fault), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    } finally {
      doubt = false;
      Phone.sending = null;
      Phone.tellWork();
    }
  }

  async function sendRecords(safe) {
    let waiting = (await Phone.work.items(safe)).filter((item) => item.state === "waiting");
    const all = waiting.length;
    while (waiting.length) {
      const some = waiting.splice(0, BATCH);
      Phone.sending = { ids: some.map((item) => item.id), done: all - waiting.length - some.length, all };
      Phone.tellWork();
      for (const item of some) await Phone.work.change(safe, item.id, {}, { tried: item.tried + 1 });
      const alone = (item) => item.value.corrects || item.value.door;
      const visits = some.filter((item) => !alone(item));
      if (visits.length) await sendVisits(safe, visits);
      for (const item of some.filter(alone)) await sendAlone(safe, item);
    }
  }

  async function sendVisits(safe, some) {
    const answer = await askAsPhone(safe, "/api/v1/visits/batch/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ submissions: some.map((item) => ({ ...item.value.body, sent_at: new Date().toISOString() })) }),
    });
    if (!answer.ok) return refusedAll(safe, answer);
    const { results } = await answer.json();
    for (const result of results) {
      const item = some.find((each) => each.id === result.submission_id);
      if (item) await take(safe, item, result.status, result);
    }
  }

  /* What is no new visit: a correction of one, or what says itself where it goes (`door`). */
  async function sendAlone(safe, item) {
    const value = item.value;
    const address = value.door || "/api/v1/visits/" + value.corrects + "/corrections/";
    const answer = await askAsPhone(safe, address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value.door ? { ...value.body, sent_at: new Date().toISOString() } : value.body),
    });
    if (answer.status === 401) return refusedAll(safe, answer);
    await take(safe, item, answer.status, await answer.json().catch(() => ({})));
  }

  /* The phone itself is not known any more: sign on again when its owner signs in; nothing is lost meanwhile. */
  async function refusedAll(_safe, answer) {
    Phone.signIn = answer.status === 401;
    throw new Away(String(answer.status));
  }

  /* Write down what the server said of one item. */
  async function take(safe, item, status, told) {
    Phone.signIn = false;
    if (status === 200 || status === 201) {
      const answer = { receipt: told.receipt, visit: told.id || told.visit, facts: told.facts, late: told.is_late, at: Date.now() };
      const then = item.value.then;
      await Phone.work.change(safe, item.id, { answer, reason: "", then: null }, { state: "received" });
      await freePhotos(safe, item);
      if (then) await Phone.work.post(safe, { ...then, corrects: told.id });
    } else if (status === 202) {
      doubt = true;
      await Phone.work.change(safe, item.id, { answer: { at: Date.now() }, reason: told.state === "refused" ? told.detail : "" }, { state: "held" });
      await freePhotos(safe, item);
    } else if (status === 409) {
      await Phone.work.change(safe, item.id, { reason: told.detail || Phone.words.other_body }, { state: "held" });
    } else if (status === 401 || status === 403) {
      throw new Away(String(status));
    } else if (status >= 500) {
      throw new Away(String(status));
    } else {
      await Phone.work.change(safe, item.id, { reason: sentence(told) }, { state: "attention" });
    }
  }

  /* All sentences of an answer that says what is wrong. */
  function sentence(told) {
    const found = [];
    (function walk(part) {
      if (typeof part === "string") found.push(part);
      else if (part && typeof part === "object") Object.values(part).forEach(walk);
    })(told.errors || told.detail || "");
    return found.join(" ") || Phone.words.refused;
  }

  async function freePhotos(safe, item) {
    for (const photo of item.value.photos || []) {
      const known = await safe.get("photos", photo.photo_id);
      if (known && known.state !== "waiting") {
        await safe.put("photos", known.id, known.value, { state: "waiting", item: item.id });
      }
    }
  }

  /* Each photo in pieces, from where the server stands; a photo that fails holds up nothing. */
  async function sendPhotos(safe) {
    const items = await Phone.work.items(safe);
    for (const item of items.filter((each) => Phone.DONE.includes(each.state))) {
      for (const photo of item.value.photos || []) {
        const known = photo.state ? null : await safe.get("photos", photo.photo_id);
        if (known) await sendPhoto(safe, item, photo, known.value);
      }
    }
  }

  async function sendPhoto(safe, item, photo, bytes) {
    const about = { photo_id: photo.photo_id, submission_id: (item.value.corrects && item.value.record) || item.id, sha256: photo.sha256, size: photo.size, caption: photo.caption || "other" };
    const json = { "Content-Type": "application/json" };
    let answer = await askAsPhone(safe, "/api/v1/photos/", { method: "POST", headers: json, body: JSON.stringify(about) });
    let told = await answer.json().catch(() => ({}));
    while (answer.ok && told.state === "receiving" && told.offset < bytes.byteLength) {
      Phone.sending = { ids: [item.id], photo: photo.photo_id, part: told.offset / bytes.byteLength };
      Phone.tellWork();
      answer = await askAsPhone(safe, "/api/v1/photos/" + photo.photo_id + "/", {
        method: "PATCH",
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(told.offset) },
        body: bytes.slice(told.offset, told.offset + PIECE),
      });
      told = await answer.json().catch(() => ({}));
      if (answer.status === 409 && told.offset !== undefined) { told.state = "receiving"; answer = { ok: true }; }
    }
    if (answer.status === 401 || answer.status === 403) throw new Away(String(answer.status));
    const state = answer.ok && told.state === "stored" ? "stored" : "refused";
    const photos = item.value.photos.map((each) => (each.photo_id === photo.photo_id ? { ...each, state, reason: state === "refused" ? sentence(told) : "" } : each));
    item.value.photos = photos;
    await Phone.work.change(safe, item.id, { photos });
    await safe.remove("photos", photo.photo_id);
    Phone.tellWork();
  }

  Phone.send = { ask, signOn, header, fetchPack, flush };
})();
