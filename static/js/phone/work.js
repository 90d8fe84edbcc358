/* Drafts and the outbox: what was written on this phone, and how far it has come.
   States of an item: waiting, sending (only while it is), received, held (handed to the village), attention. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  Phone.DONE = ["received", "held"];
  const changed = self.BroadcastChannel ? new BroadcastChannel("phone-work") : null;
  const listeners = [];

  Phone.onWork = (listen) => listeners.push(listen);
  Phone.tellWork = function () {
    if (changed) changed.postMessage(1);
    listeners.forEach((listen) => listen());
  };
  if (changed) changed.onmessage = () => listeners.forEach((listen) => listen());

  /* A draft belongs to a household and a version of the form; one that changes an item says which: `item=…`. */
  const draftId = (number, form, mode) => [number, form, mode].filter(Boolean).join(":");
  const partsOf = (id) => ({ number: id.split(":")[0], mode: id.split(":")[2] || "" });

  async function draftsOf(safe, number, mode) {
    const drafts = await safe.list("drafts");
    return drafts.filter((draft) => partsOf(draft.id).number === number && partsOf(draft.id).mode === (mode || ""))
      .sort((a, b) => b.at - a.at);
  }
  const draftOf = async (safe, number, mode) => (await draftsOf(safe, number, mode))[0] || null;

  async function keepDraft(safe, number, form, value, mode) {
    const at = Date.now();
    await safe.put("drafts", draftId(number, form, mode), value, { at });
    return at;
  }

  async function dropDrafts(safe, number, mode) {
    await safe.write([], (await draftsOf(safe, number, mode)).map((draft) => ["drafts", draft.id]));
    await sweepPhotos(safe);
    Phone.tellWork();
  }

  /* Throw away the photos that hang on no draft and no item any more. */
  async function sweepPhotos(safe) {
    const holders = [...(await safe.list("drafts")), ...(await safe.list("outbox"))];
    const of = (value) => [...(value.photos || []), ...((value.then && value.then.photos) || [])];
    const wanted = new Set(holders.flatMap((holder) => of(holder.value)).map((photo) => photo.photo_id));
    const gone = (await safe.db.getAllKeys("photos")).filter((id) => !wanted.has(id));
    await safe.write([], gone.map((id) => ["photos", id]));
  }

  /* Put an item into the outbox and take its draft away in one step: it is always in exactly one of the two. */
  async function post(safe, item, mode) {
    const drafts = await draftsOf(safe, item.household_no, mode);
    const plain = { state: "waiting", at: Date.now(), tried: 0 };
    await safe.write([["outbox", item.submission_id, item, plain]], drafts.map((draft) => ["drafts", draft.id]));
    await sweepPhotos(safe);
    Phone.tellWork();
  }

  /* Keep a change beside an item that may have been received: it follows as a correction. */
  async function follow(safe, id, item, mode) {
    const known = await safe.get("outbox", id);
    const drafts = await draftsOf(safe, item.household_no, mode);
    const plain = { state: known.state, at: known.at, tried: known.tried };
    await safe.write([["outbox", id, { ...known.value, then: item }, plain]], drafts.map((draft) => ["drafts", draft.id]));
    Phone.tellWork();
  }

  async function change(safe, id, value, plain) {
    const known = await safe.get("outbox", id);
    if (!known) return null;
    const next = Object.assign({ state: known.state, at: known.at, tried: known.tried }, plain);
    await safe.put("outbox", id, Object.assign(known.value, value), next);
    Phone.tellWork();
    return known.value;
  }

  /* The outbox, oldest first. */
  async function items(safe) {
    return (await safe.list("outbox")).sort((a, b) => a.at - b.at);
  }

  async function counts(safe) {
    const states = await safe.states("outbox");
    const of = (state) => states.filter((each) => each === state).length;
    const photos = (await safe.states("photos")).filter((state) => state === "waiting").length;
    return { waiting: of("waiting"), attention: of("attention"), received: of("received"), held: of("held"),
      drafts: (await safe.db.count("drafts")), photos };
  }

  /* Throw an item away because its owner says so. */
  async function discard(safe, item) {
    await safe.remove("outbox", item.id);
    await sweepPhotos(safe);
    Phone.tellWork();
  }

  Phone.work = { partsOf, draftOf, keepDraft, dropDrafts, sweepPhotos, post, follow, change, items, counts, discard };
})();
