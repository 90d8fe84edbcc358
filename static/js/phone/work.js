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

  const draftId = (number, form) => number + ":" + form;

  async function draftOf(safe, number) {
    const drafts = (await safe.list("drafts")).filter((draft) => draft.id.startsWith(number + ":"));
    return drafts.sort((a, b) => b.at - a.at)[0] || null;
  }

  async function keepDraft(safe, number, form, value) {
    const at = Date.now();
    await safe.put("drafts", draftId(number, form), value, { at });
    return at;
  }

  /* Throw the drafts of a household away, with the photos that hang on no item of the outbox. */
  async function dropDrafts(safe, number) {
    const gone = (await safe.list("drafts")).filter((draft) => draft.id.startsWith(number + ":"));
    const photos = gone.flatMap((draft) => (draft.value.photos || []).map((photo) => photo.photo_id));
    await safe.write([], [...gone.map((draft) => ["drafts", draft.id]), ...photos.map((id) => ["photos", id])]);
    Phone.tellWork();
  }

  /* Put an item into the outbox and take its draft away in one step: it is always in exactly one of the two. */
  async function post(safe, item) {
    const drafts = (await safe.list("drafts")).filter((draft) => draft.id.startsWith(item.household_no + ":"));
    const plain = { state: "waiting", at: Date.now(), tried: 0 };
    await safe.write([["outbox", item.submission_id, item, plain]], drafts.map((draft) => ["drafts", draft.id]));
    Phone.tellWork();
  }

  /* Keep a change beside an item that may have been received: it follows as a correction. */
  async function follow(safe, id, item) {
    const known = await safe.get("outbox", id);
    const drafts = (await safe.list("drafts")).filter((draft) => draft.id.startsWith(item.household_no + ":"));
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
    const photos = (item.value.photos || []).map((photo) => ["photos", photo.photo_id]);
    await safe.write([], [["outbox", item.id], ...photos]);
    Phone.tellWork();
  }

  Phone.work = { draftOf, keepDraft, dropDrafts, post, follow, change, items, counts, discard };
})();
