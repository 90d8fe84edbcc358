/* A second place for what cannot be had again. A browser that finds its database damaged (a phone that died while it
   wrote) throws all of it away without a word. So each record of the owner's work also lies in the cache storage, sealed
   as it is, with the wrapped key; and the number of the phone, by which the server knows the key that opens it. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const STORES = ["drafts", "outbox", "photos", "keys"];
  const DEVICE = "kept-device";
  const folder = (owner) => caches.open("kept-" + owner);
  const address = (store, id) => "/m/kept/" + store + "/" + encodeURIComponent(id);

  function asAnswer(record) {
    const plain = encodeURIComponent(JSON.stringify(record.plain || null));
    return new Response(record.data, { headers: {
      "Content-Type": "application/octet-stream", "X-Iv": Phone.toBase64(record.iv), "X-Bytes": record.bytes ? "1" : "", "X-Plain": plain,
    } });
  }

  async function asRecord(answer) {
    const record = { iv: Phone.fromBase64(answer.headers.get("X-Iv")), data: await answer.arrayBuffer() };
    const plain = JSON.parse(decodeURIComponent(answer.headers.get("X-Plain")));
    return plain ? { ...record, bytes: !!answer.headers.get("X-Bytes"), plain } : record;
  }

  /* Keep and remove records, as [store, id, record] and [store, id]; of other stores nothing is kept. */
  async function write(owner, puts, removals) {
    const kept = puts.filter(([store]) => STORES.includes(store));
    const gone = removals.filter(([store]) => STORES.includes(store));
    if (!self.caches || !(kept.length + gone.length)) return;
    const cache = await folder(owner);
    await Promise.all([
      ...kept.map(([store, id, record]) => cache.put(address(store, id), asAnswer(record))),
      ...gone.map(([store, id]) => cache.delete(address(store, id))),
    ]);
  }

  /* Bring back into a new database what is kept here; what stands in it already stays as it is. */
  async function bringBack(owner, db) {
    if (!self.caches) return;
    const cache = await folder(owner);
    for (const request of await cache.keys()) {
      const [store, id] = new URL(request.url).pathname.split("/").slice(-2).map(decodeURIComponent);
      const answer = await cache.match(request);
      if (answer && !(await db.getKey(store, id))) await db.put(store, await asRecord(answer), id);
    }
  }

  /* The number that this phone had before its database was lost; null where there is none. */
  async function numberOfDevice() {
    const kept = self.caches && (await (await caches.open(DEVICE)).match("/m/kept/device"));
    return kept ? kept.text() : null;
  }

  async function keepNumber(id) {
    if (self.caches) await (await caches.open(DEVICE)).put("/m/kept/device", new Response(id));
  }

  Phone.copy = { write, bringBack, numberOfDevice, keepNumber };
})();
