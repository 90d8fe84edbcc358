/* The outbox: each item with its state in words, what is wrong and what to do; a backup file, and taking one in again. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const LOOK = { draft: ["none", "✎"], waiting: ["none", "○"], sending: ["none", "↻"], received: ["good", "✔"], attention: ["bad", "✖"], held: ["review", "◆"] };
  const KIND = "povertyapp-visits";

  const stateOf = (item) => (item.state === "waiting" && Phone.sending && Phone.sending.ids.includes(item.id) ? "sending" : item.state);

  /* Write an item's state into a box: glyph, words, receipt; below it the reason and what became of its photos. */
  function tell(box, item) {
    const state = stateOf(item);
    const [look, sign] = LOOK[state];
    const tag = document.createElement("span");
    tag.className = "st st-" + look;
    const glyph = document.createElement("span");
    glyph.className = "st-g";
    glyph.setAttribute("aria-hidden", "true");
    glyph.textContent = sign;
    tag.append(glyph, " " + Phone.words["state_" + state]);
    box.textContent = "";
    box.append(tag);
    if (state === "received") {
      const receipt = document.createElement("span");
      receipt.className = "receipt";
      receipt.textContent = item.value.answer.receipt || "";
      box.append(" " + Phone.words.receipt + " ", receipt);
    }
    [item.value.reason, ...notes(item, state)].filter(Boolean).forEach((words) => {
      const line = document.createElement("p");
      line.className = "sub";
      line.textContent = words;
      box.append(line);
    });
  }

  function notes(item, state) {
    const said = [];
    if (state === "attention") said.push(Phone.words.what_to_do);
    if (state === "waiting" && item.tried && item.value.then) said.push(Phone.words.change_follows);
    if (item.value.corrects) said.push(Phone.words.is_correction);
    const answer = item.value.answer;
    if (answer && answer.late) said.push(Phone.words.late);
    if (answer && (answer.facts || []).some((fact) => fact.result === "held")) said.push(Phone.words.fact_held);
    const photos = item.value.photos || [];
    if (photos.length) {
      const sent = photos.filter((photo) => photo.state === "stored").length;
      said.push(Phone.fill.put(sent === photos.length ? Phone.words.photos_sent : Phone.words.photos_left, { sent, all: photos.length }));
      photos.filter((photo) => photo.state === "refused").forEach((photo) => said.push(Phone.words.photo_refused + (photo.reason ? ":" + photo.reason : "")));
    }
    return said;
  }

  async function show(safe, box) {
    const drafts = (await safe.list("drafts")).map((draft) => ({ id: draft.id, at: draft.at, state: "draft", value: { name: draft.value.name, page: draft.value.page, household_no: Phone.work.partsOf(draft.id).number, mode: Phone.work.partsOf(draft.id).mode } }));
    const items = [...(await Phone.work.items(safe)), ...drafts].sort((a, b) => b.at - a.at);
    const focused = document.activeElement && document.activeElement.dataset.key;
    const list = box.querySelector("[data-items]");
    list.textContent = "";
    items.forEach((item) => list.append(row(safe, item)));
    if (focused && !list.contains(document.activeElement)) {
      const again = list.querySelector("[data-key='" + focused + "']");
      if (again) again.focus();
    }
    box.querySelector("[data-empty]").hidden = items.length > 0;
    box.querySelector("[data-total]").textContent = Phone.fill.put(Phone.words.total, { n: items.filter((item) => !Phone.DONE.includes(item.state)).length });
  }

  function row(safe, item) {
    const copy = document.getElementById("item").content.firstElementChild.cloneNode(true);
    const state = stateOf(item);
    const mode = { draft: item.value.mode, received: "correct=" + item.id }[state];
    const page = (item.value.page || Phone.kinds.visit.page).replace("{no}", item.value.household_no);
    const open = page + "?" + (mode === undefined ? "item=" + item.id : mode);
    Phone.fill.fill(copy, { name: item.value.name || item.value.household_no, time: Phone.fill.moment(item.at), open, key: item.id });
    tell(copy.querySelector("[data-state]"), item);
    const thisMonth = item.value.body && item.value.body.happened_on && item.value.body.happened_on.slice(0, 7) === Phone.fill.day(null).slice(0, 7);
    const can = { edit: ["draft", "waiting", "attention"].includes(state), correct: state === "received" && thisMonth && item.value.answer.visit && !item.value.corrects,
      retry: state === "attention", drop: state === "draft" || state === "attention" };
    Object.keys(can).forEach((act) => { if (!can[act]) copy.querySelector("[data-act=" + act + "]").remove(); });
    copy.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]");
      if (act && act.dataset.act === "retry") Phone.work.change(safe, item.id, { reason: "" }, { state: "waiting" }).then(() => Phone.send.flush(safe)).catch(Phone.fault);
      if (act && act.dataset.act === "drop") drop(safe, item, copy, act);
    });
    return copy;
  }

  /* Throwing work away takes a second press on a button that says so. */
  function drop(safe, item, copy, button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "1";
      button.textContent = Phone.words.really_drop;
      return;
    }
    const gone = item.state === "draft" ? Phone.work.dropDrafts(safe, item.value.household_no, item.value.mode) : Phone.work.discard(safe, item);
    gone.catch(Phone.fault);
  }

  /* ---- backup: exactly what lies here, still sealed, with the key as the server wrapped it ---- */
  async function backup(safe) {
    const device = await safe.get("cache", "device");
    const wrapped = await safe.db.get("keys", "wrapped");
    const file = { kind: KIND, version: 1, device_id: device.value.id, owner: safe.owner, made_at: new Date().toISOString(), wrapped: portable(wrapped), stores: {} };
    for (const store of ["drafts", "outbox", "photos"]) {
      const keys = await safe.db.getAllKeys(store);
      const records = await safe.db.getAll(store);
      file.stores[store] = keys.map((key, n) => [key, { ...records[n], ...portable(records[n]) }]);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
    link.download = "visits-" + new Date().toISOString().slice(0, 16).replace(/\D/g, "") + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const portable = (record) => ({ iv: Phone.toBase64(record.iv), data: Phone.toBase64(record.data) });
  const back = (record) => ({ ...record, iv: Phone.fromBase64(record.iv), data: Phone.fromBase64(record.data).buffer });

  /* Take a backup in, on this phone or another: its owner's server key opens it; what is here already stays as it is. */
  async function takeIn(safe, text) {
    const file = JSON.parse(text);
    if (file.kind !== KIND) throw new Error("kind");
    const told = await Phone.send.signOn("", file.device_id);
    if (!told || told.owner !== file.owner) throw new Error("owner");
    const wrapping = await crypto.subtle.importKey("raw", Phone.fromBase64(told.seal_key), "AES-GCM", false, ["unwrapKey"]);
    const other = Object.create(Object.getPrototypeOf(safe), { key: { value: await Phone.store.unwrap(back(file.wrapped), wrapping) } });
    let taken = 0;
    for (const store of ["photos", "drafts", "outbox"]) {
      for (const [key, sealed] of file.stores[store]) {
        if (await safe.db.getKey(store, key)) continue;
        const record = back(sealed);
        await safe.put(store, key, await other.unseal(store + "/" + key, record), record.plain);
        if (store !== "photos") taken += 1;
      }
    }
    if (told.device_id === (await Phone.store.ofDevice()).id) await safe.put("cache", "device", { id: told.device_id, secret: told.secret });
    Phone.tellWork();
    return taken;
  }

  function attach(safe, box) {
    const said = box.querySelector("[data-said]");
    box.hidden = false;
    const again = () => show(safe, box).catch(Phone.fault);
    Phone.onWork(again);
    box.querySelector("[data-send-now]").addEventListener("click", () => Phone.send.flush(safe).catch(Phone.fault));
    box.querySelector("[data-backup]").addEventListener("click", () => backup(safe).then(() => { said.textContent = Phone.words.backup_made; }).catch(Phone.fault));
    box.querySelector("[data-take-in]").addEventListener("change", async (event) => {
      const file = event.target.files[0];
      if (!file) return;
      try {
        said.textContent = Phone.fill.put(Phone.words.taken_in, { n: await takeIn(safe, await file.text()) });
        await Phone.send.flush(safe);
      } catch (_unfit) {
        said.textContent = Phone.words.not_taken_in;
      }
      event.target.value = "";
    });
    return again();
  }

  Phone.queue = { tell, attach };
})();
